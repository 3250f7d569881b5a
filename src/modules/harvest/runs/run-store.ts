import { sql } from 'kysely'
import { type Findings, type Json, NO_COUNTS, type Notice, type Run, type RunCounts, type RunMode } from '../model.ts'
import type { HarvestDb } from '../records/record-store.ts'

interface RunRow {
  readonly id: number
  readonly source_id: string
  readonly mode: string
  readonly slow: boolean
  readonly state: string
  readonly cursor: unknown
  readonly counts: unknown
  readonly total: number | null
  readonly findings: unknown
  readonly message_vi: string | null
  readonly message_en: string | null
  readonly started_at: Date
  readonly started_by: string
  readonly ended_at: Date | null
}

function runOf(row: RunRow): Run {
  const { message_vi: vi, message_en: en } = row
  return {
    id: row.id,
    sourceId: row.source_id,
    mode: row.mode as RunMode,
    slow: row.slow,
    state: row.state as Run['state'],
    cursor: (row.cursor ?? undefined) as Json | undefined,
    counts: { ...NO_COUNTS, ...(row.counts as Partial<RunCounts>) },
    total: row.total ?? undefined,
    findings: (row.findings ?? undefined) as Findings | undefined,
    message: vi !== null && en !== null ? { vi, en } : undefined,
    startedAt: row.started_at,
    startedBy: row.started_by,
    endedAt: row.ended_at ?? undefined,
  }
}

/** Opens a run, slow when the last one of the source was; undefined when the source has one open already. */
export async function insertRun(
  tx: HarvestDb,
  run: { sourceId: string; mode: RunMode; startedBy: string; at: Date },
): Promise<Run | undefined> {
  const { rows } = await sql<RunRow>`
    insert into harvest.run (source_id, mode, started_at, started_by, slow)
    values (${run.sourceId}, ${run.mode}, ${run.at}, ${run.startedBy},
      coalesce((select slow from harvest.run where source_id = ${run.sourceId} order by id desc limit 1), false))
    on conflict (source_id) where state = 'running' do nothing returning *`.execute(tx)
  return rows[0] && runOf(rows[0])
}

export async function findRun(db: HarvestDb, id: number): Promise<Run | undefined> {
  const row = await db.selectFrom('harvest.run').selectAll().where('id', '=', id).executeTakeFirst()
  return row && runOf(row)
}

/** Runs of a source, newest first. */
export async function readRuns(db: HarvestDb, sourceId: string, limit: number): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('harvest.run')
    .selectAll()
    .where('source_id', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(runOf)
}

/** Takes the lease of an open run when nobody holds it, or whoever held it is gone. */
export async function takeLease(db: HarvestDb, lease: Lease): Promise<Run | undefined> {
  const { rows } = await sql<RunRow>`
    update harvest.run set lease = ${lease.holder}, leased_until = now() + ${lease.seconds} * interval '1 second'
    where id = ${lease.runId} and state = 'running'
      and (lease is null or lease = ${lease.holder} or leased_until < now())
    returning *`.execute(db)
  return rows[0] && runOf(rows[0])
}

export interface Lease {
  readonly runId: number
  readonly holder: string
  readonly seconds: number
}

/** For how long somebody still holds an open run; undefined when it is not open. */
export async function secondsHeld(db: HarvestDb, runId: number): Promise<number | undefined> {
  const { rows } = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from leased_until - now())))::int as seconds
    from harvest.run where id = ${runId} and state = 'running'`.execute(db)
  return rows[0]?.seconds
}

/** Keeps the lease; false when another has it by now. */
export async function renewLease(db: HarvestDb, lease: Lease): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update harvest.run set leased_until = now() + ${lease.seconds} * interval '1 second'
    where id = ${lease.runId} and lease = ${lease.holder} and state = 'running' returning id`.execute(db)
  return rows.length === 1
}

export async function giveLeaseBack(db: HarvestDb, { runId, holder }: Lease): Promise<void> {
  await sql`
    update harvest.run set lease = null, leased_until = null where id = ${runId} and lease = ${holder}`.execute(db)
}

export interface RunStep {
  readonly cursor?: Json | undefined
  readonly counts: RunCounts
  readonly total?: number | undefined
  readonly findings?: Findings | undefined
}

/** Moves the run on in the transaction of a page; throws when the lease was lost, so that nothing of the page stays. */
export async function saveStep(tx: HarvestDb, lease: Lease, step: RunStep): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update harvest.run set cursor = ${step.cursor === undefined ? null : JSON.stringify(step.cursor)}::jsonb,
      counts = ${JSON.stringify(step.counts)}::jsonb, total = coalesce(${step.total ?? null}::integer, total),
      findings = coalesce(${step.findings ? JSON.stringify(step.findings) : null}::jsonb, findings),
      message_vi = null, message_en = null, leased_until = now() + ${lease.seconds} * interval '1 second'
    where id = ${lease.runId} and lease = ${lease.holder} and state = 'running' returning id`.execute(tx)
  if (rows.length === 0) throw new LeaseLost(lease.runId)
}

/** Another process goes on with the run; this one stops at once. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor(runId: number) {
    super(`run ${runId} is another's now`)
  }
}

export interface RunEnd {
  readonly state: 'done' | 'failed' | 'stopped'
  readonly counts: RunCounts
  readonly findings?: Findings | undefined
  readonly message?: { readonly vi: string; readonly en: string } | undefined
  readonly at: Date
}

export async function endRun(tx: HarvestDb, runId: number, end: RunEnd): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update harvest.run set state = ${end.state}, counts = ${JSON.stringify(end.counts)}::jsonb, ended_at = ${end.at},
      findings = coalesce(${end.findings ? JSON.stringify(end.findings) : null}::jsonb, findings),
      message_vi = ${end.message?.vi ?? null}, message_en = ${end.message?.en ?? null}, lease = null, leased_until = null
    where id = ${runId} and state = 'running' returning id`.execute(tx)
  return rows.length === 1
}

/** Writes what the run waits for, without moving it. */
export async function noteWaiting(
  tx: HarvestDb,
  runId: number,
  { counts, message }: { counts: RunCounts; message: { vi: string; en: string } },
): Promise<void> {
  await sql`
    update harvest.run set counts = ${JSON.stringify(counts)}::jsonb, message_vi = ${message.vi}, message_en = ${message.en}
    where id = ${runId}`.execute(tx)
}

const MOST_LINES = 1_000

/** Adds lines to the log of a run, up to a thousand. */
export async function addLog(
  tx: HarvestDb,
  { runId, at }: { readonly runId: number; readonly at: Date },
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0) return
  const column = (pick: (notice: Notice) => string) => notices.map((notice) => pick(notice).slice(0, 2_000))
  await sql`
    insert into harvest.log (run_id, at, level, code, said_vi, said_en)
    select ${runId}::bigint, ${at}::timestamptz, * from unnest(${column((n) => n.level)}::text[],
      ${column((n) => n.code)}::text[], ${column((n) => n.vi)}::text[], ${column((n) => n.en)}::text[])
    where (select count(*) from harvest.log where run_id = ${runId}) < ${MOST_LINES}`.execute(tx)
}

export interface LogLine extends Notice {
  readonly at: Date
}

export async function readLog(db: HarvestDb, runId: number): Promise<readonly LogLine[]> {
  const rows = await db
    .selectFrom('harvest.log')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('id')
    .limit(MOST_LINES + 100)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    level: row.level as Notice['level'],
    code: row.code,
    vi: row.said_vi,
    en: row.said_en,
  }))
}
