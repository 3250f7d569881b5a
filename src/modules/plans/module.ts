import type { ActorRef } from '../../platform/actor.ts'
import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import type { Lang, WaitingWork } from '../../ui/index.ts'
import type { Change, Draft } from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import { holidayRoutes } from './calendar/pages/routes.tsx'
import { saveYear, type YearEntry, type YearSaved } from './calendar/save-year.ts'
import { coverageRoutes } from './coverage/routes.ts'
import type { PlansDeps } from './deps.ts'
import { documentRoutes } from './document/routes.tsx'
import { createPlan, type NewPlan } from './edit/create-plan.ts'
import { type PlanReview, reviewPlan } from './edit/review-plan.tsx'
import { draftRoutes } from './edit/routes.tsx'
import { type ContentEdit, saveContent } from './edit/save-content.ts'
import { startRevision } from './edit/start-revision.ts'
import { type DraftView, viewDraft } from './edit/view-draft.ts'
import { type ItemLink, linkItem } from './link/link-item.ts'
import { nationRoutes } from './nation/routes.tsx'
import { publicRoutes } from './pages/public-routes.tsx'
import { workRoutes } from './pages/work-routes.tsx'
import { planKind } from './plan-kind.ts'
import { plansApi } from './plans-api.ts'
import { followForPlans } from './progress/follow-catalog.ts'
import { noteFailedSearch } from './propose/failed-searches.ts'
import { createPlansReader, type PlansReader } from './reader.ts'
import { remind } from './remind/remind.ts'
import { answerRequest, type RequestAnswer } from './requests/answer.ts'
import { askForData, type NewRequest } from './requests/ask.ts'
import { requestRoutes } from './requests/pages/public-routes.tsx'
import { requestWorkRoutes } from './requests/pages/work-routes.tsx'
import { requestsApi } from './requests/requests-api.ts'
import { type Voter, voteForRequest } from './requests/vote.ts'
import { rulesRoutes } from './rules/pages/routes.tsx'
import { readWaiting } from './waiting.ts'
import { workbookRoutes } from './workbook/routes.tsx'

export interface PlansOptions extends PlansDeps {
  /** Where the follower that moves progress remembers how far it has read. */
  readonly position: Pick<Follower, 'load' | 'save'>
}

export interface PlansModule {
  readonly reader: PlansReader
  readonly followers: readonly Follower[]
  routes(http: Http): void
  createPlan(actor: Actor, input: NewPlan): Promise<Draft>
  /** What a draft says, what it lacks, and what this person may do to it. */
  viewDraft(actor: Actor, changeId: string): Promise<DraftView>
  saveContent(actor: Actor, edit: ContentEdit): Promise<Draft>
  startRevision(actor: Actor, resourceId: string): Promise<Draft>
  linkItem(actor: Actor, link: ItemLink & { readonly chosen: boolean }): Promise<void>
  askForData(actor: ActorRef, request: NewRequest): ReturnType<typeof askForData>
  /** Counts a supporter; returns the votes so far. */
  voteForRequest(number: number, voter: Voter): Promise<number>
  answerRequest(actor: Actor, answer: RequestAnswer): ReturnType<typeof answerRequest>
  /** What the approver of a plan is shown. */
  review(change: Change, look: { readonly actor: Actor; readonly lang: Lang }): Promise<PlanReview>
  /** What plans and requests hold for the desk of a person. */
  waiting(look: { readonly actor: Actor; readonly lang: Lang }): Promise<WaitingWork>
  /** Enters the holidays of a year and counts running times anew. */
  enterHolidays(actor: Actor, entry: YearEntry): Promise<YearSaved>
  /** Notes words that found nothing, without who searched. */
  noteFailedSearch(q: string): Promise<void>
  /** Reminders and the figures of the day; run once a day. */
  remind(): Promise<void>
}

/** Composes plans and requests for data: what is to be opened, by when, and what became of it. */
export function createPlansModule(options: PlansOptions): PlansModule {
  const { position, ...deps } = options
  deps.catalog.addKind(planKind(deps))
  return {
    reader: createPlansReader(deps),
    followers: [followForPlans(deps, position)],
    routes(http) {
      publicRoutes(http, deps)
      nationRoutes(http, deps)
      coverageRoutes(http, deps)
      workRoutes(http, deps)
      draftRoutes(http, deps)
      workbookRoutes(http, deps)
      documentRoutes(http, deps)
      plansApi(http, deps)
      requestsApi(http, deps)
      requestRoutes(http, deps)
      requestWorkRoutes(http, deps)
      holidayRoutes(http, deps)
      rulesRoutes(http, deps)
    },
    createPlan: (actor, input) => createPlan(deps, actor, input),
    viewDraft: (actor, changeId) => viewDraft(deps, actor, changeId),
    saveContent: (actor, edit) => saveContent(deps, actor, edit),
    startRevision: (actor, resourceId) => startRevision(deps, actor, resourceId),
    linkItem: (actor, link) => linkItem(deps, actor, link),
    askForData: (actor, request) => askForData(deps, actor, request),
    voteForRequest: (number, voter) => voteForRequest(deps, number, voter),
    answerRequest: (actor, answer) => answerRequest(deps, actor, answer),
    review: (change, look) => reviewPlan(deps, change, look),
    waiting: (look) => readWaiting(deps, look),
    enterHolidays: (actor, entry) => saveYear(deps, actor, entry),
    noteFailedSearch: (q) => noteFailedSearch(deps, q),
    remind: () => remind(deps),
  }
}
