import type { FastifyRequest } from 'fastify'
import { invalidFields } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { approvalTarget, type Change, type Decision } from '../../catalog/index.ts'
import {
  action,
  assertCan,
  can,
  type Form,
  type FormState,
  page,
  pathParam,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DeskDeps, ReadKindReview } from '../deps.ts'
import { sampleOf } from '../draft/read-data-step.ts'
import { agencyName, loadChoices, seriesOptions } from '../labels.ts'
import { KindReviewPage } from './kind-review-page.tsx'
import { recordDifference } from './record-difference.ts'
import { ReviewPage } from './review-page.tsx'

const PATH = '/lam-viec/duyet/:id'

/** What waits for an approver, and the two answers. */
export function reviewRoutes(http: Http, deps: DeskDeps): void {
  const show = (request: FastifyRequest, state: FormState) => reviewPage(deps, request, state)
  page(http, {
    path: PATH,
    name: 'review',
    summary: 'Xem để duyệt',
    gate: 'catalog.draft.read',
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    path: `${PATH}/duyet`,
    name: 'reviewApprove',
    summary: 'Duyệt, công bố ngay hoặc hẹn giờ',
    gate: 'catalog.change.approve',
    async run(request, form) {
      const at = momentIn(textIn(form, 'at'))
      await deps.catalog.approveChange(request.actor, {
        changeId: pathParam(request, 'id'),
        decision: decisionIn(form),
        at,
      })
      return `/lam-viec?xong=${at ? 'hen' : 'duyet'}`
    },
    again: show,
  })
  action(http, {
    path: `${PATH}/tra-lai`,
    name: 'reviewReturn',
    summary: 'Trả lại kèm lý do',
    gate: 'catalog.change.return',
    async run(request, form) {
      await deps.catalog.returnChange(request.actor, {
        changeId: pathParam(request, 'id'),
        reason: textIn(form, 'reason'),
      })
      return '/lam-viec?xong=tra'
    },
    again: show,
  })
}

async function reviewPage(deps: DeskDeps, request: FastifyRequest, state: FormState) {
  const change = await deps.catalog.reader.change(pathParam(request, 'id'))
  const resource = change && (await deps.catalog.reader.resource(change.resourceId))
  const review = resource && deps.reviews[resource.kind]
  return change && review
    ? kindReviewPage(deps, request, { state, change, review })
    : datasetReviewPage(deps, request, state)
}

interface KindShown {
  readonly state: FormState
  readonly change: Change
  readonly review: ReadKindReview
}

async function kindReviewPage(deps: DeskDeps, request: FastifyRequest, { state, change, review }: KindShown) {
  const { actor, lang } = request
  assertCan(actor, 'catalog.draft.read', { agencyId: change.agencyId })
  return (
    <KindReviewPage
      request={request}
      state={state}
      change={change}
      review={await review(change, { actor, lang })}
      mayDecide={await mayApprove(deps, request, change)}
      mayReturn={can(actor, 'catalog.change.return', change)}
    />
  )
}

async function datasetReviewPage(deps: DeskDeps, request: FastifyRequest, state: FormState) {
  const { actor, lang } = request
  const view = await deps.datasets.viewDraft(actor, pathParam(request, 'id'))
  const { change, resource, proposed } = view
  const tables = proposed.filter(({ distribution }) => distribution.kind === 'table')
  const [choices, agency, differences, samples, mayDecide, series] = await Promise.all([
    loadChoices(deps, lang),
    agencyName(deps, change.agencyId, lang),
    resource.version > 0 ? deps.datasets.compareTables(view) : [],
    Promise.all(
      tables.map(async (held) => ({ ...(await sampleOf(deps, held)), distributionId: held.distribution.id })),
    ),
    mayApprove(deps, request, change),
    seriesOptions(deps, change.agencyId, lang),
  ])
  const pair = { before: resource.record, after: change.record, choices, held: proposed, series, lang }
  return (
    <ReviewPage
      request={request}
      state={state}
      view={view}
      recordRows={recordDifference(pair)}
      differences={differences}
      preview={{ record: change.record, agency, held: proposed, samples, choices, series }}
      mayDecide={mayDecide}
      mayReturn={can(actor, 'catalog.change.return', change)}
    />
  )
}

/** Whether the actor may approve this very change; writer and sender may not, unless the agency allows it. */
export async function mayApprove(
  deps: DeskDeps,
  { actor }: Pick<FastifyRequest, 'actor'>,
  change: Change,
): Promise<boolean> {
  return can(actor, 'catalog.change.approve', await approvalTarget(deps.identity.agencies, actor, change))
}

/** The paper decision of a form, without its empty parts. */
export function decisionIn(form: Form): Decision {
  const parts = ['number', 'date', 'text'].map((name) => [name, cleanText(textIn(form, name))] as const)
  return Object.fromEntries(parts.filter(([, value]) => value !== ''))
}

const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/

/** `2026-12-01T08:00` in Vietnamese time; undefined when empty. */
function momentIn(text: string): Date | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const moment = new Date(`${trimmed.replace(' ', 'T')}:00+07:00`)
  if (MOMENT.test(trimmed) && !Number.isNaN(moment.getTime())) return moment
  throw invalidFields('desk.bad-moment', [
    {
      field: 'at',
      message: { vi: 'Ghi ngày giờ như 2026-12-01T08:00.', en: 'Write date and time as 2026-12-01T08:00.' },
    },
  ])
}
