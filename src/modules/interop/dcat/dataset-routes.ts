import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Entry } from '../../../formats/model.ts'
import { mediaTypeOf, RDF_FORMATS, type RdfFormat } from '../../../formats/rdf/serialise.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import { findEntry } from './find-entry.ts'
import { inForm, operationOf } from './format-words.ts'
import { writeEntry } from './write-documents.ts'

const Name = Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) })
/** One dataset in DCAT-AP, at its own address and at the one CKAN clients know. */
export function datasetRdfRoutes(http: Http, deps: InteropDeps): void {
  for (const format of RDF_FORMATS) {
    for (const [where, operation] of [
      ['/bo-du-lieu', 'dataset'],
      ['/dataset', 'ckanDataset'],
    ] as const) {
      http.get(
        `${where}/:name.${format}`,
        {
          schema: {
            operationId: operationOf(operation, format),
            summary: `Mô tả một bộ dữ liệu theo DCAT-AP 3 ${inForm(format)}`,
            tags: ['dcat'],
            hide: format !== 'ttl',
            params: Name,
          },
          config: { permission: 'public', operation: 'interop.dcat-dataset' },
        },
        async (request, reply) => send(deps, reply, { entry: await findEntry(deps, request.params.name), format }),
      )
    }
  }
}

async function send(
  deps: InteropDeps,
  reply: FastifyReply,
  { entry, format }: { entry: Entry; format: RdfFormat },
): Promise<FastifyReply> {
  const page = entry.landingPage ? { link: `<${entry.landingPage}>; rel="alternate"; type="text/html"` } : {}
  return reply
    .headers({ ...page, 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
    .type(mediaTypeOf(format))
    .send(await writeEntry(entry, deps.entries, format))
}
