import { Type } from 'typebox'
import { type CroissantTable, toCroissant } from '../../../formats/croissant/index.ts'
import type { Entry } from '../../../formats/model.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Held } from '../../datasets/index.ts'
import { findEntry } from '../dcat/find-entry.ts'
import type { InteropDeps } from '../deps.ts'

/** Croissant 1.0: a dataset as loaders of machine learning read it, with the columns of its tables. */
export function croissantRoutes(http: Http, deps: InteropDeps): void {
  http.get(
    '/dataset/:name/croissant.jsonld',
    {
      schema: {
        operationId: 'datasetCroissant',
        summary: 'Mô tả bộ dữ liệu theo Croissant 1.0 (MLCommons)',
        tags: ['dcat'],
        params: Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) }),
      },
      config: { permission: 'public', operation: 'interop.croissant' },
    },
    async (request, reply) => {
      const entry = await findEntry(deps, request.params.name)
      const described = toCroissant(entry, await tablesOf(deps, entry), deps.vocabulary)
      return reply
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
        .type('application/ld+json; charset=utf-8')
        .send(JSON.stringify(described, undefined, 1))
    },
  )
}

async function tablesOf(
  { catalog, datasets, publicUrl }: InteropDeps,
  { id }: Entry,
): Promise<readonly CroissantTable[]> {
  const [resource, held] = await Promise.all([catalog.reader.resource(id), datasets.reader.current(id)])
  const tables = held.filter(({ distribution, version }) => distribution.kind === 'table' && !version.erasure)
  return tables.map((item) => tableOf(item, resource, publicUrl))
}

// Croissant wants a digest of what it loads: the Parquet is given out as it is kept, the CSV is made anew each time.
function tableOf({ distribution, version }: Held, resource: Resource | undefined, publicUrl: string): CroissantTable {
  const note = resource?.record?.tables[distribution.id]
  return {
    id: distribution.id,
    title: note?.title || version.title || distribution.name,
    contentUrl: `${publicUrl}/api/v1/tables/${distribution.id}/download?format=parquet&version=${version.number ?? 1}`,
    mediaType: 'application/x-parquet',
    bytes: version.bytes,
    sha256: version.digest.replace(/^sha256:/, ''),
    columns: version.columns.map(({ name, title, type, unit }) => {
      const said = note?.columns[name]
      const about = [said?.title || title, said?.meaning, said?.unit || unit].filter(Boolean).join('. ')
      return { name, title, type, description: about }
    }),
  }
}
