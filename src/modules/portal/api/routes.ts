import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { StoredHit } from '../../catalog/index.ts'
import { type DatasetOnPage, readDataset } from '../dataset/read-dataset.ts'
import type { PortalDeps } from '../deps.ts'
import { searchRequest } from '../search/query.ts'
import { DatasetsQuery, DatasetsView, DatasetView } from './schema.ts'

const tags = ['datasets']

/** Finding and describing published datasets, as JSON. */
export function apiRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/api/v1/datasets',
    {
      schema: {
        operationId: 'findDatasets',
        summary: 'Tìm bộ dữ liệu',
        tags,
        querystring: DatasetsQuery,
        response: { 200: DatasetsView },
      },
      config: { permission: 'public', operation: 'portal.find-datasets' },
    },
    async (request) => {
      const { limit, page } = request.query
      const found = await deps.catalog.engine.search({
        ...searchRequest({ ...request.query, kind: 'dataset' }, request.lang),
        limit,
        offset: (page - 1) * limit,
      })
      const datasets = found.hits.map((hit) => summaryOf(hit, deps.publicUrl))
      return { total: found.total, datasets, facets: copyFacets(found.facets) }
    },
  )
  http.get(
    '/api/v1/datasets/:slug',
    {
      schema: {
        operationId: 'readDataset',
        summary: 'Mô tả một bộ dữ liệu, bảng và tệp',
        tags,
        params: Type.Object({ slug: Type.String({ maxLength: 120 }) }),
        response: { 200: DatasetView },
      },
      config: { permission: 'public', operation: 'portal.read-dataset' },
    },
    async (request) => {
      const query = { xem: 'bang', ma: 'curl' } as const
      return viewOf(await readDataset(deps, request.params.slug, query), deps.publicUrl)
    },
  )
}

function summaryOf(hit: { id: string; title: string; stored: string }, publicUrl: string) {
  const stored = JSON.parse(hit.stored) as StoredHit
  return {
    id: hit.id,
    slug: stored.slug,
    title: hit.title,
    agency: stored.agency,
    agency_code: stored.agencyCode,
    published_at: stored.publishedAt,
    formats: [...stored.formats],
    ...(stored.rows === undefined ? {} : { rows: stored.rows }),
    ...(stored.quality === undefined ? {} : { quality: stored.quality }),
    url: `${publicUrl}/bo-du-lieu/${stored.slug}`,
  }
}

function copyFacets(facets: Readonly<Record<string, readonly { value: string; count: number }[]>>) {
  return Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...values]]))
}

function viewOf({ resource, record, agencies, held, quality }: DatasetOnPage, publicUrl: string) {
  const agency = agencies.at(-1)
  return {
    id: resource.id,
    slug: resource.slug,
    url: `${publicUrl}/bo-du-lieu/${resource.slug}`,
    uri: `${publicUrl}/id/dataset/${resource.id}`,
    version: resource.version,
    published_at: resource.publishedAt?.toISOString() ?? '',
    agency: { code: agency?.code ?? '', name: agency?.name ?? '' },
    record,
    quality: quality.score,
    tables: held
      .filter((item) => item.distribution.kind === 'table')
      .map(({ distribution, version }) => ({
        id: distribution.id,
        name: distribution.name,
        title: version.title,
        version: version.number ?? 0,
        rows: version.rows ?? 0,
        columns: version.columns.length,
      })),
    files: held
      .filter((item) => item.distribution.kind === 'file')
      .map(({ distribution, version }) => ({
        id: distribution.id,
        name: version.title,
        format: version.format,
        bytes: version.bytes,
        digest: version.digest,
      })),
  }
}
