import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { nameIn, pageFrame, sendPage } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import type { Line, Lines } from '../reads/read-lines.ts'
import { readNamed, readShown, type ShownDatabase } from '../reads/read-public.ts'
import { loadSayCode } from '../say-codes.ts'
import { PublicPage } from './public-page.tsx'
import { databasesSiteMap } from './site-map.ts'

/** The public page of a database. */
export function publicRoutes(http: Http, deps: DatamapDeps): void {
  http.get(
    '/ban-do-du-lieu/:slug',
    {
      schema: {
        operationId: 'databasePage',
        summary: 'Trang một cơ sở dữ liệu của bản đồ dữ liệu',
        hide: true,
        params: Type.Object({ slug: Type.String({ maxLength: 120 }) }),
      },
      config: { permission: 'public', operation: 'datamap.database-page' },
    },
    async (request, reply) => {
      const shown = await readShown(deps, request.actor, request.params.slug)
      const { slug } = shown.resource
      if (slug !== request.params.slug) return reply.redirect(`/ban-do-du-lieu/${slug}`, 301)
      return sendPage(reply, await databasePage(deps, request, shown))
    },
  )
  http.get(
    '/id/database/:id',
    {
      schema: {
        operationId: 'databaseUri',
        summary: 'Địa chỉ lâu dài của cơ sở dữ liệu',
        hide: true,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
      config: { permission: 'public', operation: 'datamap.database-uri' },
    },
    async (request, reply) => {
      const { slug } = await readNamed(deps, request.actor, request.params.id)
      return reply.redirect(`/ban-do-du-lieu/${slug}`, 303)
    },
  )
  http.get(
    '/sitemap-co-so-du-lieu.xml',
    {
      schema: { operationId: 'databasesSiteMap', summary: 'Sơ đồ trang cơ sở dữ liệu', hide: true },
      config: { permission: 'public', operation: 'datamap.databases-site-map' },
    },
    async (_request, reply) => reply.type('application/xml; charset=utf-8').send(await databasesSiteMap(deps)),
  )
}

async function databasePage(deps: DatamapDeps, request: FastifyRequest, shown: ShownDatabase) {
  const { lang } = request
  const { resource, record, lines, owner, inside } = shown
  const [tree, say, hrefOf] = await Promise.all([deps.agencies.tree(), loadSayCode(deps, lang), pagesOf(deps, lines)])
  const nameOf = (id: string | undefined) => (id === undefined ? '' : ((tree.current(id) ?? tree.byId(id))?.name ?? ''))
  const name = nameIn(lang, owner)
  return (
    <PublicPage
      frame={pageFrame(request)}
      resource={resource}
      record={record}
      agency={{ name, code: owner?.code ?? '' }}
      lines={lines}
      agencyName={nameOf}
      hrefOf={hrefOf}
      say={say}
      mayLookInside={inside}
    />
  )
}

/** Addresses of the other ends: databases by their slug, public datasets by theirs, nothing else. */
async function pagesOf(deps: DatamapDeps, { own }: Lines): Promise<(line: Line) => string | undefined> {
  const ids = own.filter(({ slug, id }) => slug === undefined && id !== undefined).flatMap(({ id }) => id ?? [])
  const found = await Promise.all(ids.map((id) => deps.catalog.reader.resource(id)))
  const pages = new Map(
    found.flatMap((resource): [string, string][] =>
      resource?.state === 'published' && resource.record?.classification === 'open'
        ? [[resource.id, deps.catalog.pages(resource.kind).shown(resource.slug)]]
        : [],
    ),
  )
  return ({ slug, id }) => (slug === undefined ? pages.get(id ?? '') : `/ban-do-du-lieu/${slug}`)
}
