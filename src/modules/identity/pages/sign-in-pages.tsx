import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { SESSION_COOKIE } from '../access/credentials.ts'
import { endOwnSession } from '../access/own-account.ts'
import { passPerson, type SignInStep, signIn, signInWithCode } from '../access/sign-in.ts'
import { ANSWER_PATH, type SignOn } from '../oidc/sign-on.ts'
import { isSecure, originOf, type PageDeps, setSession } from './deps.ts'
import { attempt, FormBody, localTarget, textIn } from './form.ts'
import { sendPrivatePage } from './frame.tsx'
import { CodePage, SignInPage } from './views/sign-in-views.tsx'

const TargetQuery = Type.Object({ toi: Type.Optional(Type.String({ maxLength: 2000 })) })
const WAITING_COOKIE = 'nguon_cho_sso'
const WAITING_SECONDS = 600
const tags = ['pages']

/** Signing in by password and code, signing out. */
export function signInPages(http: Http, deps: PageDeps): void {
  http.get(
    '/dang-nhap',
    {
      schema: { operationId: 'signInPage', summary: 'Trang đăng nhập', tags, hide: true, querystring: TargetQuery },
      config: { permission: 'public', operation: 'identity.sign-in-page' },
    },
    async (request, reply) => {
      const target = localTarget(request.query.toi)
      if (request.actor.kind === 'person') return reply.redirect(target, 303)
      return sendPrivatePage(reply, <SignInPage request={request} target={target} signOn={deps.signOn?.label} />)
    },
  )
  http.post(
    '/dang-nhap',
    {
      schema: { operationId: 'signIn', summary: 'Đăng nhập', tags, hide: true, body: FormBody },
      config: { permission: 'public', operation: 'identity.sign-in' },
    },
    async (request, reply) => {
      const target = localTarget(textIn(request.body, 'toi'))
      const email = textIn(request.body, 'email')
      const input = { email, password: textIn(request.body, 'password') }
      const tried = await attempt(request.lang, () => signIn(deps, input, originOf(request)))
      if (tried.done) return goOn(deps, { request, reply, step: tried.value, target })
      const view = { request, errors: tried.errors, email, target, signOn: deps.signOn?.label }
      return sendPrivatePage(reply, <SignInPage {...view} />, 400)
    },
  )
  codeRoute(http, deps)
  signOutRoute(http, deps)
  if (deps.signOn) signOnRoutes(http, deps, deps.signOn)
}

interface Going {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly step: SignInStep
  readonly target: string
}

/** Sets the cookie, or asks for the code of the phone. */
export function goOn(deps: PageDeps, { request, reply, step, target }: Going): FastifyReply {
  if (step.step === 'code')
    return sendPrivatePage(reply, <CodePage request={request} ticket={step.ticket} target={target} />)
  setSession(reply, deps, step.session)
  return reply.redirect(target, 303)
}

function codeRoute(http: Http, deps: PageDeps): void {
  http.post(
    '/dang-nhap/ma',
    {
      schema: { operationId: 'signInWithCode', summary: 'Nhập mã xác thực', tags, hide: true, body: FormBody },
      config: { permission: 'public', operation: 'identity.sign-in-with-code' },
    },
    async (request, reply) => {
      const target = localTarget(textIn(request.body, 'toi'))
      const ticket = textIn(request.body, 've')
      const input = { ticket, code: textIn(request.body, 'code') }
      const tried = await attempt(request.lang, () => signInWithCode(deps, input, originOf(request)))
      if (!tried.done) {
        return sendPrivatePage(
          reply,
          <CodePage request={request} errors={tried.errors} ticket={ticket} target={target} />,
          400,
        )
      }
      setSession(reply, deps, tried.value)
      return reply.redirect(target, 303)
    },
  )
}

function signOutRoute(http: Http, deps: PageDeps): void {
  http.post(
    '/dang-xuat',
    {
      schema: { operationId: 'signOut', summary: 'Đăng xuất', tags, hide: true },
      config: { permission: 'public', operation: 'identity.sign-out' },
    },
    async (request, reply) => {
      await endOwnSession(deps, request.actor)
      reply.clearCookie(SESSION_COOKIE, { path: '/' })
      return reply.redirect('/', 303)
    },
  )
}

function signOnRoutes(http: Http, deps: PageDeps, signOn: SignOn): void {
  http.get(
    '/dang-nhap/sso',
    {
      schema: {
        operationId: 'beginSignOn',
        summary: 'Đăng nhập bằng hệ thống của cơ quan',
        tags,
        hide: true,
        querystring: TargetQuery,
      },
      config: { permission: 'public', operation: 'identity.begin-sign-on' },
    },
    async (request, reply) => {
      const { url, waiting } = await signOn.begin(localTarget(request.query.toi))
      const cookie = { path: '/dang-nhap', httpOnly: true, sameSite: 'lax', secure: isSecure(deps) } as const
      reply.setCookie(WAITING_COOKIE, waiting, { ...cookie, maxAge: WAITING_SECONDS })
      return reply.redirect(url, 303)
    },
  )
  http.get(
    ANSWER_PATH,
    {
      schema: { operationId: 'finishSignOn', summary: 'Hệ thống của cơ quan trả lời', tags, hide: true },
      config: { permission: 'public', operation: 'identity.finish-sign-on' },
    },
    async (request, reply) => {
      const waiting = request.cookies[WAITING_COOKIE]
      reply.clearCookie(WAITING_COOKIE, { path: '/dang-nhap' })
      const answer = new URL(request.url, deps.publicUrl)
      const { personId, target } = await signOn.finish(answer, waiting)
      const step = await passPerson(deps, { personId, method: 'oidc' }, originOf(request))
      return goOn(deps, { request, reply, step, target })
    },
  )
}
