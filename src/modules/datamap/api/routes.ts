import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { type Change, catalogErrors } from '../../catalog/index.ts'
import { assertCan } from '../../identity/index.ts'
import { findingsOf } from '../checks/read-facts.ts'
import type { DatamapDeps } from '../deps.ts'
import { createDatabase, saveDatabase, startDatabaseChange } from '../edit/create-database.ts'
import type { Line } from '../reads/read-lines.ts'
import { readShown } from '../reads/read-public.ts'
import { citationOf } from '../rules/model.ts'
import { contentOf } from '../store.ts'
import { listDatabases } from './list-databases.ts'
import { publicPart } from './public-part.ts'
import {
  ChangeEdit,
  ChangeView,
  DatabaseView,
  IdParams,
  ListQuery,
  ListView,
  NewDatabase,
  SlugParams,
} from './schema.ts'

const tags = ['datamap']
const READ = 'catalog.draft.read'
const WRITE = 'datamap.database.write'
const CHANGE = '/api/v1/database-changes/:id'

export interface DatabaseApiOptions {
  readonly publicUrl: string
}

/** Databases of the map by HTTP: the same use cases and rights as on the pages. */
export function databaseApi(http: Http, deps: DatamapDeps, options: DatabaseApiOptions): void {
  readRoutes(http, deps, options)
  openRoutes(http, deps, options)
  editRoutes(http, deps, options)
  submitRoute(http, deps, options)
}

function readRoutes(http: Http, deps: DatamapDeps, { publicUrl }: DatabaseApiOptions): void {
  http.get(
    '/api/v1/databases',
    {
      schema: {
        operationId: 'findDatabases',
        summary: 'Cơ sở dữ liệu của bản đồ dữ liệu',
        tags,
        querystring: ListQuery,
        response: { 200: ListView },
      },
      config: { permission: 'public', operation: 'datamap.find-databases' },
    },
    (request) => listDatabases(deps, request.actor, { query: request.query, publicUrl }),
  )
  http.get(
    '/api/v1/databases/:slug',
    {
      schema: {
        operationId: 'readDatabase',
        summary: 'Một cơ sở dữ liệu đã công bố; phần nội bộ chỉ cho cán bộ của cơ quan',
        tags,
        params: SlugParams,
        response: { 200: DatabaseView },
      },
      config: { permission: 'public', operation: 'datamap.read-database' },
    },
    (request) => databaseView(deps, request, { slug: request.params.slug, publicUrl }),
  )
}

async function databaseView(
  deps: DatamapDeps,
  { actor }: Pick<FastifyRequest, 'actor'>,
  { slug, publicUrl }: { slug: string; publicUrl: string },
): Promise<Static<typeof DatabaseView>> {
  const { resource, record, lines, owner, inside } = await readShown(deps, actor, slug)
  return {
    id: resource.id,
    slug: resource.slug,
    url: `${publicUrl}/ban-do-du-lieu/${resource.slug}`,
    agency: owner?.name ?? '',
    agency_code: owner?.code ?? '',
    version: resource.version,
    published_at: resource.publishedAt?.toISOString() ?? '',
    part: inside ? 'internal' : 'public',
    // Relations of a record may name what is hidden; the lines beside do not.
    record: inside ? record : { ...publicPart(record), relations: [] },
    relations: [...lines.own.map((line) => lineView('out', line)), ...lines.others.map((line) => lineView('in', line))],
  }
}

function lineView(direction: string, { type, name, id }: Line) {
  return { type, direction, name, ...(id === undefined ? {} : { id }) }
}

function openRoutes(http: Http, deps: DatamapDeps, options: DatabaseApiOptions): void {
  http.post(
    '/api/v1/databases',
    {
      schema: {
        operationId: 'createDatabase',
        summary: 'Mở cơ sở dữ liệu mới (bản nháp)',
        tags,
        body: NewDatabase,
        response: { 201: ChangeView },
      },
      config: { permission: WRITE, operation: 'datamap.create-database' },
    },
    async (request, reply) => {
      const change = await createDatabase(deps, request.actor, request.body)
      return reply.code(201).send(await changeView(deps, request, { change, ...options }))
    },
  )
  http.post(
    '/api/v1/databases/:id/changes',
    {
      schema: {
        operationId: 'startDatabaseChange',
        summary: 'Mở bản nháp trên cơ sở dữ liệu đã công bố',
        tags,
        params: IdParams,
        response: { 201: ChangeView },
      },
      config: { permission: WRITE, operation: 'datamap.start-change' },
    },
    async (request, reply) => {
      const change = await startDatabaseChange(deps, request.actor, request.params.id)
      return reply.code(201).send(await changeView(deps, request, { change, ...options }))
    },
  )
}

function editRoutes(http: Http, deps: DatamapDeps, options: DatabaseApiOptions): void {
  http.get(
    CHANGE,
    {
      schema: {
        operationId: 'readDatabaseChange',
        summary: 'Bản nháp của cơ sở dữ liệu và những chỗ cần sửa',
        tags,
        params: IdParams,
        response: { 200: ChangeView },
      },
      config: { permission: READ, operation: 'datamap.read-change' },
    },
    async (request) => changeView(deps, request, { change: await findChange(deps, request.params.id), ...options }),
  )
  http.put(
    CHANGE,
    {
      schema: {
        operationId: 'saveDatabaseChange',
        summary: 'Lưu bản nháp của cơ sở dữ liệu',
        tags,
        params: IdParams,
        body: ChangeEdit,
        response: { 200: ChangeView },
      },
      config: { permission: WRITE, operation: 'datamap.save-change' },
    },
    async (request) => {
      await findChange(deps, request.params.id)
      const change = await saveDatabase(deps, request.actor, { changeId: request.params.id, ...request.body })
      return changeView(deps, request, { change, ...options })
    },
  )
}

function submitRoute(http: Http, deps: DatamapDeps, options: DatabaseApiOptions): void {
  http.post(
    `${CHANGE}/submit`,
    {
      schema: {
        operationId: 'submitDatabaseChange',
        summary: 'Gửi duyệt cơ sở dữ liệu',
        tags,
        params: IdParams,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.change.submit', operation: 'datamap.submit-change' },
    },
    async (request) => {
      await findChange(deps, request.params.id)
      const change = await deps.catalog.submitChange(request.actor, request.params.id)
      return changeView(deps, request, { change, ...options })
    },
  )
}

/** A change of a database; changes of other kinds have their own addresses. */
async function findChange(deps: DatamapDeps, id: string): Promise<Change> {
  const change = await deps.catalog.reader.change(id)
  const resource = change && (await deps.catalog.reader.resource(change.resourceId))
  if (!change || resource?.kind !== 'database') throw catalogErrors.changeNotFound()
  return change
}

async function changeView(
  deps: DatamapDeps,
  { actor, lang }: Pick<FastifyRequest, 'actor' | 'lang'>,
  { change, publicUrl }: { change: Change; publicUrl: string },
): Promise<Static<typeof ChangeView>> {
  assertCan(actor, READ, { agencyId: change.agencyId })
  const [record, resource] = await Promise.all([
    contentOf(deps.db, change),
    deps.catalog.reader.resource(change.resourceId),
  ])
  const findings = await findingsOf(deps, record, change)
  return {
    id: change.id,
    database: change.resourceId,
    slug: resource?.slug ?? '',
    url: `${publicUrl}/lam-viec/ban-do/thay-doi/${change.id}`,
    state: change.state,
    revision: change.revision,
    record,
    findings: findings.map(({ rule, severity, field, said, mend }) => {
      const basis = citationOf(rule, lang)
      return { rule: rule.id, severity, field, message: said[lang], mend: mend[lang], ...(basis ? { basis } : {}) }
    }),
  }
}
