import type { Clock } from '../../platform/clock.ts'
import { sameTransaction } from '../../platform/db/index.ts'
import type { Follower } from '../../platform/events/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { SearchEngine } from '../../platform/search/index.ts'
import type { Actor, AgencyReader } from '../identity/index.ts'
import type { CatalogDeps } from './deps.ts'
import { answerFeedback } from './feedback/answer.ts'
import { askQuestion, type Question } from './feedback/ask.ts'
import { type OwnersAnswer, takeAnswer } from './feedback/take-answer.ts'
import { type KeepContent, type Kind, type KindPages, pagesOf, type Transaction } from './kinds.ts'
import type { Draft } from './model.ts'
import { type CatalogReader, createCatalogReader } from './reader.ts'
import { type Approval, approveChange, approveChangeIn } from './review/approve-change.ts'
import { discardChange } from './review/discard-change.ts'
import { openManyIn } from './review/open-many.ts'
import { publishDue } from './review/publish-due.ts'
import { returnChange } from './review/return-change.ts'
import type { ReviewCheck } from './review/review-check.ts'
import { type DraftEdit, saveDraft, saveDraftIn } from './review/save-draft.ts'
import { createResource, type NewResource, startChange, startChangeIn } from './review/start-change.ts'
import { type Submission, submitChange, submitChangeIn } from './review/submit-change.ts'
import { noteCorrection, type Withdrawal, withdrawResource } from './review/withdraw-resource.ts'
import { followCatalog, refreshFreshness } from './search/follow-catalog.ts'
import type { CatalogDb } from './store.ts'
import { createUsage, type Usage } from './usage/count-usage.ts'

export interface CatalogOptions {
  readonly db: CatalogDb
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly agencies: AgencyReader
  readonly engine: SearchEngine
  /** Resolves when the search and the kept pages show everything committed so far. */
  readonly shown: () => Promise<void>
  readonly seal: (text: string) => string
  readonly unseal: (text: string) => string | undefined
}

export interface CatalogModule {
  readonly db: CatalogDb
  readonly reader: CatalogReader
  readonly engine: SearchEngine
  readonly followers: readonly Follower[]
  /** How often resources are looked at, taken away and asked. */
  readonly usage: Usage
  unseal(text: string): string | undefined
  addKind(kind: Kind): void
  addReviewCheck(kind: string, check: ReviewCheck): void
  /** Addresses of things of a kind. */
  pages(kind: string): KindPages
  createResource(actor: Actor, input: NewResource, keep?: KeepContent): Promise<Draft>
  startChange(actor: Actor, resourceId: string): ReturnType<typeof startChange>
  saveDraft(actor: Actor, edit: DraftEdit, keep?: KeepContent): Promise<Draft>
  /** The same steps inside a transaction of the caller: several resources change together or not at all. */
  inside(tx: Transaction): CatalogInside
  submitChange(actor: Actor, changeId: string): ReturnType<typeof submitChange>
  approveChange(actor: Actor, approval: Approval): ReturnType<typeof approveChange>
  returnChange(actor: Actor, input: { changeId: string; reason: string }): ReturnType<typeof returnChange>
  discardChange(actor: Actor, changeId: string): Promise<void>
  withdrawResource(actor: Actor, withdrawal: Withdrawal): ReturnType<typeof withdrawResource>
  noteCorrection(actor: Actor, input: { resourceId: string; text: string }): ReturnType<typeof noteCorrection>
  askQuestion(actor: Actor, question: Question): Promise<string>
  answerFeedback(actor: Actor, input: Parameters<typeof answerFeedback>[2]): ReturnType<typeof answerFeedback>
  takeAnswer(given: OwnersAnswer): Promise<boolean>
  /** Resolves when the public can find everything published so far. */
  whenShown(): Promise<void>
  publishDue(): Promise<number>
  refreshFreshness(): Promise<void>
}

export interface CatalogInside {
  openMany(actor: Actor, inputs: readonly NewResource[]): Promise<readonly Draft[]>
  startChange(actor: Actor, resourceId: string): Promise<Draft>
  saveDraft(actor: Actor, edit: DraftEdit): Promise<Draft>
  submitChange(actor: Actor, submission: Submission): ReturnType<typeof submitChangeIn>
  /** Does not wait until the public can find it; `whenShown` does. */
  approveChange(actor: Actor, approval: Approval): ReturnType<typeof approveChangeIn>
}

/** Composes the catalogue: resources in, use cases and readers out. */
export function createCatalogModule(options: CatalogOptions): CatalogModule {
  const kinds = new Map<string, Kind>()
  const checks = new Map<string, ReviewCheck>()
  const deps: CatalogDeps = {
    ...options,
    kind: (name) => known(kinds, name),
    reviewCheck: (kind) => checks.get(kind),
  }
  const pages = (name: string) => pagesOf(kinds.get(name))
  const search = { ...options, pages }
  return {
    db: options.db,
    reader: createCatalogReader(options.db),
    engine: options.engine,
    followers: [followCatalog(search)],
    usage: createUsage(options),
    unseal: (text) => options.unseal(text),
    addKind: (kind) => void kinds.set(kind.name, kind),
    addReviewCheck: (kind, check) => void checks.set(kind, check),
    pages,
    createResource: (actor, input, keep) => createResource(deps, actor, { ...input, keep }),
    startChange: (actor, resourceId) => startChange(deps, actor, resourceId),
    saveDraft: (actor, edit, keep) => saveDraft(deps, actor, { ...edit, keep }),
    inside: (outer) => insideOf(deps, sameTransaction<'catalog'>(outer)),
    submitChange: (actor, changeId) => submitChange(deps, actor, changeId),
    approveChange: (actor, approval) => approveChange(deps, actor, approval),
    returnChange: (actor, input) => returnChange(deps, actor, input),
    discardChange: (actor, changeId) => discardChange(deps, actor, changeId),
    withdrawResource: (actor, withdrawal) => withdrawResource(deps, actor, withdrawal),
    noteCorrection: (actor, input) => noteCorrection(deps, actor, input),
    askQuestion: (actor, question) => askQuestion({ ...deps, seal: options.seal }, actor, question),
    answerFeedback: (actor, input) => answerFeedback(deps, actor, input),
    takeAnswer: (given) => takeAnswer(deps, given),
    whenShown: () => options.shown(),
    publishDue: () => publishDue(deps),
    refreshFreshness: () => refreshFreshness(search),
  }
}

function insideOf(deps: CatalogDeps, tx: CatalogDb): CatalogInside {
  return {
    openMany: (actor, inputs) => openManyIn(deps, tx, { actor, inputs }),
    startChange: (actor, resourceId) => startChangeIn(deps, tx, { actor, resourceId }),
    saveDraft: (actor, edit) => saveDraftIn(deps, tx, { actor, edit }),
    submitChange: (actor, submission) => submitChangeIn(deps, tx, { actor, submission }),
    approveChange: (actor, approval) => approveChangeIn(deps, tx, { actor, approval }),
  }
}

function known(kinds: ReadonlyMap<string, Kind>, name: string): Kind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no module handles resources of kind ${name}`)
  return kind
}
