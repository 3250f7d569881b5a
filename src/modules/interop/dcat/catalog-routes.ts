import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { mediaTypeOf, RDF_FORMATS, type RdfFormat } from '../../../formats/rdf/serialise.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import { type CatalogScope, catalogOf, readCatalogPage, wishOf } from './catalog-page.ts'
import { findAgency } from './find-agency.ts'
import { inForm, operationOf } from './format-words.ts'
import { dumpCatalog, writePage } from './write-documents.ts'

const DAY_OR_MOMENT = '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)?)?$'

const PageQuery = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  /** Last id of the page before; the links of a page carry it. */
  from: Type.Optional(Type.String({ format: 'uuid' })),
  modified_since: Type.Optional(Type.String({ pattern: DAY_OR_MOMENT })),
})
const DumpQuery = Type.Object({ modified_since: Type.Optional(Type.String({ pattern: DAY_OR_MOMENT })) })
const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) })
const tags = ['dcat']

/** DCAT-AP catalogues: of the node, of an agency, and everything in one document. */
export function catalogRoutes(http: Http, deps: InteropDeps): void {
  for (const format of RDF_FORMATS) {
    nodeCatalog(http, deps, format)
    agencyCatalogs(http, deps, format)
    dumpRoute(http, deps, format)
  }
}

function nodeCatalog(http: Http, deps: InteropDeps, format: RdfFormat): void {
  http.get(
    `/catalog.${format}`,
    {
      schema: {
        operationId: operationOf('catalog', format),
        summary: `Danh mục DCAT-AP 3, 100 bộ dữ liệu mỗi trang ${inForm(format)}`,
        tags,
        hide: format !== 'ttl',
        querystring: PageQuery,
      },
      config: { permission: 'public', operation: 'interop.dcat-catalog' },
    },
    async (request, reply) => {
      const scope = { path: '/catalog', agency: undefined }
      return sendPage(reply, await readPage(deps, { scope, wish: request.query, ending: format }))
    },
  )
}

function agencyCatalogs(http: Http, deps: InteropDeps, format: RdfFormat): void {
  for (const [where, name] of [
    ['/co-quan/:code', 'agencyCatalog'],
    ['/organization/:code', 'organizationCatalog'],
  ] as const) {
    http.get(
      `${where}/catalog.${format}`,
      {
        schema: {
          operationId: operationOf(name, format),
          summary: `Danh mục DCAT-AP 3 của một cơ quan và đơn vị trực thuộc ${inForm(format)}`,
          tags,
          hide: format !== 'ttl',
          params: Code,
          querystring: PageQuery,
        },
        config: { permission: 'public', operation: 'interop.dcat-agency-catalog' },
      },
      async (request, reply) => {
        const agency = await findAgency(deps, request.params.code)
        const path = `${where.replace(':code', encodeURIComponent(request.params.code))}/catalog`
        return sendPage(reply, await readPage(deps, { scope: { path, agency }, wish: request.query, ending: format }))
      },
    )
  }
}

interface Page {
  readonly format: RdfFormat
  readonly text: string
  readonly next: string | undefined
}

async function readPage(
  deps: InteropDeps,
  asked: Parameters<typeof readCatalogPage>[1] & { ending: RdfFormat },
): Promise<Page> {
  const read = await readCatalogPage(deps, asked)
  return { format: asked.ending, text: await writePage(read, deps.entries, asked.ending), next: read.page.next }
}

function sendPage(reply: FastifyReply, { format, text, next }: Page): FastifyReply {
  if (next !== undefined) reply.header('link', `<${next}>; rel="next"`)
  return reply
    .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
    .type(mediaTypeOf(format))
    .send(text)
}

function dumpRoute(http: Http, deps: InteropDeps, format: RdfFormat): void {
  http.get(
    `/catalog-all.${format}`,
    {
      schema: {
        operationId: operationOf('catalogAll', format),
        summary: `Toàn bộ danh mục trong một tệp ${inForm(format)}`,
        tags,
        hide: format !== 'ttl',
        querystring: DumpQuery,
      },
      config: {
        permission: 'public',
        operation: 'interop.dcat-dump',
        rateLimit: { max: 12, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => {
      const scope: CatalogScope = { path: '/catalog', agency: undefined }
      const catalog = await catalogOf(deps, scope)
      const wish = wishOf(scope, request.query)
      return reply
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
        .type(mediaTypeOf(format))
        .send(Readable.from(dumpCatalog(deps.entries, { catalog, wish, format })))
    },
  )
}
