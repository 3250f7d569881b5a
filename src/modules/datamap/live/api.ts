import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { ENGINES, TRANSPORTS } from '../../../platform/schema-reader/index.ts'
import { askReading } from './ask-reading.ts'
import { removeConnection, saveConnection } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import { EVERIES, type Reading } from './model.ts'
import { readLiveView } from './read-live.ts'
import { scheduleReading } from './schedule.ts'
import { takeItems } from './take-items.ts'

const tags = ['databases']
const PATH = '/api/v1/databases/:id'
const permission = 'datamap.database.write'
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const ConnectionBody = Type.Object({
  engine: Type.Enum(ENGINES),
  host: text(255),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  database: text(255),
  user: text(255),
  password: Type.String({ maxLength: 1000, default: '', description: 'Trống: giữ mật khẩu đã lưu' }),
  transport: Type.Enum(TRANSPORTS),
  sampling: Type.Boolean({ default: false, description: 'Chỉ người quản trị dữ liệu cho phép được' }),
})

const ReadingView = Type.Object({
  id: Type.String(),
  state: Type.String(),
  step: Nullable(Type.String()),
  place: Type.String(),
  askedAt: Type.String({ format: 'date-time' }),
  report: Nullable(Type.Unknown()),
  failure: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
})

const SuggestionsView = Type.Object({
  readings: Type.Array(ReadingView),
  columns: Type.Array(Type.Unknown(), { description: 'Cột của lần đọc xong gần nhất kèm gợi ý' }),
})

const TakenView = Type.Object({
  changeId: Type.String(),
  added: Type.Integer(),
  completed: Type.Integer(),
  gone: Type.Integer(),
  left: Type.Integer(),
})

/** Reading running databases over HTTP. */
export function liveRoutes(http: Http, deps: LiveDeps): void {
  http.put(
    `${PATH}/connection`,
    {
      schema: {
        operationId: 'saveDatabaseConnection',
        summary: 'Lưu cách nối tới cơ sở dữ liệu đang chạy',
        tags,
        params,
        body: ConnectionBody,
        response: { 204: Type.Null() },
      },
      config: { permission, operation: 'datamap.live-connect' },
    },
    async ({ actor, params: { id }, body }, reply) => {
      await saveConnection(deps, actor, { ...body, resourceId: id })
      return reply.code(204).send(null)
    },
  )
  http.delete(
    `${PATH}/connection`,
    {
      schema: {
        operationId: 'removeDatabaseConnection',
        summary: 'Xoá kết nối cùng mật khẩu',
        tags,
        params,
        response: { 204: Type.Null() },
      },
      config: { permission, operation: 'datamap.live-disconnect' },
    },
    async ({ actor, params: { id } }, reply) => {
      await removeConnection(deps, actor, id)
      return reply.code(204).send(null)
    },
  )
  scheduleRoute(http, deps)
  readingRoutes(http, deps)
}

function scheduleRoute(http: Http, deps: LiveDeps): void {
  http.put(
    `${PATH}/connection/schedule`,
    {
      schema: {
        operationId: 'scheduleDatabaseReading',
        summary: 'Đặt lịch đọc lại cấu trúc: không, hằng tuần, hằng tháng',
        tags,
        params,
        body: Type.Object({ every: Type.Enum(EVERIES) }),
        response: { 204: Type.Null() },
      },
      config: { permission: 'datamap.reading.schedule', operation: 'datamap.live-schedule' },
    },
    async ({ actor, params: { id }, body: { every } }, reply) => {
      await scheduleReading(deps, actor, { resourceId: id, every })
      return reply.code(204).send(null)
    },
  )
}

function readingRoutes(http: Http, deps: LiveDeps): void {
  http.post(
    `${PATH}/readings`,
    {
      schema: {
        operationId: 'askDatabaseReading',
        summary: 'Yêu cầu đọc cấu trúc; đang đọc thì trả về lần đang đọc',
        tags,
        params,
        response: { 202: ReadingView },
      },
      config: { permission, operation: 'datamap.live-ask' },
    },
    async ({ actor, params: { id }, lang }, reply) =>
      reply.code(202).send(readingView(await askReading(deps, actor, id), lang)),
  )
  http.get(
    `${PATH}/readings`,
    {
      schema: {
        operationId: 'readDatabaseStructure',
        summary: 'Các lần đọc cấu trúc và gợi ý theo cột',
        tags,
        params,
        response: { 200: SuggestionsView },
      },
      config: { permission, operation: 'datamap.live-show' },
    },
    async ({ actor, params: { id }, lang }) => {
      const { readings, suggestions } = await readLiveView(deps, actor, id)
      return { readings: readings.map((reading) => readingView(reading, lang)), columns: [...suggestions] }
    },
  )
  http.post(
    `${PATH}/readings/take`,
    {
      schema: {
        operationId: 'takeDatabaseItems',
        summary: 'Đưa cấu trúc đã đọc vào bản nháp; không đè lên phần cán bộ đã viết',
        tags,
        params,
        response: { 200: TakenView },
      },
      config: { permission, operation: 'datamap.live-take' },
    },
    ({ actor, params: { id } }) => takeItems(deps, actor, id),
  )
}

function readingView(reading: Reading, lang: 'vi' | 'en') {
  const { id, state, place } = reading
  return {
    id,
    state,
    step: reading.state === 'reading' ? (reading.step ?? null) : null,
    place,
    askedAt: reading.askedAt.toISOString(),
    report: reading.state === 'read' ? reading.report : null,
    failure: reading.state === 'failed' ? { code: reading.failure.code, message: reading.failure[lang] } : null,
  }
}
