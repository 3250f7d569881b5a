import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../../platform/http/index.ts'
import { dayInVietnam, readResources } from '../../../catalog/index.ts'
import {
  action,
  agenciesWhere,
  assertCan,
  type Form,
  type FormState,
  isInForce,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../../identity/index.ts'
import type { PlansDeps } from '../../deps.ts'
import { readCurrent } from '../../store.ts'
import { nameOf } from '../../views/agency-name.ts'
import { answerRequest, type Verdict } from '../answer.ts'
import { requestErrors } from '../errors.ts'
import { contactOf, hideRequest, mergeRequest, moveRequest, showRequest } from '../moderate.ts'
import { findRequest, readRequests, readSteps } from '../store.ts'
import { requestWords } from './words.ts'
import { DESK, DeskRequestPage, RequestDeskPage } from './work-pages.tsx'

const gate = 'plans.request.answer'
const module = 'plans'
const PATH = `${DESK}/:id`
const MOST = 300

/** Officers' pages of requests for data. */
export function requestWorkRoutes(http: Http, deps: PlansDeps): void {
  page(http, {
    path: DESK,
    name: 'requestDesk',
    module,
    summary: 'Đề nghị mở dữ liệu chờ trả lời',
    gate,
    view: (request) => showDesk(deps, request),
  })
  const show = (request: FastifyRequest, state: FormState) => showOne(deps, request, state)
  page(http, {
    path: PATH,
    name: 'deskRequest',
    module,
    summary: 'Một đề nghị mở dữ liệu',
    gate,
    view: (request) => show(request, UNTOUCHED),
  })
  const step = (name: string, summary: string, run: Step) =>
    action(http, {
      path: `${PATH}/${STEPS[name]?.path ?? ''}`,
      name,
      module,
      summary,
      gate,
      async run(request, form) {
        await run(request, form)
        return `${DESK}?xong=${STEPS[name]?.path ?? ''}`
      },
      again: show,
    })
  step('requestAnswer', 'Trả lời đề nghị mở dữ liệu', (request, form) =>
    answerRequest(deps, request.actor, {
      requestId: pathParam(request, 'id'),
      verdict: verdictIn(form),
      text: textIn(form, 'text'),
    }),
  )
  step('requestShow', 'Cho hiện đề nghị mở dữ liệu', (request, form) =>
    showRequest(deps, request.actor, {
      requestId: pathParam(request, 'id'),
      title: textIn(form, 'title'),
      body: textIn(form, 'body'),
    }),
  )
  step('requestHide', 'Ẩn đề nghị mở dữ liệu', (request, form) =>
    hideRequest(deps, request.actor, { requestId: pathParam(request, 'id'), reason: textIn(form, 'hide-reason') }),
  )
  step('requestMerge', 'Gộp đề nghị mở dữ liệu trùng nhau', (request, form) =>
    mergeRequest(deps, request.actor, { requestId: pathParam(request, 'id'), into: Number(textIn(form, 'into')) }),
  )
  step('requestMove', 'Chuyển đề nghị mở dữ liệu đến cơ quan khác', (request, form) =>
    moveRequest(deps, request.actor, {
      requestId: pathParam(request, 'id'),
      agency: textIn(form, 'agency'),
      reason: textIn(form, 'reason'),
    }),
  )
}

type Step = (request: FastifyRequest, form: Form) => Promise<unknown>

const STEPS: Readonly<Record<string, { readonly path: string }>> = {
  requestAnswer: { path: 'tra-loi' },
  requestShow: { path: 'hien' },
  requestHide: { path: 'an' },
  requestMerge: { path: 'gop' },
  requestMove: { path: 'chuyen' },
}

function verdictIn(form: Form): Verdict {
  const kind = textIn(form, 'verdict')
  if (kind === 'refused') return { kind, basis: textIn(form, 'basis') }
  if (kind === 'published') return { kind, dataset: textIn(form, 'dataset') }
  const [planId = '', itemId = ''] = textIn(form, 'plan').split('/')
  return { kind: 'planned', planId, itemId }
}

async function showDesk(deps: PlansDeps, request: FastifyRequest) {
  const where = agenciesWhere(request.actor, gate)
  const agencyIds = where === 'all' ? undefined : where
  const [waiting, promised] = await Promise.all([
    readRequests(deps.db, { states: ['held', 'open'], agencyIds, sort: 'due', limit: MOST }),
    readRequests(deps.db, { states: ['planned'], agencyIds, sort: 'due', limit: MOST }),
  ])
  const done = requestWords(request.lang).done[textIn(queryOf(request), 'xong')]
  const today = dayInVietnam(deps.clock.now())
  return <RequestDeskPage request={request} waiting={waiting} promised={promised} today={today} done={done} />
}

async function showOne(deps: PlansDeps, request: FastifyRequest, { form, errors }: FormState) {
  const item = await findRequest(deps.db, pathParam(request, 'id'))
  if (!item) throw requestErrors.notFound()
  assertCan(request.actor, gate, item)
  const [steps, planItems, agencies] = await Promise.all([
    readSteps(deps.db, item.id),
    planItemsFor(deps, item.agencyId),
    agencyOptions(deps, request),
  ])
  return (
    <DeskRequestPage
      request={request}
      item={item}
      steps={steps}
      contact={contactOf(deps, request.actor, item)}
      planItems={planItems}
      agencies={agencies}
      form={form}
      errors={errors}
      today={dayInVietnam(deps.clock.now())}
    />
  )
}

/** Items of plans in force of the agency, of those above it and of its units. */
async function planItemsFor(deps: PlansDeps, agencyId: string) {
  const tree = await deps.agencies.tree()
  const near = [...new Set([...tree.reach(agencyId), ...tree.path(agencyId).map(({ id }) => id)])]
  const plans = await readCurrent(deps.db, near)
  const titles = new Map(
    (
      await readResources(
        deps.catalog.db,
        plans.map(({ resourceId }) => resourceId),
      )
    ).map(({ id, record }) => [id, record?.title.vi ?? '']),
  )
  return plans.flatMap(({ resourceId, content }) =>
    content.items.map((item) => ({
      value: `${resourceId}/${item.id}`,
      text: plans.length > 1 ? `${item.title} (${titles.get(resourceId) ?? ''})` : item.title,
    })),
  )
}

async function agencyOptions(deps: PlansDeps, { lang }: FastifyRequest) {
  const today = dayInVietnam(deps.clock.now())
  const { all } = await deps.agencies.tree()
  return all
    .filter((agency) => isInForce(agency, today))
    .map((agency) => ({ value: agency.code, text: nameOf(agency, lang) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'vi'))
}
