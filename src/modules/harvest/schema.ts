import { type Static, Type } from 'typebox'
import type { AgencyTree } from '../identity/index.ts'
import type { Run } from './model.ts'
import type { SourceLine } from './room/reads.ts'

const Moment = Type.String({ format: 'date-time' })
const Said = Type.Object({ vi: Type.String(), en: Type.String() })
const Words = Type.Record(Type.String({ maxLength: 500 }), Type.String({ maxLength: 100 }))

export const NewSourceBody = Type.Object({
  name: Type.String({ maxLength: 300 }),
  kind: Type.String({ description: 'ckan, dcat, data-json hoặc url-list' }),
  url: Type.String({ maxLength: 1000 }),
  agency: Type.String({ maxLength: 60, description: 'Mã cơ quan phụ trách nguồn' }),
  contact_email: Type.Optional(Type.String({ maxLength: 200 })),
  schedule: Type.String({ default: 'daily', description: 'hourly, daily, weekly hoặc by-hand' }),
})

export const MappingBody = Type.Object({ organisations: Words, themes: Words, licences: Words })

export const RunBody = Type.Object({
  mode: Type.Union([Type.Literal('full'), Type.Literal('changes'), Type.Literal('preview')]),
})

const Counts = Type.Record(Type.String(), Type.Integer())

export const RunView = Type.Object({
  id: Type.Integer(),
  source: Type.String(),
  mode: Type.String(),
  state: Type.String(),
  counts: Counts,
  total: Type.Optional(Type.Integer()),
  message: Type.Optional(Said),
  findings: Type.Optional(Type.Unknown({ description: 'Kết quả đọc thử: từng bản ghi sẽ thế nào và vì sao' })),
  started_at: Moment,
  started_by: Type.String(),
  ended_at: Type.Optional(Moment),
})

export const SourceView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  url: Type.String(),
  agency: Type.String(),
  schedule: Type.String(),
  state: Type.String(),
  shown: Type.Integer({ description: 'Số bộ dữ liệu của nguồn đang hiện ở đây' }),
  problems: Type.Integer({ description: 'Số bản ghi có chỗ cần sửa' }),
  next_at: Type.Optional(Moment),
  last_run: Type.Optional(RunView),
})

export const LogView = Type.Object({
  at: Moment,
  level: Type.String(),
  code: Type.String(),
  vi: Type.String(),
  en: Type.String(),
})

export const ProblemsQuery = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 60 })),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
})

export const ProblemView = Type.Object({
  remote_id: Type.String(),
  title: Type.String(),
  severity: Type.String(),
  code: Type.String(),
  at: Type.String(),
  vi: Type.String(),
  en: Type.String(),
})

export function runView(run: Run): Static<typeof RunView> {
  const { id, sourceId, mode, state, counts, total, message, findings, startedAt, startedBy, endedAt } = run
  return {
    id,
    source: sourceId,
    mode,
    state,
    counts: { ...counts },
    ...(total === undefined ? {} : { total }),
    ...(message === undefined ? {} : { message: { ...message } }),
    ...(findings === undefined ? {} : { findings }),
    started_at: startedAt.toISOString(),
    started_by: startedBy,
    ...(endedAt === undefined ? {} : { ended_at: endedAt.toISOString() }),
  }
}

export function sourceView(
  { source, last, kept, problems }: SourceLine,
  agencies: AgencyTree,
): Static<typeof SourceView> {
  const { id, name, kind, url, agencyId, schedule, state, dueAt } = source
  return {
    id,
    name,
    kind,
    url,
    schedule,
    state,
    problems,
    agency: agencies.byId(agencyId)?.code ?? agencyId,
    shown: kept,
    ...(dueAt && state === 'on' ? { next_at: dueAt.toISOString() } : {}),
    ...(last ? { last_run: runView(last) } : {}),
  }
}
