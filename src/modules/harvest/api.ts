import { Type } from 'typebox'
import type { Http } from '../../platform/http/index.ts'
import { assertCan } from '../identity/index.ts'
import type { HarvestDeps } from './deps.ts'
import { askRun, stopRun } from './manage/ask-run.ts'
import { addSource, mapSource, switchSource } from './manage/change-source.ts'
import { manageErrors } from './manage/errors.ts'
import { readProblems, readSourceLines } from './room/reads.ts'
import { findRun, readLog, readRuns } from './runs/run-store.ts'
import {
  LogView,
  MappingBody,
  NewSourceBody,
  ProblemsQuery,
  ProblemView,
  RunBody,
  RunView,
  runView,
  SourceView,
  sourceView,
} from './schema.ts'
import { findSource } from './source-store.ts'

const tags = ['harvest']
const permission = 'harvest.source.manage'
const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const RunParams = Type.Object({ run: Type.Integer({ minimum: 1 }) })
const BASE = '/api/v1/harvest/sources'

/** Sources and their readings, for programs of the operator. */
export function harvestApi(http: Http, deps: HarvestDeps): void {
  sourceRoutes(http, deps)
  changeRoutes(http, deps)
  runRoutes(http, deps)
  readRunRoutes(http, deps)
  problemRoutes(http, deps)
}

function sourceRoutes(http: Http, deps: HarvestDeps): void {
  http.get(
    BASE,
    {
      schema: {
        operationId: 'listHarvestSources',
        summary: 'Các nguồn thu thập, nguồn cần xử lý đứng trước',
        tags,
        response: { 200: Type.Object({ sources: Type.Array(SourceView) }) },
      },
      config: { permission, operation: 'harvest.list-sources' },
    },
    async (request) => {
      assertCan(request.actor, permission)
      const [lines, tree] = await Promise.all([readSourceLines(deps.db), deps.identity.agencies.tree()])
      return { sources: lines.map((line) => sourceView(line, tree)) }
    },
  )
  http.post(
    BASE,
    {
      schema: {
        operationId: 'addHarvestSource',
        summary: 'Thêm nguồn; chưa đọc gì cho đến khi đọc thử hoặc bật',
        tags,
        body: NewSourceBody,
        response: { 201: SourceView },
      },
      config: { permission, operation: 'harvest.add-source' },
    },
    async (request, reply) => {
      const { contact_email: contactEmail, ...body } = request.body
      const source = await addSource(deps, request.actor, { ...body, contactEmail })
      const tree = await deps.identity.agencies.tree()
      return reply.code(201).send(sourceView({ source, last: undefined, kept: 0, problems: 0 }, tree))
    },
  )
}

function changeRoutes(http: Http, deps: HarvestDeps): void {
  http.put(
    `${BASE}/:id/mapping`,
    {
      schema: {
        operationId: 'mapHarvestSource',
        summary: 'Đặt bảng ánh xạ tổ chức, chủ đề, giấy phép',
        tags,
        params: IdParams,
        body: MappingBody,
        response: { 200: MappingBody },
      },
      config: { permission, operation: 'harvest.map-source' },
    },
    async (request) => {
      const { mapping } = await mapSource(deps, request.actor, { id: request.params.id, mapping: request.body })
      return {
        organisations: { ...mapping.organisations },
        themes: { ...mapping.themes },
        licences: { ...mapping.licences },
      }
    },
  )
  http.put(
    `${BASE}/:id/enabled`,
    {
      schema: {
        operationId: 'switchHarvestSource',
        summary: 'Bật hoặc tắt đọc theo lịch',
        tags,
        params: IdParams,
        body: Type.Object({ enabled: Type.Boolean() }),
        response: { 200: Type.Object({ state: Type.String() }) },
      },
      config: { permission, operation: 'harvest.switch-source' },
    },
    async (request) => {
      const { state } = await switchSource(deps, request.actor, { id: request.params.id, on: request.body.enabled })
      return { state }
    },
  )
}

function runRoutes(http: Http, deps: HarvestDeps): void {
  http.post(
    `${BASE}/:id/runs`,
    {
      schema: {
        operationId: 'askHarvestRun',
        summary: 'Đọc nguồn ngay; `preview` là đọc thử, không ghi gì',
        tags,
        params: IdParams,
        body: RunBody,
        response: { 202: RunView },
      },
      config: { permission, operation: 'harvest.ask-run' },
    },
    async (request, reply) => {
      const run = await askRun(deps, request.actor, { sourceId: request.params.id, mode: request.body.mode })
      return reply.code(202).send(runView(run))
    },
  )
  http.delete(
    '/api/v1/harvest/runs/:run',
    {
      schema: {
        operationId: 'stopHarvestRun',
        summary: 'Dừng một lần đọc',
        tags,
        params: RunParams,
        response: { 204: Type.Null() },
      },
      config: { permission, operation: 'harvest.stop-run' },
    },
    async (request, reply) => {
      await stopRun(deps, request.actor, request.params.run)
      return reply.code(204).send(null)
    },
  )
}

function readRunRoutes(http: Http, deps: HarvestDeps): void {
  http.get(
    `${BASE}/:id/runs`,
    {
      schema: {
        operationId: 'listHarvestRuns',
        summary: 'Các lần đọc của một nguồn, mới nhất trước',
        tags,
        params: IdParams,
        response: { 200: Type.Object({ runs: Type.Array(RunView) }) },
      },
      config: { permission, operation: 'harvest.list-runs' },
    },
    async (request) => {
      assertCan(request.actor, permission)
      if (!(await findSource(deps.db, request.params.id))) throw manageErrors.sourceNotFound()
      return { runs: (await readRuns(deps.db, request.params.id, 50)).map(runView) }
    },
  )
  http.get(
    '/api/v1/harvest/runs/:run',
    {
      schema: {
        operationId: 'readHarvestRun',
        summary: 'Một lần đọc cùng nhật ký và kết quả đọc thử',
        tags,
        params: RunParams,
        response: { 200: Type.Object({ ...RunView.properties, log: Type.Array(LogView) }) },
      },
      config: { permission, operation: 'harvest.read-run' },
    },
    async (request) => {
      assertCan(request.actor, permission)
      const run = await findRun(deps.db, request.params.run)
      if (!run) throw manageErrors.runNotFound()
      const log = await readLog(deps.db, run.id)
      return { ...runView(run), log: log.map((line) => ({ ...line, at: line.at.toISOString() })) }
    },
  )
}

function problemRoutes(http: Http, deps: HarvestDeps): void {
  http.get(
    `${BASE}/:id/problems`,
    {
      schema: {
        operationId: 'listHarvestProblems',
        summary: 'Vấn đề của các bản ghi, để sửa ở nơi quản lý',
        tags,
        params: IdParams,
        querystring: ProblemsQuery,
        response: { 200: Type.Object({ problems: Type.Array(ProblemView) }) },
      },
      config: { permission, operation: 'harvest.list-problems' },
    },
    async (request) => {
      assertCan(request.actor, permission)
      const { code, limit, offset } = request.query
      const lines = await readProblems(deps.db, request.params.id, { code, limit, offset })
      return {
        problems: lines.map(({ remoteId, title, severity, code: kind, at, vi, en }) => ({
          remote_id: remoteId,
          title,
          severity,
          code: kind,
          at,
          vi,
          en,
        })),
      }
    },
  )
}
