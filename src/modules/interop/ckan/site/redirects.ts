import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../../platform/http/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { catalogErrors } from '../../../catalog/index.ts'
import { pageOrRdf } from '../../dcat/negotiate.ts'
import { recordTarget } from '../../dcat/uri-routes.ts'
import { findGroup } from '../actions/group-reads.ts'
import type { CkanDeps } from '../deps.ts'
import { readOwners } from '../packages/owners.ts'

const Named = Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) })
const OfResource = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  resource: Type.String({ maxLength: 60 }),
})
const config = (operation: string) => ({ permission: 'public', operation: `interop.${operation}` })

/** Pages of a CKAN site, sent to where they are here. */
export function redirectRoutes(http: Http, deps: CkanDeps): void {
  datasetRedirects(http, deps)
  seriesRedirect(http, deps)
  ownerRedirects(http, deps)
}

/** `/dataset_series/{id}` and, for ckanext-dcat's clients, `/dataset_series/{id}.ttl`. */
function seriesRedirect(http: Http, deps: CkanDeps): void {
  http.get(
    '/dataset_series/:name',
    {
      schema: {
        operationId: 'ckanSeriesPage',
        summary: 'Trang chuỗi bộ dữ liệu, tại địa chỉ của CKAN',
        tags: ['ckan'],
        params: Named,
      },
      config: config('ckan-series-page'),
    },
    async (request, reply) => {
      const { name } = request.params
      const [, idOrSlug = name, ending = ''] = /^(.+?)(\.[a-z0-9]+)?$/.exec(name) ?? []
      const id = isUuid(idOrSlug) ? idOrSlug.toLowerCase() : (await deps.catalog.reader.bySlug(idOrSlug))?.id
      const target = id === undefined ? undefined : await recordTarget(deps, 'series', id)
      if (!target) throw catalogErrors.resourceNotFound(idOrSlug)
      return reply.redirect(`${target.page}${ending}`, 302)
    },
  )
}

function datasetRedirects(http: Http, deps: CkanDeps): void {
  http.get(
    '/dataset',
    {
      schema: { operationId: 'ckanDatasets', summary: 'Danh sách bộ dữ liệu, tại địa chỉ của CKAN', tags: ['ckan'] },
      config: config('ckan-datasets'),
    },
    (request, reply) => {
      const q = (request.query as { q?: unknown }).q
      return reply.redirect(typeof q === 'string' ? `/bo-du-lieu?q=${encodeURIComponent(q)}` : '/bo-du-lieu', 302)
    },
  )
  http.get(
    '/dataset/:name',
    {
      schema: {
        operationId: 'ckanDatasetPage',
        summary: 'Trang bộ dữ liệu, tại địa chỉ của CKAN',
        tags: ['ckan'],
        params: Named,
      },
      config: config('ckan-dataset-page'),
    },
    async (request, reply) => {
      reply.header('vary', 'accept')
      const choice = pageOrRdf(request.headers.accept)
      if (choice === 'html') return toDataset(deps, reply as FastifyReply, request.params.name)
      return reply.redirect(`/dataset/${encodeURIComponent(request.params.name)}.${choice}`, 302)
    },
  )
  http.get(
    '/dataset/:name/resource/:resource',
    {
      schema: {
        operationId: 'ckanResourcePage',
        summary: 'Trang tài nguyên, tại địa chỉ của CKAN',
        tags: ['ckan'],
        params: OfResource,
      },
      config: config('ckan-resource-page'),
    },
    async (request, reply) => toDataset(deps, reply as FastifyReply, request.params.name, request.params.resource),
  )
}

async function toDataset(
  deps: CkanDeps,
  reply: FastifyReply,
  ...[name, resource]: readonly [name: string, resource?: string]
): Promise<FastifyReply> {
  const entry = await deps.entries.one(name)
  if (!entry) throw catalogErrors.resourceNotFound(name)
  const isTable = entry.distributions.some(({ id, queryable }) => id === resource && queryable)
  return reply.redirect(`/bo-du-lieu/${entry.name}${isTable ? `?bang=${resource}` : ''}`, 301)
}

function ownerRedirects(http: Http, deps: CkanDeps): void {
  http.get(
    '/organization/:name',
    {
      schema: {
        operationId: 'ckanOrganizationPage',
        summary: 'Trang cơ quan, tại địa chỉ của CKAN',
        tags: ['ckan'],
        params: Named,
      },
      config: config('ckan-organization-page'),
    },
    async (request, reply) => {
      const { name } = request.params
      const owner = (await readOwners(deps, deps.shelf.dicts)).find(name)
      const agency = owner && (await deps.identity.agencies.byId(owner.id))
      if (!agency) throw catalogErrors.resourceNotFound(name)
      return reply.redirect(`/co-quan/${encodeURIComponent(agency.code)}`, 301)
    },
  )
  http.get(
    '/group/:name',
    {
      schema: {
        operationId: 'ckanGroupPage',
        summary: 'Trang chủ đề, tại địa chỉ của CKAN',
        tags: ['ckan'],
        params: Named,
      },
      config: config('ckan-group-page'),
    },
    async (request, reply) => {
      const { name } = await findGroup(deps, request.params.name)
      return reply.redirect(`/chu-de/${name}`, 301)
    },
  )
}
