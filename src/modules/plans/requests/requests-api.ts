import { type Static, Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { PlansDeps } from '../deps.ts'
import { AnswerBody, AskBody, RequestsQuery, RequestsView, RequestView } from '../schema.ts'
import { answerRequest, type Verdict } from './answer.ts'
import { askForData } from './ask.ts'
import { requestErrors } from './errors.ts'
import { type DataRequest, isPublicRequest, PUBLIC_STATES, type RequestState } from './model.ts'
import { countRequests, findRequest, findRequestByNumber, readRequests } from './store.ts'

const tags = ['data-requests']
const ByNumber = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) })

/** Requests for data as JSON; no answer names who asked. */
export function requestsApi(http: Http, deps: PlansDeps): void {
  http.get(
    '/api/v1/data-requests',
    {
      schema: {
        operationId: 'listDataRequests',
        summary: 'Đề nghị mở dữ liệu, nhiều người cần nhất đứng trước',
        tags,
        querystring: RequestsQuery,
        response: { 200: RequestsView },
      },
      config: { permission: 'public', operation: 'plans.list-requests' },
    },
    async (request) => {
      const { state, agency: code, sort, page, limit } = request.query
      const tree = await deps.agencies.tree()
      const agency = code === undefined ? undefined : tree.byCode(code)
      if (code !== undefined && !agency) return { total: 0, requests: [] }
      const states = state === undefined ? PUBLIC_STATES : [state as RequestState]
      const agencyIds = agency && [...tree.reach(agency.id)]
      const [found, counts] = await Promise.all([
        readRequests(deps.db, { states, agencyIds, sort, limit, offset: (page - 1) * limit }),
        countRequests(deps.db, { states, agencyIds }),
      ])
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
      const codes = new Map(tree.all.map((one) => [one.id, one.code]))
      return { total, requests: found.map((one) => viewOf(one, codes.get(one.agencyId) ?? '', deps.publicUrl)) }
    },
  )
  http.get(
    '/api/v1/data-requests/:number',
    {
      schema: {
        operationId: 'readDataRequest',
        summary: 'Một đề nghị mở dữ liệu và câu trả lời',
        tags,
        params: ByNumber,
        response: { 200: RequestView },
      },
      config: { permission: 'public', operation: 'plans.read-request' },
    },
    async (request) => {
      const found = await findRequestByNumber(deps.db, request.params.number)
      const target = found?.mergedInto ? await findRequest(deps.db, found.mergedInto) : found
      if (!target || !isPublicRequest(target)) throw requestErrors.notFound()
      return view(deps, target)
    },
  )
  writeRoutes(http, deps)
}

function writeRoutes(http: Http, deps: PlansDeps): void {
  http.post(
    '/api/v1/data-requests',
    {
      schema: {
        operationId: 'askForData',
        summary: 'Gửi đề nghị mở dữ liệu',
        tags,
        body: AskBody,
        response: { 201: Type.Object({ number: Type.Integer(), held: Type.Boolean(), url: Type.String() }) },
      },
      config: {
        permission: 'public',
        operation: 'plans.ask-api',
        rateLimit: { max: 10, timeWindow: '10 minutes', allowList: [] },
      },
    },
    async (request, reply) => {
      const { contact, ...asked } = request.body
      const { number, held } = await askForData(deps, request.actor, { ...asked, contact })
      return reply.code(201).send({ number, held, url: `${deps.publicUrl}/yeu-cau-du-lieu/${number}` })
    },
  )
  http.post(
    '/api/v1/data-requests/:number/answer',
    {
      schema: {
        operationId: 'answerDataRequest',
        summary: 'Trả lời đề nghị: đưa vào kế hoạch, đã công bố, hoặc từ chối có căn cứ',
        tags,
        params: ByNumber,
        body: AnswerBody,
        response: { 200: RequestView },
      },
      config: { permission: 'plans.request.answer', operation: 'plans.answer-api' },
    },
    async (request) => {
      const found = await findRequestByNumber(deps.db, request.params.number)
      if (!found) throw requestErrors.notFound()
      const verdict = verdictOf(request.body)
      return view(
        deps,
        await answerRequest(deps, request.actor, { requestId: found.id, verdict, text: request.body.text }),
      )
    },
  )
}

function verdictOf(body: Static<typeof AnswerBody>): Verdict {
  if (body.verdict === 'refused') return { kind: 'refused', basis: body.basis ?? '' }
  if (body.verdict === 'published') return { kind: 'published', dataset: body.dataset ?? '' }
  return { kind: 'planned', planId: body.plan ?? '', itemId: body.item ?? '' }
}

async function view(deps: PlansDeps, request: DataRequest): Promise<Static<typeof RequestView>> {
  return viewOf(request, (await deps.agencies.byId(request.agencyId))?.code ?? '', deps.publicUrl)
}

function viewOf(request: DataRequest, agency: string, publicUrl: string): Static<typeof RequestView> {
  const { number, title, body, state, votes, answer, basis, planId, itemId, datasetId } = request
  return {
    number,
    title,
    body,
    state,
    agency,
    votes,
    url: `${publicUrl}/yeu-cau-du-lieu/${number}`,
    asked_at: request.askedAt.toISOString(),
    due_on: request.dueOn,
    due_rule: request.rule,
    ...(answer ? { answer } : {}),
    ...(basis ? { basis } : {}),
    ...(planId && itemId ? { plan_item: `${publicUrl}/id/plan/${planId}#${itemId}` } : {}),
    ...(datasetId ? { dataset: `${publicUrl}/id/dataset/${datasetId}` } : {}),
  }
}
