import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { Type } from 'typebox'
import { AppError } from '../../../../platform/errors.ts'
import type { Http } from '../../../../platform/http/index.ts'
import { ownValue } from '../../../../platform/own-value.ts'
import type { FormError } from '../../../../ui/index.ts'
import { assertCan, type Permission } from '../../permissions.ts'
import { sendPrivatePage } from '../frame.tsx'
import { pathParams } from '../path-params.ts'
import { attempt, type Form, FormBody, textIn } from './form.ts'

const Query = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([Type.String({ maxLength: 20_000 }), Type.Array(Type.String())]),
)

/** Who may open a page of officers; what they may do to one thing is asked again by its use case. */
export type Gate = Permission | 'signed-in'

export interface Room {
  readonly path: string
  /** Begins the operation ids. */
  readonly name: string
  /** Module named in logs and metrics; `desk` when absent. */
  readonly module?: string
  readonly summary: string
  readonly gate: Gate
}

export interface View extends Room {
  /** `reply` is for headers only, such as `refresh` while something is under way. */
  view(request: FastifyRequest, reply: FastifyReply): Promise<VNode>
}

export interface FormState {
  readonly errors: readonly FormError[]
  readonly form: Form
}

/** Before anything was sent. */
export const UNTOUCHED: FormState = { errors: [], form: {} }

export interface Action extends Room {
  /** Does what the form asks; answers with the address to go to. */
  run(request: FastifyRequest, form: Form): Promise<string>
  /** The page again, with what is wrong. */
  again(request: FastifyRequest, state: FormState): Promise<VNode>
}

/** A page at an address. */
export function page(http: Http, { path, name, module = 'desk', summary, gate, view }: View): void {
  http.get(
    path,
    {
      schema: { operationId: `${name}Page`, summary, hide: true, params: paramsOf(path), querystring: Query },
      config: { permission: gate, operation: `${module}.${name}-page` },
    },
    async (request, reply) => {
      admit(request, gate)
      return sendPrivatePage(reply, await view(request, reply))
    },
  )
}

/** What a form does: moves on when done, shows the page again when something can be mended. */
export function action(http: Http, { path, name, module = 'desk', summary, gate, run, again }: Action): void {
  http.post(
    path,
    {
      schema: { operationId: `${name}Send`, summary, hide: true, params: paramsOf(path), body: FormBody },
      config: { permission: gate, operation: `${module}.${name}` },
    },
    async (request, reply) => {
      admit(request, gate)
      const form = request.body
      const tried = await attempt(request.lang, () => run(request, form))
      if (tried.done) return reply.redirect(tried.value, 303)
      return sendPrivatePage(reply, await again(request, { errors: tried.errors, form }), 400)
    },
  )
}

/** Refuses who has no business here; visitors are sent to sign in. */
export function admit(request: FastifyRequest, gate: Gate): void {
  if (gate !== 'signed-in') return void assertCan(request.actor, gate)
  if (request.actor.kind === 'visitor')
    throw new AppError('unauthenticated', 'identity.sign-in-needed', { vi: 'Hãy đăng nhập.', en: 'Sign in first.' })
}

/** The query as texts. */
export function queryOf(request: FastifyRequest): Form {
  return request.query as Form
}

/** Schema of the parameters of an officers' path: ids and slugs. */
export function paramsOf(path: string) {
  return pathParams(path, { slug: 120 })
}

/** The sentence for what the address says has just been done. */
export function justDone(request: FastifyRequest, sentences: Readonly<Record<string, string>>): string | undefined {
  return ownValue(sentences, textIn(queryOf(request), 'xong'))
}
