import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../../platform/http/index.ts'
import { catalogErrors } from '../../../catalog/index.ts'
import type { Held } from '../../../datasets/index.ts'
import type { CkanDeps } from '../deps.ts'
import { rangeIn, type Span } from './byte-range.ts'
import type { CsvFiles } from './csv-files.ts'

const Params = Type.Object({
  name: Type.String({ maxLength: 120 }),
  resource: Type.String({ format: 'uuid' }),
  file: Type.String({ maxLength: 200 }),
})

/** Bytes at the address CKAN clients know: HEAD, ranges, `ETag`, `Content-Disposition`. */
export function downloadRoute(http: Http, deps: CkanDeps, files: CsvFiles): void {
  http.route({
    method: ['GET', 'HEAD'],
    url: '/dataset/:name/resource/:resource/download/:file',
    schema: {
      operationId: 'ckanDownload',
      summary: 'Tải một tệp về, tại địa chỉ của CKAN',
      tags: ['ckan'],
      params: Params,
    },
    config: { permission: 'public', operation: 'interop.ckan-download' },
    // Compressed, the bytes of a range would not be those of the file.
    compress: false,
    handler: async (request, reply) => {
      const content = await findContent(deps, files, request)
      return typeof content === 'string'
        ? reply.redirect(content, 302)
        : send(deps, content, { request, reply: reply as FastifyReply })
    },
  })
}

interface Content {
  readonly held: Held
  readonly dataset: { readonly id: string; readonly agencyId: string }
  readonly fileName: string
  readonly type: string
  /** Unknown for a table too large to be written out beforehand. */
  readonly bytes: number | undefined
  readonly open: (span?: Span) => Promise<Readable> | Readable
}

type Asked = FastifyRequest<{ Params: { name: string; resource: string; file: string } }>

/** What lies here, or the address of what lies elsewhere. */
async function findContent(deps: CkanDeps, files: CsvFiles, request: Asked): Promise<Content | string> {
  const { name, resource: id, file } = request.params
  const entry = await deps.entries.one(name)
  const distribution = entry?.distributions.find((each) => each.id === id.toLowerCase())
  if (!entry || !distribution) throw catalogErrors.resourceNotFound(name)
  const current = await deps.datasets.reader.current(entry.id)
  const held = current.find((each) => each.distribution.id === distribution.id)
  const dataset = await deps.catalog.reader.resource(entry.id)
  if (!held || !dataset || held.distribution.kind === 'link') return distribution.downloadUrl ?? distribution.accessUrl
  const about = { held, dataset, fileName: file }
  return held.distribution.kind === 'file' ? fileContent(deps, about) : tableContent(deps, { about, files, request })
}

type About = Pick<Content, 'held' | 'dataset' | 'fileName'>

function fileContent({ datasets }: CkanDeps, about: About): Content {
  const { version } = about.held
  const { objects } = datasets.deps
  return {
    ...about,
    type: version.mediaType,
    bytes: version.bytes,
    open: (span) => objects.open(version.digest, span),
  }
}

async function tableContent(
  { datasets }: CkanDeps,
  { about, files, request }: { about: About; files: CsvFiles; request: Asked },
): Promise<Content> {
  const { version } = about.held
  // Only a question about the length, or for a part, needs the whole table written out first.
  const needsLength = request.method === 'HEAD' || request.headers.range !== undefined
  const file = needsLength ? await files.make(about.held) : files.known(about.held)
  const type = 'text/csv; charset=utf-8; header=present'
  if (file) return { ...about, type, bytes: file.bytes, open: (span) => createReadStream(file.path, span) }
  const table = { digest: version.digest, columns: version.columns }
  const open = () => datasets.deps.duck.exports.stream({ table, format: 'csv', signal: request.signal })
  return { ...about, type, bytes: undefined, open }
}

interface Talk {
  readonly request: Asked
  readonly reply: FastifyReply
}

async function send(deps: CkanDeps, content: Content, talk: Talk): Promise<FastifyReply> {
  const { request, reply } = talk
  const etag = etagOf(content.held)
  reply.type(content.type).headers(headersOf(content, etag))
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const span = spanOf(content, request, etag)
  if (span === 'unsatisfiable') {
    return reply
      .code(416)
      .header('content-range', `bytes */${content.bytes ?? '*'}`)
      .send()
  }
  if (span !== undefined) {
    reply.code(206).header('content-range', `bytes ${span.start}-${span.end}/${content.bytes ?? '*'}`)
  }
  const length = span === undefined ? content.bytes : span.end - span.start + 1
  if (length !== undefined) reply.header('content-length', length)
  if (request.method === 'HEAD') return reply.send()
  await noteUse(deps, content, request)
  return reply.send(await content.open(span))
}

function etagOf({ version, distribution }: Held): string {
  return `"${version.digest.replace(/^sha256:/, '').slice(0, 32)}-${distribution.kind}"`
}

function headersOf({ held, fileName, bytes }: Content, etag: string): Readonly<Record<string, string>> {
  const ascii = fileName.replace(/[^\w.-]+/g, '_')
  return {
    etag,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'last-modified': (held.version.publishedAt ?? held.version.createdAt).toUTCString(),
    'access-control-allow-origin': '*',
    ...(bytes === undefined ? {} : { 'accept-ranges': 'bytes' }),
  }
}

/** The part asked for; undefined for everything. */
function spanOf({ bytes }: Content, { headers }: Asked, etag: string): Span | 'unsatisfiable' | undefined {
  const isFresh = headers['if-range'] === undefined || headers['if-range'] === etag
  const span = bytes === undefined || !isFresh ? 'whole' : rangeIn(headers.range, bytes)
  return span === 'whole' ? undefined : span
}

async function noteUse({ datasets }: CkanDeps, { held, dataset }: Content, { actor }: Asked): Promise<void> {
  const { version, distribution } = held
  const format = distribution.kind === 'file' ? version.format : 'csv'
  await datasets.noteDownload(actor, { id: distribution.id, resource: dataset, version, format })
}
