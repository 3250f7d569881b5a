import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { answerAggregate, answerDistinct, answerRows, dateIn, describeTable, recordsOf } from './answers.ts'
import { type Download, type DownloadWish, downloadFile, downloadTable } from './download.ts'
import {
  AggregateQuery,
  DistinctQuery,
  DownloadQuery,
  FileQuery,
  RowsQuery,
  RowsView,
  TableParams,
  TableView,
} from './schema.ts'
import { linesOf } from './text-pages.ts'

const tags = ['tables']
const config = (operation: string) => ({ permission: 'public', operation })

/** Rows, groups, values and downloads of tables: what open data is for. */
export function rowRoutes(http: Http, deps: DatasetsDeps): void {
  tableRoute(http, deps)
  rowsRoute(http, deps)
  summaryRoutes(http, deps)
  downloadRoutes(http, deps)
}

function tableRoute(http: Http, deps: DatasetsDeps): void {
  http.get(
    '/api/v1/tables/:id',
    {
      schema: {
        operationId: 'describeTable',
        summary: 'Mô tả một bảng: cột, phiên bản',
        tags,
        params: TableParams,
        response: { 200: TableView },
      },
      config: config('datasets.describe-table'),
    },
    (request) => describeTable(deps, request.actor, request.params.id),
  )
}

function rowsRoute(http: Http, deps: DatasetsDeps): void {
  http.get(
    '/api/v1/tables/:id/rows',
    {
      schema: {
        operationId: 'readRows',
        summary: 'Dòng của một bảng: lọc, xếp, chọn cột, lật trang',
        tags,
        params: TableParams,
        querystring: RowsQuery,
        response: { 200: RowsView },
      },
      config: config('datasets.read-rows'),
    },
    async (request, reply) => {
      const { page, version } = await answerRows(deps, request.actor, { id: request.params.id, query: request.query })
      if (request.query.format !== 'json') {
        sendText(reply as FastifyReply, linesOf(page, request.query.format), page.next)
        return reply
      }
      const total = page.count === undefined ? {} : { total: page.count }
      const next = page.next ? { next: page.next } : {}
      return reply.send({
        columns: [...page.columns],
        rows: recordsOf(page),
        ...total,
        version: version.number ?? 0,
        ...next,
      })
    },
  )
}

function summaryRoutes(http: Http, deps: DatasetsDeps): void {
  http.get(
    '/api/v1/tables/:id/aggregate',
    {
      schema: {
        operationId: 'aggregateRows',
        summary: 'Gộp và tính trên một bảng',
        tags,
        params: TableParams,
        querystring: AggregateQuery,
        response: { 200: Type.Any() },
      },
      config: config('datasets.aggregate-rows'),
    },
    (request) => answerAggregate(deps, request.actor, { id: request.params.id, query: request.query }),
  )
  http.get(
    '/api/v1/tables/:id/distinct',
    {
      schema: {
        operationId: 'distinctValues',
        summary: 'Các giá trị của một cột, kèm số lần',
        tags,
        params: TableParams,
        querystring: DistinctQuery,
        response: { 200: Type.Any() },
      },
      config: config('datasets.distinct-values'),
    },
    (request) => answerDistinct(deps, request.actor, { id: request.params.id, query: request.query }),
  )
}

function downloadRoutes(http: Http, deps: DatasetsDeps): void {
  http.get(
    '/api/v1/tables/:id/download',
    {
      schema: {
        operationId: 'downloadTable',
        summary: 'Tải cả bảng về',
        tags,
        params: TableParams,
        querystring: DownloadQuery,
      },
      config: { permission: 'public', operation: 'datasets.download-table' },
    },
    async (request, reply) => {
      const { format, version, as_of } = request.query
      const wish: DownloadWish = { id: request.params.id, format, version, asOf: dateIn(as_of), lang: request.lang }
      return send(reply, await downloadTable(deps, request.actor, wish))
    },
  )
  http.get(
    '/api/v1/files/:id/download',
    {
      schema: {
        operationId: 'downloadFile',
        summary: 'Tải tệp gốc về',
        tags,
        params: TableParams,
        querystring: FileQuery,
      },
      config: { permission: 'public', operation: 'datasets.download-file' },
    },
    async (request, reply) =>
      send(reply, await downloadFile(deps, request.actor, { id: request.params.id, version: request.query.version })),
  )
}

function sendText(reply: FastifyReply, answer: { type: string; text: string }, next: string | undefined): void {
  if (next) reply.header('x-next', next)
  void reply
    .type(answer.type)
    .serializer((text: unknown) => String(text))
    .send(answer.text)
}

function send(reply: FastifyReply, download: Download) {
  const name = download.fileName.normalize('NFC')
  const ascii = name.replace(/[^\w.-]+/g, '_')
  reply.headers({
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-digest': download.digest,
  })
  if (download.bytes !== undefined) reply.header('content-length', download.bytes)
  return reply.type(download.type).send(download.body)
}
