import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { mediaTypeOf, RDF_FORMATS } from '../../../formats/rdf/serialise.ts'
import type { Http } from '../../../platform/http/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import { inForm, operationOf } from '../dcat/format-words.ts'
import { writeEntry } from '../dcat/write-documents.ts'
import type { SeriesDeps } from './deps.ts'
import { SHOWN } from './kind.ts'
import { SeriesPage } from './public-page.tsx'
import { readShown } from './read-shown.ts'

const Slug = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 120 }) })

/** The public page of a series, and its description in DCAT-AP. */
export function seriesPublicRoutes(http: Http, deps: SeriesDeps): void {
  http.get(
    `${SHOWN}:slug`,
    {
      schema: { operationId: 'seriesPage', summary: 'Trang chuỗi bộ dữ liệu', hide: true, params: Slug },
      config: { permission: 'public', operation: 'interop.series' },
    },
    async (request, reply) => {
      const { slug } = request.params
      const shown = await readShown(deps, slug)
      if (shown.resource.slug !== slug) return reply.redirect(`${SHOWN}${shown.resource.slug}`, 301)
      const agencies = await deps.identity.agencies.path(shown.resource.agencyId)
      const page = { frame: pageFrame(request), shown, agencies, publicUrl: deps.publicUrl }
      return sendPage(reply as FastifyReply, <SeriesPage {...page} />)
    },
  )
  for (const format of RDF_FORMATS) {
    http.get(
      `${SHOWN}:slug.${format}`,
      {
        schema: {
          operationId: operationOf('series', format),
          summary: `Mô tả một chuỗi bộ dữ liệu theo DCAT-AP 3 ${inForm(format)}`,
          tags: ['dcat'],
          hide: format !== 'ttl',
          params: Slug,
        },
        config: { permission: 'public', operation: 'interop.dcat-series' },
      },
      async (request, reply) => {
        const { resource } = await readShown(deps, request.params.slug)
        const entry = await deps.entries.series(resource.id)
        if (!entry) throw catalogErrors.resourceNotFound(request.params.slug)
        return reply
          .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
          .type(mediaTypeOf(format))
          .send(await writeEntry(entry, deps.entries, format))
      },
    )
  }
}
