import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../../platform/http/index.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import { pageFrame, sendPage } from '../../../identity/index.ts'
import type { PlansDeps } from '../../deps.ts'
import { hasVoted, voteForRequest } from '../vote.ts'
import { REQUESTS } from './public-pages.tsx'
import { readShown } from './read-shown.ts'
import { RequestPage } from './request-page.tsx'
import { StatusPage } from './status-page.tsx'

const VOTER = 'nguon_ung_ho'
const YEAR_SECONDS = 31_536_000
const ByNumber = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) })
const Said = Type.Object({ xong: Type.String({ default: '', maxLength: 20 }) })
const Wanted = Type.Object({ so: Type.String({ default: '', maxLength: 20 }) })

const hidden = (operationId: string, summary: string) => ({ operationId, summary, hide: true })
const open = (operation: string) => ({ permission: 'public', operation: `plans.${operation}` })

/** The page of one request, which anybody may look up by its number and support once. */
export function oneRequestRoutes(http: Http, deps: PlansDeps): void {
  const path = `${REQUESTS}/:number`
  http.get(
    `${REQUESTS}/tra`,
    {
      schema: { ...hidden('requestLookUp', 'Tra một đề nghị theo số'), querystring: Wanted },
      config: open('request-look-up'),
    },
    async (request, reply) => {
      const digits = request.query.so.replace(/[.\s]/g, '')
      return reply.redirect(/^[1-9]\d{0,8}$/.test(digits) ? `${REQUESTS}/${digits}` : REQUESTS, 303)
    },
  )
  http.get(
    path,
    {
      schema: { ...hidden('requestPage', 'Trang một đề nghị mở dữ liệu'), params: ByNumber, querystring: Said },
      config: open('request-page'),
    },
    async (request, reply) => {
      const shown = await readShown(deps, request.params.number)
      const frame = pageFrame(request)
      if (shown.kind === 'moved') return reply.redirect(`${REQUESTS}/${shown.to}`, 302)
      const today = dayInVietnam(deps.clock.now())
      if (shown.kind === 'kept') return sendPage(reply, <StatusPage {...shown} frame={frame} today={today} />)
      const browser = voterOf(request)
      const voted = browser !== undefined && (await hasVoted(deps, shown.request.id, browser))
      const { xong } = request.query
      const said = xong === 'gui' ? 'sent' : xong === 'ung-ho' ? 'supported' : undefined
      const held = { frame, csrf: request.csrfToken, voted, today }
      return sendPage(reply, <RequestPage {...shown} {...held} said={said} />)
    },
  )
  supportRoute(http, deps)
}

function supportRoute(http: Http, deps: PlansDeps): void {
  http.post(
    `${REQUESTS}/:number/ung-ho`,
    {
      schema: { ...hidden('supportRequest', 'Ủng hộ một đề nghị mở dữ liệu'), params: ByNumber },
      config: { ...open('support'), rateLimit: { max: 30, timeWindow: '10 minutes', allowList: [] } },
    },
    async (request, reply) => {
      const browser = voterOf(request) ?? randomBytes(18).toString('base64url')
      await voteForRequest(deps, request.params.number, { browser, address: request.ip })
      return reply
        .setCookie(VOTER, browser, {
          path: REQUESTS,
          sameSite: 'lax',
          httpOnly: true,
          secure: deps.publicUrl.startsWith('https:'),
          maxAge: YEAR_SECONDS,
        })
        .redirect(`${REQUESTS}/${request.params.number}?xong=ung-ho`, 303)
    },
  )
}

/** The random mark this browser keeps; undefined before its first vote. */
function voterOf(request: FastifyRequest): string | undefined {
  const known = request.cookies[VOTER]
  return known && /^[\w-]{24}$/.test(known) ? known : undefined
}
