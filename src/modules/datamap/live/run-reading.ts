import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { isAppError } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import { type AnyTask, defineTask, type JobContext } from '../../../platform/jobs/index.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import { type FoundSchema, isListedHost, placeOf } from '../../../platform/schema-reader/index.ts'
import type { PeopleReader } from '../../identity/index.ts'
import { readLive } from './ask-reading.ts'
import { createSampleCounter } from './count-sample.ts'
import type { LiveDeps } from './deps.ts'
import { driftBetween } from './drift.ts'
import { liveErrors } from './errors.ts'
import { type Found, isOpen, type Reading, type Report } from './model.ts'
import { MOST_FAILURES, noteFailed, noteRead } from './schedule.ts'
import { failReading, findFound, findReading, findSealed, finishReading, markStep } from './store.ts'
import { tableNames } from './suggest.ts'

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 60_000
const MOST_TABLES = 20_000
const SAMPLE_ROWS = 200

/** The job that reads. It may run twice for one reading and does the same then. */
export function readLiveTask(deps: LiveDeps): AnyTask {
  return defineTask(readLive, async ({ readingId }, context) => {
    const reading = await findReading(deps.db, readingId)
    // A run that was killed after keeping the result has perhaps told nobody; telling twice makes one message.
    if (reading?.state === 'read') return tell(deps, reading, reading.report)
    if (!reading || !isOpen(reading)) return
    try {
      const found = await readNow(deps, reading, context.signal)
      await keep(deps, reading, found)
    } catch (error) {
      // Asked to stop: the next run does the work.
      if (context.signal.aborted) throw error
      await giveUp(deps, reading, { error, log: context.log })
    }
  })
}

async function readNow(deps: LiveDeps, reading: Reading, signal: AbortSignal): Promise<Found> {
  const sealed = await findSealed(deps.db, reading.resourceId)
  if (!sealed) throw liveErrors.noConnection()
  const { connection } = sealed
  const password = deps.live.unseal(sealed.secret)
  if (password === undefined) throw liveErrors.lostPassword()
  const to = { ...connection, password }
  if (!isListedHost(deps.live.hosts, to)) throw liveErrors.hostNotListed(placeOf(to))
  const counter = connection.sampling
    ? createSampleCounter(({ schema, name }) => rawName(schema, name), yearOf(deps))
    : undefined
  const schema = await deps.live.reader.read(to, {
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    mostTables: MOST_TABLES,
    signal,
    onStep: (step) => markStep(deps.db, reading.id, step),
    sample: counter && { rows: SAMPLE_ROWS, take: (table, columns) => counter.take(table, columns) },
  })
  return counter ? { schema, counts: renamed(schema, counter.result()) } : { schema }
}

function rawName(schema: string, name: string): string {
  return JSON.stringify([schema, name])
}

// Which prefix a table goes without is known once all are there.
function renamed(schema: FoundSchema, counts: NonNullable<Found['counts']>): NonNullable<Found['counts']> {
  return Object.fromEntries(
    [...tableNames(schema)].flatMap(([table, name]) => {
      const counted = counts[rawName(table.schema, table.name)]
      return counted ? [[name, counted]] : []
    }),
  )
}

function yearOf({ clock }: LiveDeps): number {
  return clock.now().getUTCFullYear()
}

async function keep(deps: LiveDeps, reading: Reading, found: Found): Promise<void> {
  const { resourceId, agencyId } = reading
  const report = await deps.db.transaction().execute(async (tx) => {
    const before = await findFound(tx, resourceId)
    const told = reportOf(found, before)
    const at = deps.clock.now()
    await finishReading(tx, reading, { report: told, found, at })
    await noteRead(tx, resourceId, { drift: told.drift?.total ?? 0, at })
    await recordAudit(tx, {
      action: 'datamap.live.read',
      actor: systemActor('Đọc cấu trúc cơ sở dữ liệu'),
      agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { place: reading.place, tables: told.tables, columns: told.columns, drift: told.drift?.total ?? null },
    })
    const payload = { reading: reading.id, agencyId, drift: told.drift?.total ?? 0 }
    await announce(tx, { type: 'datamap.live.read', version: 1, resourceId, payload })
    return told
  })
  await tell(deps, reading, report)
}

function reportOf({ schema, counts }: Found, before: Found | undefined): Report {
  const tables = schema.tables.filter(({ kind }) => kind === 'table')
  const sizes = tables.flatMap(({ bytes }) => bytes ?? [])
  return {
    version: schema.version,
    database: schema.database,
    mayWrite: schema.mayWrite,
    tables: tables.length,
    views: schema.tables.length - tables.length,
    columns: tables.reduce((sum, { columns }) => sum + columns.length, 0),
    ...(sizes.length === 0 ? {} : { bytes: sizes.reduce((sum, size) => sum + size, 0) }),
    cut: schema.cut,
    sampled: counts !== undefined,
    ...(before ? { drift: driftBetween(before.schema, schema) } : {}),
  }
}

/** Tells the agency what it should look at; nothing when all is as it was. */
async function tell(deps: LiveDeps, reading: Reading, report: Report): Promise<void> {
  const drift = report.drift?.total ?? 0
  if (drift === 0 && report.mayWrite.length === 0) return
  const people = await deps.people.holders(reading.agencyId, ['data_officer', 'steward'])
  const title = await titleOf(deps, reading)
  const facts = [
    ...(drift > 0 ? [driftText(title, drift)] : []),
    ...(report.mayWrite.length > 0 ? [writeText(title, reading.place)] : []),
  ]
  const href = `/lam-viec/ban-do/${reading.resourceId}/doc-csdl`
  const told = facts.flatMap((fact) =>
    people.map((to: Holder): NewMessage => ({ to, key: `live-${reading.id}-${fact.name}`, href, ...fact.text })),
  )
  await deps.messages.tell(told)
}

async function titleOf({ catalog }: LiveDeps, { resourceId, place }: Reading): Promise<string> {
  const resource = await catalog.reader.resource(resourceId)
  if (resource?.record) return resource.record.title.vi
  return (await catalog.reader.openChange(resourceId))?.record.title.vi ?? place
}

type Holder = Awaited<ReturnType<PeopleReader['holders']>>[number]

function driftText(title: string, count: number) {
  const text = {
    subject: `Cấu trúc đã đổi: ${title}`,
    body: `Đọc lại cấu trúc của “${title}” thấy ${count} chỗ khác lần trước. Xem rồi cập nhật bản đồ dữ liệu.`,
  }
  return { name: 'drift', text }
}

function writeText(title: string, place: string) {
  const text = {
    subject: `Tài khoản đọc có quyền ghi: ${title}`,
    body: `Tài khoản đang dùng để đọc ${place} ghi được dữ liệu. Hãy đổi sang tài khoản chỉ đọc.`,
  }
  return { name: 'may-write', text }
}

async function giveUp(
  deps: LiveDeps,
  reading: Reading,
  { error, log }: { error: unknown; log: JobContext['log'] },
): Promise<void> {
  const told = isAppError(error) ? error : liveErrors.failed()
  // What nobody foresaw is for us to look at; the drivers' own words may name accounts and stay out of the log.
  if (!isAppError(error))
    log.error({ readingId: reading.id, kind: (error as Error).name }, 'reading a live database failed')
  const stopped = await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now()
    const failure = { code: told.code, ...told.said }
    await failReading(tx, reading.id, { failure, at })
    const payload = { reading: reading.id, code: told.code }
    await announce(tx, { type: 'datamap.live.failed', version: 1, resourceId: reading.resourceId, payload })
    return noteFailed(tx, reading, at)
  })
  if (stopped) await tellStopped(deps, reading, told.said.vi)
}

/** A schedule that was given up silently would look like a structure that never changes. */
async function tellStopped(deps: LiveDeps, reading: Reading, why: string): Promise<void> {
  const people = await deps.people.holders(reading.agencyId, ['data_officer', 'steward'])
  const title = await titleOf(deps, reading)
  const message = {
    key: `live-${reading.id}-stopped`,
    subject: `Đã dừng đọc theo lịch: ${title}`,
    body: `${MOST_FAILURES} lần đọc liền không xong. Lần cuối: ${why} Sửa kết nối hoặc đọc lại bằng tay thì lịch chạy tiếp.`,
    href: `/lam-viec/ban-do/${reading.resourceId}/doc-csdl`,
  }
  await deps.messages.tell(people.map((to: Holder): NewMessage => ({ to, ...message })))
}
