import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../../platform/http/index.ts'
import { dayInVietnam, readResources } from '../../../catalog/index.ts'
import {
  type Actor,
  action,
  agenciesWhere,
  assertCan,
  type FormState,
  isInForce,
  justDone,
  nameIn,
  page,
  pathParam,
  textIn,
  UNTOUCHED,
} from '../../../identity/index.ts'
import type { PlansDeps } from '../../deps.ts'
import { readCurrent } from '../../store.ts'
import { answerRequest, type Verdict } from '../answer.ts'
import { countDue, tentativeOf } from '../count-due.ts'
import { requestErrors } from '../errors.ts'
import { contactOf, hideRequest, mergeRequest, moveRequest, showRequest } from '../moderate.ts'
import { findRequest, readRequests } from '../store.ts'
import { readSaidSteps } from './read-shown.ts'
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
  for (const step of STEPS) {
    action(http, {
      path: `${PATH}/${step.path}`,
      name: step.name,
      module,
      summary: step.summary,
      gate,
      async run(request, form) {
        await step.run(deps, request.actor, { requestId: pathParam(request, 'id'), text: (name) => textIn(form, name) })
        return `${DESK}?xong=${step.path}`
      },
      again: show,
    })
  }
}

interface Sent {
  readonly requestId: string
  /** A field of the form. */
  text(name: string): string
}

interface Step {
  readonly path: string
  readonly name: string
  readonly summary: string
  run(deps: PlansDeps, actor: Actor, sent: Sent): Promise<unknown>
}

const STEPS: readonly Step[] = [
  {
    path: 'tra-loi',
    name: 'requestAnswer',
    summary: 'Trả lời đề nghị mở dữ liệu',
    run: (deps, actor, { requestId, text }) =>
      answerRequest(deps, actor, { requestId, verdict: verdictIn(text), text: text('text') }),
  },
  {
    path: 'hien',
    name: 'requestShow',
    summary: 'Cho hiện đề nghị mở dữ liệu',
    run: (deps, actor, { requestId, text }) =>
      showRequest(deps, actor, { requestId, title: text('title'), body: text('body') }),
  },
  {
    path: 'an',
    name: 'requestHide',
    summary: 'Ẩn đề nghị mở dữ liệu',
    run: (deps, actor, { requestId, text }) => hideRequest(deps, actor, { requestId, reason: text('hide-reason') }),
  },
  {
    path: 'gop',
    name: 'requestMerge',
    summary: 'Gộp đề nghị mở dữ liệu trùng nhau',
    run: (deps, actor, { requestId, text }) => mergeRequest(deps, actor, { requestId, into: Number(text('into')) }),
  },
  {
    path: 'chuyen',
    name: 'requestMove',
    summary: 'Chuyển đề nghị mở dữ liệu đến cơ quan khác',
    run: (deps, actor, { requestId, text }) =>
      moveRequest(deps, actor, { requestId, agency: text('agency'), reason: text('reason') }),
  },
]

function verdictIn(text: (name: string) => string): Verdict {
  const kind = text('verdict')
  if (kind === 'refused') return { kind, basis: text('basis') }
  if (kind === 'published') return { kind, dataset: text('dataset') }
  const [planId = '', itemId = ''] = text('plan').split('/')
  return { kind: 'planned', planId, itemId }
}

async function showDesk(deps: PlansDeps, request: FastifyRequest) {
  const where = agenciesWhere(request.actor, gate)
  const agencyIds = where === 'all' ? undefined : where
  const [waiting, promised, calendar] = await Promise.all([
    readRequests(deps.db, { states: ['held', 'open'], agencyIds, sort: 'due', limit: MOST }),
    readRequests(deps.db, { states: ['planned'], agencyIds, sort: 'due', limit: MOST }),
    deps.calendar(),
  ])
  const tentative = tentativeOf(deps.rules, waiting, calendar)
  const done = justDone(request, requestWords(request.lang).done)
  const today = dayInVietnam(deps.clock.now())
  const held = { waiting, promised, today, tentative, done }
  return <RequestDeskPage request={request} {...held} />
}

async function showOne(deps: PlansDeps, request: FastifyRequest, { form, errors }: FormState) {
  const item = await findRequest(deps.db, pathParam(request, 'id'))
  if (!item) throw requestErrors.notFound()
  assertCan(request.actor, gate, item)
  const [steps, planItems, agencies, calendar] = await Promise.all([
    readSaidSteps(deps, item.id),
    planItemsFor(deps, item.agencyId),
    agencyOptions(deps, request),
    deps.calendar(),
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
      rule={deps.rules.rule(item.rule)}
      counted={countDue(deps.rules, item, calendar)}
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
    .map((agency) => ({ value: agency.code, text: nameIn(lang, agency) }))
    .sort((a, b) => a.text.localeCompare(b.text, 'vi'))
}
