import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { renderPage } from '../../../ui/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { can, pageFrame } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { type Line, type Lines, readLines } from '../reads/read-lines.ts'
import { loadSayCode } from '../say-codes.ts'
import { findPublished } from '../store.ts'
import { PublicPage } from './public-page.tsx'

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
      const { slug } = request.params
      const resource = await deps.catalog.reader.bySlug(slug)
      if (resource?.kind !== 'database') throw errors.notFound(slug)
      const inside = can(request.actor, 'catalog.draft.read', resource)
      if (resource.state === 'draft' || (resource.summary.listed !== true && !inside)) throw errors.notFound(slug)
      if (resource.state === 'withdrawn')
        throw catalogErrors.withdrawn(resource.record?.title.vi ?? slug, resource.withdrawnReason ?? '')
      if (resource.slug !== slug) return reply.redirect(`/ban-do-du-lieu/${resource.slug}`, 301)
      const { lang } = request
      const [record, lines, tree, say] = await Promise.all([
        findPublished(deps.db, resource.id),
        readLines(deps.db, resource.id),
        deps.agencies.tree(),
        loadSayCode(deps, lang),
      ])
      if (!record) throw errors.notFound(slug)
      const owner = tree.current(resource.agencyId) ?? tree.byId(resource.agencyId)
      const nameOf = (id: string | undefined) =>
        id === undefined ? '' : ((tree.current(id) ?? tree.byId(id))?.name ?? '')
      const others = await pagesOf(deps, lines)
      const html = renderPage(
        <PublicPage
          frame={pageFrame(request)}
          resource={resource}
          record={record}
          agency={{ name: (lang === 'en' ? owner?.nameEn : undefined) ?? owner?.name ?? '', code: owner?.code ?? '' }}
          lines={lines}
          agencyName={nameOf}
          hrefOf={(line) => others(line)}
          say={say}
          mayLookInside={inside}
        />,
      )
      return reply
        .header('cache-control', request.actor.kind === 'visitor' ? 'no-cache' : 'private, no-store')
        .header('vary', 'accept-language, cookie')
        .type('text/html; charset=utf-8')
        .send(html)
    },
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
