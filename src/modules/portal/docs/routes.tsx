import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { catalogErrors, type StoredHit } from '../../catalog/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { DocsPage } from './docs-page.tsx'
import { ErrorsPage } from './errors-page.tsx'
import { type ApiDocument, type ExampleValues, groupOperations } from './operations.ts'
import { DocsQuery } from './query.ts'
import { type DescribedTable, tableOpenApi } from './table-openapi.ts'

const TRIED = 5

export function docsRoutes(http: Http, deps: PortalDeps): void {
  http.get(
    '/tai-lieu',
    {
      schema: { operationId: 'docsPage', summary: 'Trang tài liệu API', hide: true, querystring: DocsQuery },
      config: { permission: 'public', operation: 'portal.docs' },
    },
    async (request, reply) => {
      const groups = groupOperations(http.swagger() as ApiDocument)
      const values = await newestTable(deps)
      return sendPage(
        reply,
        <DocsPage frame={pageFrame(request)} query={request.query} groups={groups} values={values} />,
      )
    },
  )
  http.get(
    '/tai-lieu/loi',
    {
      schema: { operationId: 'errorsPage', summary: 'Trang mã lỗi', hide: true },
      config: { permission: 'public', operation: 'portal.errors' },
    },
    (request, reply) => sendPage(reply, <ErrorsPage frame={pageFrame(request)} />),
  )
  http.get(
    '/api/v1/tables/:id/openapi.json',
    {
      schema: {
        operationId: 'tableOpenApi',
        summary: 'Mô tả API của riêng một bảng, với các cột của nó',
        tags: ['tables'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 200: Type.Any() },
      },
      config: { permission: 'public', operation: 'portal.table-openapi' },
    },
    async (request) => {
      const { publicUrl } = deps
      return tableOpenApi(await publicTable(deps, request.params.id), { publicUrl, lang: request.lang })
    },
  )
}

async function publicTable(deps: PortalDeps, id: string): Promise<DescribedTable> {
  const [version] = await deps.datasets.reader.versions(id)
  const resource = version && (await deps.catalog.reader.resource(version.resourceId))
  const open = resource?.state === 'published' && resource.record?.classification === 'open'
  if (!version || !open || version.erasure || version.columns.length === 0) throw catalogErrors.resourceNotFound(id)
  return { id, resource, version }
}

/** A table that is there, so that examples can be copied and run. */
async function newestTable({ catalog, datasets, publicUrl }: PortalDeps): Promise<ExampleValues> {
  const sort = { number: 'updatedAt', order: 'desc' } as const
  const { hits } = await catalog.engine.search({ q: '', filters: { kind: ['dataset'] }, sort, limit: TRIED })
  for (const hit of hits) {
    const held = await datasets.reader.current(hit.id)
    const table = held.find((item) => item.distribution.kind === 'table' && !item.version.erasure)
    const { slug } = JSON.parse(hit.stored) as StoredHit
    if (table) return { origin: publicUrl, table: table.distribution.id, slug }
  }
  return { origin: publicUrl, table: undefined, slug: undefined }
}
