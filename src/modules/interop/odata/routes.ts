import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { Actor } from '../../identity/index.ts'
import { propertiesOf } from './edm.ts'
import { sendOdataError } from './error-view.ts'
import { odataErrors } from './errors.ts'
import { metadataXml, serviceDocument } from './metadata.ts'
import { readOptions } from './options.ts'
import { countRows, entityJson, PAGE_ROWS, pageJson } from './rows-page.ts'
import { findService, type OdataDeps, openOr404, type Service } from './service.ts'
import { readPlace } from './skip-token.ts'

const tags = ['odata']
const ServiceName = Type.String({ maxLength: 200, description: 'Mã bảng, hoặc tên rút gọn của bộ dữ liệu' })
const Names = Type.Object({ service: ServiceName })
const SetNames = Type.Object({ service: ServiceName, set: Type.String({ maxLength: 200 }) })

/** OData 4.0, reading: what Excel, Power BI and others open as “OData feed”. */
export function odataRoutes(http: Http, deps: OdataDeps): void {
  // A scope of its own: errors have the shape of OData, and every answer names its version.
  http.register(async (inner) => {
    const scope = inner as Http
    scope.setErrorHandler((error, request, reply) => sendOdataError(error, request, reply))
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('odata-version', '4.0').header('access-control-allow-origin', '*')
      const most = request.headers['odata-maxversion']
      if (typeof most === 'string' && Number.parseFloat(most) < 4) throw odataErrors.versionTooOld()
    })
    describingRoutes(scope, deps)
    readingRoutes(scope, deps)
  })
}

function describingRoutes(scope: Http, deps: OdataDeps): void {
  scope.get(
    '/odata/:service',
    {
      schema: { operationId: 'odataService', summary: 'OData: các bảng của dịch vụ', tags, params: Names },
      config: { permission: 'public', operation: 'interop.odata-service' },
    },
    async (request, reply) => {
      const service = await findService(deps, request.actor, request.params.service)
      return sendJson(request, reply as FastifyReply, JSON.stringify(serviceDocument(service)))
    },
  )
  scope.get(
    '/odata/:service/$metadata',
    {
      schema: { operationId: 'odataMetadata', summary: 'OData: mô tả cột (CSDL)', tags, params: Names },
      config: { permission: 'public', operation: 'interop.odata-metadata' },
    },
    async (request, reply) => {
      const { actor } = request
      const { sets } = await findService(deps, actor, request.params.service)
      const tables = await Promise.all(
        sets.map(async (set) => ({ set, table: await openOr404(deps, actor, { id: set.tableId }) })),
      )
      return reply.type('application/xml; charset=utf-8').send(metadataXml(tables))
    },
  )
}

function readingRoutes(scope: Http, deps: OdataDeps): void {
  scope.get(
    '/odata/:service/:set',
    {
      schema: { operationId: 'odataRows', summary: 'OData: dòng của một bảng', tags, params: SetNames },
      config: { permission: 'public', operation: 'interop.odata-rows' },
    },
    async (request, reply) => {
      const { service: name, set } = request.params
      const service = await findService(deps, request.actor, name)
      const [, plain = set, row] = /^(.*)\((\d{1,15})\)$/.exec(set) ?? []
      const asked = { deps, request, service, set: plain }
      return sendJson(
        request,
        reply as FastifyReply,
        row === undefined ? await readPage(asked) : await readRow(asked, row),
      )
    },
  )
  scope.get(
    '/odata/:service/:set/$count',
    {
      schema: { operationId: 'odataCount', summary: 'OData: số dòng của một bảng', tags, params: SetNames },
      config: { permission: 'public', operation: 'interop.odata-count' },
    },
    async (request, reply) => {
      const service = await findService(deps, request.actor, request.params.service)
      const table = await openSet(deps, request.actor, { service, set: request.params.set })
      const { where } = readOptions(queryOf(request), propertiesOf(table))
      return reply.type('text/plain; charset=utf-8').send(String(await countRows(deps, table, where)))
    },
  )
}

interface Asked {
  readonly deps: OdataDeps
  readonly request: FastifyRequest
  readonly service: Service
  readonly set: string
}

async function readPage({ deps, request, service, set }: Asked): Promise<string> {
  const query = queryOf(request)
  const token = query['$skiptoken']
  const place = typeof token === 'string' ? readPlace(token) : undefined
  const table = await openSet(deps, request.actor, { service, set, version: place?.version })
  const options = readOptions(query, propertiesOf(table))
  const url = `${service.root}/${set}`
  return await pageJson(deps, table, {
    options,
    place,
    pageRows: preferredRows(request),
    context: withoutContext(request) ? undefined : contextOf(service, set, query['$select']),
    signal: request.signal,
    next: (next) => `${url}?${nextQuery(query, next)}`,
  })
}

async function readRow({ deps, request, service, set }: Asked, row: string): Promise<string> {
  const table = await openSet(deps, request.actor, { service, set })
  const { select } = readOptions(queryOf(request), propertiesOf(table))
  return await entityJson(deps, table, { row: Number(row), select, context: contextOf(service, set, undefined) })
}

function openSet(
  deps: OdataDeps,
  actor: Actor,
  { service, set, version }: { readonly service: Service; readonly set: string; readonly version?: number | undefined },
) {
  const found = service.sets.find(({ name }) => name === set)
  if (found === undefined) throw odataErrors.noSuchSet(set)
  return openOr404(deps, actor, { id: found.tableId, version })
}

type Query = Readonly<Record<string, string | string[] | undefined>>

function queryOf(request: FastifyRequest): Query {
  return request.query as Query
}

function nextQuery(query: Query, token: string): string {
  const next = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    // Top and skip are in the token by now.
    if (typeof value === 'string' && name !== '$top' && name !== '$skip') next.set(name, value)
  }
  next.set('$skiptoken', token)
  // Old readers of addresses do not know that a plus is a blank.
  return next.toString().replaceAll('+', '%20').replaceAll('%24', '$')
}

function contextOf({ root }: Service, set: string, select: string | string[] | undefined): string {
  const columns = typeof select === 'string' && select.trim() !== '' ? `(${select.replace(/\s/g, '')})` : ''
  return `${root}/$metadata#${set}${columns}`
}

function preferredRows(request: FastifyRequest): number {
  const { prefer } = request.headers
  const asked = /odata\.maxpagesize\s*=\s*"?(\d{1,6})/i.exec(String(prefer ?? ''))?.[1]
  return Math.min(PAGE_ROWS, Math.max(1, Number(asked ?? PAGE_ROWS)))
}

function withoutContext(request: FastifyRequest): boolean {
  const format = queryOf(request)['$format']
  return `${String(format ?? '')} ${request.headers.accept ?? ''}`.includes('odata.metadata=none')
}

function sendJson(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const format = queryOf(request)['$format']
  if (typeof format === 'string' && !/^(?:json|application\/json)/i.test(format)) {
    throw odataErrors.wrongOption('$format', format.slice(0, 40))
  }
  const metadata = withoutContext(request) ? 'none' : 'minimal'
  return reply
    .type(`application/json;odata.metadata=${metadata};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`)
    .serializer((ready: unknown) => String(ready))
    .send(text)
}
