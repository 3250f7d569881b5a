import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isAppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { FormError } from '../../../ui/index.ts'
import { sendPrivatePage } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { askErasure } from './ask-erasure.ts'
import { type Asking, ERASURE_PATH } from './ask-form.tsx'
import { confirmErasure, refuseErasure } from './decide-erasure.ts'
import { readErasable } from './erasable.ts'
import { ErasurePage } from './page.tsx'
import { ErasureParams } from './schema.ts'
import { listErasures } from './view-erasure.ts'

const Query = Type.Object({ bo: Type.String({ default: '', maxLength: 100 }) })
const Chosen = Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 500 })], { default: [] })
const AskBody = Type.Object({
  bo: Type.String({ maxLength: 100 }),
  versions: Type.Optional(Chosen),
  reason: Type.String({ maxLength: 4000 }),
  basis: Type.String({ maxLength: 4000 }),
})
const DecideBody = Type.Object({
  viec: Type.Union([Type.Literal('duyet'), Type.Literal('tu-choi')]),
  text: Type.String({ default: '', maxLength: 4000 }),
})

interface Shown {
  readonly asking: Pick<Asking, 'slug'> & Partial<Asking>
  readonly errors?: readonly FormError[]
}

/** Pages of erasing by decision. */
export function erasurePages(http: Http, deps: DatasetsDeps): void {
  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown) => showPage(deps, { request, reply, shown })
  http.get(
    ERASURE_PATH,
    {
      schema: { operationId: 'erasurePage', summary: 'Xoá theo quyết định', hide: true, querystring: Query },
      config: { permission: 'signed-in', operation: 'datasets.erasure-page' },
    },
    (request, reply) => show(request, reply, { asking: { slug: request.query.bo } }),
  )
  http.post(
    ERASURE_PATH,
    {
      schema: { operationId: 'erasureSend', summary: 'Đề nghị xoá', hide: true, body: AskBody },
      config: { permission: 'datasets.version.erase-request', operation: 'datasets.erasure-send' },
    },
    async (request, reply) => {
      const { bo: slug, versions = [], reason, basis } = request.body
      const chosen = typeof versions === 'string' ? [versions] : versions
      const { resource } = await readErasable(deps, request.actor, slug)
      const wish = { resourceId: resource.id, reason, basis, ...idsIn(chosen) }
      const errors = await attempt(request, () => askErasure(deps, request.actor, wish))
      if (!errors) return reply.redirect(ERASURE_PATH, 303)
      return show(request, reply, { asking: { slug, chosen, reason, basis }, errors })
    },
  )
  http.post(
    `${ERASURE_PATH}/:id`,
    {
      schema: {
        operationId: 'erasureDecide',
        summary: 'Duyệt hoặc từ chối xoá',
        hide: true,
        params: ErasureParams,
        body: DecideBody,
      },
      config: { permission: 'datasets.version.erase-confirm', operation: 'datasets.erasure-decide' },
    },
    async (request, reply) => {
      const decide = request.body.viec === 'duyet' ? confirmErasure : refuseErasure
      const decision = { erasureId: request.params.id, text: request.body.text }
      const errors = await attempt(request, () => decide(deps, request.actor, decision))
      return errors ? show(request, reply, { asking: { slug: '' }, errors }) : reply.redirect(ERASURE_PATH, 303)
    },
  )
}

async function showPage(
  deps: DatasetsDeps,
  { request, reply, shown }: { request: FastifyRequest; reply: FastifyReply; shown: Shown },
): Promise<FastifyReply> {
  const { slug, chosen = [], reason = '', basis = '' } = shown.asking
  const erasures = await listErasures(deps, request.actor)
  const found = slug ? await readErasable(deps, request.actor, slug) : undefined
  const asking = { slug, chosen, reason, basis, resource: found?.resource, items: found?.items ?? [] }
  const errors = shown.errors ?? []
  const page = <ErasurePage request={request} erasures={erasures} asking={asking} errors={errors} />
  return sendPrivatePage(reply, page, errors.length > 0 ? 400 : 200)
}

/** `file:…` and `table:…` as the form sends them. */
function idsIn(chosen: readonly string[]): { versionIds: string[]; sourceIds: string[] } {
  const ids = (kind: string) =>
    chosen.filter((text) => text.startsWith(`${kind}:`)).map((text) => text.slice(kind.length + 1))
  return { versionIds: ids('table'), sourceIds: ids('file') }
}

async function attempt(request: FastifyRequest, action: () => Promise<unknown>): Promise<FormError[] | undefined> {
  try {
    await action()
    return undefined
  } catch (error) {
    if (!isAppError(error) || !['invalid', 'conflict', 'forbidden'].includes(error.kind)) throw error
    const fields = error.details.fields ?? [{ field: 'versions', message: error.said }]
    return fields.map(({ field, message }) => ({ field, message: message[request.lang] }))
  }
}
