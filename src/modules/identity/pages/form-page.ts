import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Http } from '../../../platform/http/index.ts'
import type { FormError } from '../../../ui/index.ts'
import { attempt, type Form, FormBody } from './form.ts'
import { sendPrivatePage } from './frame.tsx'
import { pathParams } from './path-params.ts'

/** One form with an address of its own. */
export interface FormPage {
  readonly path: string
  /** Ends the operation ids: `Name` makes `nameForm` and `sendName`. */
  readonly name: string
  readonly summary: string
  readonly permission: string
  view(
    request: FastifyRequest,
    state: { readonly errors: readonly FormError[]; readonly form: Form },
  ): VNode | Promise<VNode>
  /** Does it. A page instead of `undefined` shows what is shown only once. */
  submit(request: FastifyRequest, form: Form): Promise<VNode | undefined>
  /** Where to go once it is done. */
  after(request: FastifyRequest): string
}

// A path may name a person (`:id`), a grant (`:grant`) or an agency (`:code`).
const paramsOf = (path: string) => pathParams(path, { code: 60 })

/** GET shows the form; POST does what it asks and moves on, or shows it again with what is wrong. */
export function formPage(http: Http, page: FormPage): void {
  const operation = `identity.${page.name}`
  http.get(
    page.path,
    {
      schema: {
        operationId: `${page.name}Form`,
        summary: page.summary,
        tags: ['pages'],
        hide: true,
        params: paramsOf(page.path),
      },
      config: { permission: page.permission, operation: `${operation}-form` },
    },
    async (request, reply) => sendPrivatePage(reply, await page.view(request, { errors: [], form: {} })),
  )
  formAction(http, page)
}

/** Only the POST half, for a button that stands on another page. */
export function formAction(http: Http, page: FormPage): void {
  http.post(
    page.path,
    {
      schema: {
        operationId: `${page.name}Send`,
        summary: page.summary,
        tags: ['pages'],
        hide: true,
        body: FormBody,
        params: paramsOf(page.path),
      },
      config: { permission: page.permission, operation: `identity.${page.name}` },
    },
    async (request, reply) => {
      const form = request.body
      const tried = await attempt(request.lang, () => page.submit(request, form))
      if (!tried.done) return sendPrivatePage(reply, await page.view(request, { errors: tried.errors, form }), 400)
      return tried.value ? sendPrivatePage(reply, tried.value) : reply.redirect(page.after(request), 303)
    },
  )
}
