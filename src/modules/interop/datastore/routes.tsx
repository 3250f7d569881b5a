import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { DatastoreDeps } from './deps.ts'
import { DictionaryPage, dictionaryCsv, dictionaryOf } from './dictionary.tsx'
import { dumpTable } from './dump.ts'
import { DUMP_FORMATS } from './dump-formats.ts'
import { openResource } from './open.ts'

const tags = ['ckan']
const text = (description: string) => Type.Optional(Type.String({ maxLength: 8_000, description }))

const DumpQuery = Type.Object({
  format: Type.Union(
    DUMP_FORMATS.map((format) => Type.Literal(format)),
    { default: 'csv' },
  ),
  bom: Type.Boolean({ default: false, description: 'Thêm dấu BOM ở đầu, để Excel nhận ra tiếng Việt' }),
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  q: text('Từ cần tìm trong mọi cột'),
  filters: text('JSON: {"cột": giá trị}'),
  fields: text('Tên các cột, cách nhau bằng dấu phẩy'),
  sort: text('cột desc, cột khác asc'),
  distinct: Type.Optional(Type.Boolean()),
})

/** Whole tables and data dictionaries at the addresses CKAN's clients know. */
export function datastoreRoutes(http: Http, deps: DatastoreDeps): void {
  dumpRoute(http, deps)
  dictionaryRoute(http, deps)
}

function dumpRoute(http: Http, deps: DatastoreDeps): void {
  http.get(
    '/datastore/dump/:id',
    {
      schema: {
        operationId: 'dumpTable',
        summary: 'Tải cả bảng theo kiểu CKAN (csv, tsv, json, xml)',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        querystring: DumpQuery,
      },
      config: { permission: 'public', operation: 'interop.dump-table' },
    },
    async (request, reply) => {
      const { format, bom, ...params } = request.query
      const dump = await dumpTable(deps, request.actor, { id: request.params.id, format, bom, params })
      return reply
        .header('content-disposition', `attachment; filename="${dump.fileName}"`)
        .header('access-control-allow-origin', '*')
        .type(dump.type)
        .send(dump.body)
    },
  )
}

const FILE = /^(.*?)(?:\.(csv|json))?$/

function dictionaryRoute(http: Http, deps: DatastoreDeps): void {
  http.get(
    '/dataset/:dataset/dictionary/:file',
    {
      schema: {
        operationId: 'dataDictionary',
        summary: 'Từ điển dữ liệu của một bảng (trang, .csv, .json)',
        tags,
        params: Type.Object({ dataset: Type.String({ maxLength: 200 }), file: Type.String({ maxLength: 100 }) }),
      },
      config: { permission: 'public', operation: 'interop.data-dictionary' },
    },
    async (request, reply) => {
      const [, id = '', extension] = FILE.exec(request.params.file) ?? []
      const table = await openResource(deps, request.actor, id)
      const lines = dictionaryOf(table)
      if (extension === 'json') return reply.type('application/json; charset=utf-8').send(JSON.stringify(lines))
      if (extension === 'csv') return reply.type('text/csv; charset=utf-8; header=present').send(dictionaryCsv(lines))
      return sendPage(reply as FastifyReply, <DictionaryPage table={table} frame={pageFrame(request)} />)
    },
  )
}
