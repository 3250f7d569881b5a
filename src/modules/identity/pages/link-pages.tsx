import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { FormError } from '../../../ui/index.ts'
import { inForce } from '../agencies/tree.ts'
import { linkGone } from '../errors.ts'
import { acceptLink, type LinkView, readLink } from '../people/accept-link.ts'
import { originOf, type PageDeps } from './deps.ts'
import { attempt, FormBody, textIn } from './form.ts'
import { sendPrivatePage } from './frame.tsx'
import { goOn } from './sign-in-pages.tsx'
import { LinkPage } from './views/sign-in-views.tsx'

const TokenParams = Type.Object({ token: Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' }) })
const tags = ['pages']

/** What invitations and reset links open. */
export function linkPages(http: Http, deps: PageDeps): void {
  linkRoutes(http, deps, { path: '/loi-moi/:token', name: 'Invitation', kinds: ['invitation', 'first-operator'] })
  linkRoutes(http, deps, { path: '/dat-lai-mat-khau/:token', name: 'Reset', kinds: ['reset'] })
}

interface LinkRoute {
  readonly path: string
  readonly name: string
  readonly kinds: readonly LinkView['kind'][]
}

function linkRoutes(http: Http, deps: PageDeps, { path, name, kinds }: LinkRoute): void {
  const load = async (token: string): Promise<LinkView> => {
    const link = await readLink(deps, token)
    if (!link || !kinds.includes(link.kind)) throw linkGone()
    return link
  }
  const operation = `identity.${name.toLowerCase()}`
  http.get(
    path,
    {
      schema: { operationId: `open${name}`, summary: 'Trang đặt mật khẩu', tags, hide: true, params: TokenParams },
      config: { permission: 'public', operation: `${operation}-page` },
    },
    async (request, reply) => {
      const link = await load(request.params.token)
      return sendPrivatePage(reply, await page(deps, { request, link, errors: [] }))
    },
  )
  http.post(
    path,
    {
      schema: {
        operationId: `use${name}`,
        summary: 'Đặt mật khẩu',
        tags,
        hide: true,
        params: TokenParams,
        body: FormBody,
      },
      config: { permission: 'public', operation },
    },
    async (request, reply) => {
      const link = await load(request.params.token)
      const answer = answerOf(request, { token: request.params.token, link })
      const tried = await attempt(request.lang, () => acceptLink(deps, answer, originOf(request)))
      if (tried.done) return goOn(deps, { request, reply, step: tried.value, target: '/lam-viec' })
      return sendPrivatePage(reply, await page(deps, { request, link, errors: tried.errors }), 400)
    },
  )
}

type FormRequest = FastifyRequest & { readonly body?: unknown }

function valuesOf(request: FormRequest) {
  const form = (request.body ?? {}) as Readonly<Record<string, string | readonly string[]>>
  return {
    name: textIn(form, 'name'),
    email: textIn(form, 'email'),
    agency: textIn(form, 'agency'),
    password: textIn(form, 'password'),
  }
}

function answerOf(request: FormRequest, { token, link }: { token: string; link: LinkView }) {
  const { password, ...operator } = valuesOf(request)
  return link.kind === 'first-operator' ? { token, password, operator } : { token, password }
}

async function page(
  deps: PageDeps,
  { request, link, errors }: { request: FormRequest; link: LinkView; errors: readonly FormError[] },
) {
  const today = deps.clock.now().toISOString().slice(0, 10)
  const tree = await deps.agencies.tree()
  const agencies = inForce(tree, today).map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))
  return (
    <LinkPage
      request={request}
      kind={link.kind}
      person={link.person}
      errors={errors}
      values={valuesOf(request)}
      agencies={agencies}
    />
  )
}
