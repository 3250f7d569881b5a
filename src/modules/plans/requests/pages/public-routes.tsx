import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../../platform/http/index.ts'
import { formatNumber } from '../../../../ui/index.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import {
  type Agency,
  attempt,
  type Form,
  FormBody,
  isInForce,
  nameIn,
  pageFrame,
  sendPage,
  textIn,
} from '../../../identity/index.ts'
import type { PlansDeps } from '../../deps.ts'
import { askForData } from '../ask.ts'
import { tentativeOf } from '../count-due.ts'
import { readAnswerFigures } from '../figures.ts'
import { findSimilar } from '../find-similar.ts'
import { PUBLIC_STATES, type RequestState } from '../model.ts'
import { countRequests, readRequests } from '../store.ts'
import { AskPage, type Similar } from './ask-page.tsx'
import { oneRequestRoutes } from './one-routes.tsx'
import { LATE, REQUESTS, RequestListPage, STATE_NAMES } from './public-pages.tsx'
import { requestWords } from './words.ts'

const PAGE_SIZE = 30
const Number_ = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) })
const Look = Type.Object({
  'tinh-trang': Type.String({ default: '', maxLength: 40 }),
  xep: Type.String({ default: '', maxLength: 20 }),
  'co-quan': Type.String({ default: '', maxLength: 60 }),
  trang: Type.Integer({ default: 1, minimum: 1, maximum: 1000 }),
})
const Wish = Type.Object({
  'co-quan': Type.String({ default: '', maxLength: 60 }),
  q: Type.String({ default: '', maxLength: 200 }),
})
const AGENCY_KINDS: ReadonlySet<string> = new Set(['ministry', 'ministerial', 'government-body', 'province-committee'])

/** Requests for data: everybody reads, asks and supports without an account. */
export function requestRoutes(http: Http, deps: PlansDeps): void {
  listRoute(http, deps)
  askRoutes(http, deps)
  oneRequestRoutes(http, deps)
}

const hidden = (operationId: string, summary: string) => ({ operationId, summary, hide: true })
const open = (operation: string) => ({ permission: 'public', operation: `plans.${operation}` })

function listRoute(http: Http, deps: PlansDeps): void {
  http.get(
    REQUESTS,
    {
      schema: { ...hidden('requestsPage', 'Trang đề nghị mở dữ liệu'), querystring: Look },
      config: open('requests-page'),
    },
    async (request, reply) => {
      const { trang: page, xep, 'tinh-trang': state, 'co-quan': code } = request.query
      const tree = await deps.agencies.tree()
      const agency = code ? tree.byCode(code) : undefined
      const agencyIds = agency && [...tree.reach(agency.id)]
      const today = dayInVietnam(deps.clock.now())
      const isLate = state === LATE
      const chosen = (Object.keys(STATE_NAMES) as (keyof typeof STATE_NAMES)[]).find(
        (name) => STATE_NAMES[name] === state,
      )
      const states: readonly RequestState[] = isLate ? ['open'] : chosen ? [chosen] : PUBLIC_STATES
      const sort = xep === 'moi' ? ('new' as const) : ('votes' as const)
      const lateOn = isLate ? today : undefined
      const wish = { states, agencyIds, lateOn, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
      const [requests, counts, calendar, figures] = await Promise.all([
        readRequests(deps.db, wish),
        countRequests(deps.db, { states: PUBLIC_STATES, agencyIds }),
        deps.calendar(),
        readAnswerFigures(deps.db, { agencyIds, today }),
      ])
      const total = isLate ? figures.late : states.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
      return sendPage(
        reply,
        <RequestListPage
          frame={pageFrame(request)}
          requests={requests}
          counts={counts}
          agencies={new Map(tree.all.map((one) => [one.id, one]))}
          look={{ state: chosen || isLate ? state : '', sort, agency: agency?.code ?? '', page }}
          pages={Math.ceil(total / PAGE_SIZE)}
          today={today}
          figures={figures}
          tentative={tentativeOf(deps.rules, requests, calendar)}
        />,
      )
    },
  )
}

function askRoutes(http: Http, deps: PlansDeps): void {
  const path = `${REQUESTS}/gui`
  http.get(
    path,
    {
      schema: { ...hidden('askForDataPage', 'Biểu mẫu đề nghị mở dữ liệu'), querystring: Wish },
      config: open('ask-page'),
    },
    (request, reply) => {
      const form = { title: request.query.q, agency: request.query['co-quan'] }
      return showForm(deps, { request, reply }, { form, errors: [], similar: [] })
    },
  )
  http.post(
    path,
    {
      schema: { ...hidden('askForDataSend', 'Gửi đề nghị mở dữ liệu'), body: FormBody },
      config: { ...open('ask'), rateLimit: { max: 10, timeWindow: '10 minutes', allowList: [] } },
    },
    async (request, reply) => {
      const form: Form = request.body
      const similar =
        textIn(form, 'da-xem') === ''
          ? await similarTo(deps, request, { title: textIn(form, 'title'), at: 'sending' })
          : []
      if (similar.length > 0) return showForm(deps, { request, reply }, { form, errors: [], similar })
      const tried = await attempt(request.lang, () =>
        askForData(deps, request.actor, {
          title: textIn(form, 'title'),
          body: textIn(form, 'body'),
          agency: textIn(form, 'agency'),
          contact: textIn(form, 'contact') || undefined,
        }),
      )
      if (!tried.done) {
        void reply.code(400)
        return showForm(deps, { request, reply }, { form, errors: tried.errors, similar: [] })
      }
      const { number, held } = tried.value
      return reply.redirect(held ? `${REQUESTS}/da-nhan/${number}` : `${REQUESTS}/${number}?xong=gui`, 303)
    },
  )
  receivedRoute(http, deps)
  suggestRoute(http, deps)
}

/** What may be wanted already, while somebody types. */
function suggestRoute(http: Http, deps: PlansDeps): void {
  http.get(
    `${REQUESTS}/goi-y`,
    {
      schema: {
        ...hidden('askForDataSuggest', 'Dữ liệu và đề nghị giống với điều đang gõ'),
        querystring: Type.Object({ q: Type.String({ default: '', maxLength: 200 }) }),
      },
      config: { ...open('ask-suggest'), rateLimit: { max: 120, timeWindow: '1 minute', allowList: [] } },
    },
    async (request, reply) => {
      const similar = await similarTo(deps, request, { title: request.query.q, at: 'typing' })
      const suggestions = similar.map(({ href, title, note }) => ({ text: title, href, note }))
      return reply.header('cache-control', 'no-store').send({ suggestions })
    },
  )
}

function receivedRoute(http: Http, deps: PlansDeps): void {
  http.get(
    `${REQUESTS}/da-nhan/:number`,
    {
      schema: { ...hidden('askForDataReceived', 'Đề nghị đã nhận, chờ xem lại'), params: Number_ },
      config: open('received-page'),
    },
    (request, reply) => {
      const say = requestWords(request.lang)
      const similar: Similar[] = []
      const note = say.sentHeld(formatNumber(request.params.number, request.lang))
      return showForm(deps, { request, reply }, { form: {}, errors: [], similar, note })
    },
  )
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Shown = Pick<Parameters<typeof AskPage>[0], 'form' | 'errors' | 'similar' | 'note'>

async function showForm(deps: PlansDeps, { request, reply }: Exchange, shown: Shown): Promise<FastifyReply> {
  const today = dayInVietnam(deps.clock.now())
  const { all } = await deps.agencies.tree()
  const agencies = all.filter((agency) => AGENCY_KINDS.has(agency.kind) && isInForce(agency, today)).sort(byName)
  return sendPage(
    reply,
    <AskPage
      {...shown}
      frame={pageFrame(request)}
      csrf={request.csrfToken}
      agencies={agencies.map((agency) => ({ value: agency.code, text: nameIn(request.lang, agency) }))}
    />,
  )
}

function byName(a: Agency, b: Agency): number {
  return a.name.localeCompare(b.name, 'vi')
}

async function similarTo(
  deps: PlansDeps,
  { lang }: FastifyRequest,
  { title, at }: { readonly title: string; readonly at: 'typing' | 'sending' },
): Promise<readonly Similar[]> {
  if (title.trim().length < 4) return []
  const say = requestWords(lang)
  const { requests, datasets } = await findSimilar(deps, title, at)
  return [
    ...datasets.map(({ slug, title: name, agency }) => ({
      href: `/bo-du-lieu/${slug}`,
      title: name,
      note: `${say.dataset}, ${agency}`,
    })),
    ...requests.map(({ number, title: name, state }) => ({
      href: `${REQUESTS}/${number}`,
      title: name,
      note: `${say.number(formatNumber(number, lang))}, ${say.states[state].toLowerCase()}`,
    })),
  ]
}
