import { sql } from 'kysely'
import { announce } from '../../../platform/events/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { removeForeign } from '../../catalog/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Notice, Run, RunCounts, Source } from '../model.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { lockSource, saveSource } from '../source-store.ts'
import { CheckKind } from './check-profiles.ts'
import { isShort } from './count-page.ts'
import type { AfterSlice } from './on-stumble.ts'
import { addLog, endRun, type Lease } from './run-store.ts'
import { nextAt } from './schedule.ts'
import { HARVESTER } from './write-records.ts'

/** Complete runs in a row that may miss a record before it is taken off. */
export const MOST_ABSENCES = 3
/** When more than this share of a source vanishes at once, somebody is asked first. */
const VANISHED_SHARE = 0.1
/** Fewer than this may always go. */
const VANISHED_FEW = 3
const KEPT_RUNS = 50

export interface Finishing {
  readonly source: Source
  readonly run: Run
  readonly lease: Lease
}

/** The source has been read to its end: what was not seen is counted as absent, and the next run is planned. */
export async function finishRun(deps: HarvestDeps, { source, run }: Finishing): Promise<AfterSlice> {
  const at = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const absent = run.mode === 'full' ? await dealWithAbsent(tx, { source, run }) : NOTHING_ABSENT
    const counts = {
      ...run.counts,
      missing: run.counts.missing + absent.missing,
      removed: run.counts.removed + absent.removed,
    }
    const findings = absent.vanished > 0 ? { ...NO_FINDINGS, vanished: absent.vanished } : undefined
    if (!(await endRun(tx, run.id, { state: 'done', counts, at, findings }))) return
    await addLog(tx, { runId: run.id, at }, [...absent.notices, summary(run, counts, at)])
    if (run.mode === 'preview') return
    if (counts.created + counts.changed + counts.removed > 0) {
      await enqueue(tx, CheckKind, { payload: { sourceId: source.id }, key: `harvest-check-${source.id}` })
    }
    await planNext(tx, { source, run, at, asks: absent.vanished > 0 })
    await announce(tx, {
      type: 'harvest.run.ended',
      version: 1,
      resourceId: undefined,
      payload: { source: source.id, run: run.id },
    })
    await sql`
      delete from harvest.run where source_id = ${source.id} and state <> 'running' and id <= coalesce(
        (select id from harvest.run where source_id = ${source.id} order by id desc offset ${KEPT_RUNS} limit 1), 0)`.execute(
      tx,
    )
  })
  return { kind: 'ended' }
}

interface Absent {
  readonly missing: number
  readonly removed: number
  /** So many at once that they wait for a decision. */
  readonly vanished: number
  readonly notices: readonly Notice[]
}

const NOTHING_ABSENT: Absent = { missing: 0, removed: 0, vanished: 0, notices: [] }
const NO_FINDINGS = { lines: [], unmapped: { organisations: {}, themes: {}, licences: {} } }

async function dealWithAbsent(tx: HarvestDb, { source, run }: Pick<Finishing, 'source' | 'run'>): Promise<Absent> {
  if (isShort(run)) return { ...NOTHING_ABSENT, notices: [shortOf(run)] }
  const { rows } = await sql<{ kept: number; unseen: number }>`
    select count(*)::int as kept, (count(*) filter (where seen_run < ${run.id}))::int as unseen
    from harvest.record where source_id = ${source.id} and state = 'kept'`.execute(tx)
  const { kept = 0, unseen = 0 } = rows[0] ?? {}
  if (unseen === 0) return NOTHING_ABSENT
  if (unseen > VANISHED_FEW && unseen > kept * VANISHED_SHARE) {
    return { missing: unseen, removed: 0, vanished: unseen, notices: [vanished(unseen, kept)] }
  }
  await sql`
    update harvest.record set absences = absences + 1
    where source_id = ${source.id} and state = 'kept' and seen_run < ${run.id}`.execute(tx)
  const removed = await removeAbsent(tx, { source, run, absences: MOST_ABSENCES })
  return { missing: unseen, removed, vanished: 0, notices: [absentNotice(unseen, removed)] }
}

/** Takes off what complete runs have missed at least so often; 0 takes off everything the run has not seen. */
export async function removeAbsent(
  tx: HarvestDb,
  { source, run, absences }: { source: Source; run: Pick<Run, 'id'>; absences: number },
): Promise<number> {
  const { rows } = await sql<{ resource_id: string | null }>`
    update harvest.record set state = 'gone', digest = ''
    where source_id = ${source.id} and state = 'kept' and seen_run < ${run.id} and absences >= ${absences}
    returning resource_id`.execute(tx)
  const removed = await removeForeign(tx, {
    actor: HARVESTER,
    agencyId: source.agencyId,
    sourceId: source.id,
    ids: rows.flatMap((row) => row.resource_id ?? []),
    reason: `Nơi quản lý (${source.name}) không còn bộ dữ liệu này.`,
    details: { run: run.id, absences },
  })
  await sql`
    delete from harvest.problem p where source_id = ${source.id} and exists (
      select from harvest.record r where r.source_id = p.source_id and r.remote_id = p.remote_id and r.state = 'gone')`.execute(
    tx,
  )
  return removed.length
}

interface Planning {
  readonly source: Source
  readonly run: Run
  readonly at: Date
  readonly asks: boolean
}

async function planNext(tx: HarvestDb, { source, run, at, asks }: Planning): Promise<void> {
  const current = await lockSource(tx, source.id)
  if (!current) return
  await saveSource(tx, {
    ...current,
    failures: 0,
    readUntil: run.startedAt,
    fullAt: run.mode === 'full' ? run.startedAt : current.fullAt,
    dueAt: nextAt(current.schedule, at),
    state: asks && current.state === 'on' ? 'asking' : current.state,
  })
}

function summary({ startedAt }: Run, counts: RunCounts, at: Date): Notice {
  const seconds = Math.round((at.getTime() - startedAt.getTime()) / 1000)
  const { read, created, changed, same, linked, left, refused, removed } = counts
  return {
    level: 'info',
    code: 'harvest.done',
    vi: `Đọc xong ${read} bản ghi trong ${seconds} giây: ${created} mới, ${changed} đổi, ${same} giữ nguyên, ${linked} đã có từ nơi khác, ${left} bỏ qua, ${refused} không dùng được, ${removed} gỡ.`,
    en: `${read} records read in ${seconds} seconds: ${created} new, ${changed} changed, ${same} the same, ${linked} here from elsewhere, ${left} left out, ${refused} unusable, ${removed} taken off.`,
  }
}

function shortOf({ total, counts }: Run): Notice {
  return {
    level: 'warning',
    code: 'harvest.fewer-than-said',
    vi: `Nguồn nói có ${total ?? 0} bản ghi, chỉ đọc được ${counts.read}. Không gỡ gì trong lần này vì chưa chắc cái nào đã mất.`,
    en: `The source says it has ${total ?? 0} records, ${counts.read} could be read. Nothing is taken off this time, since what is missing may still be there.`,
  }
}

function vanished(unseen: number, kept: number): Notice {
  return {
    level: 'error',
    code: 'harvest.vanished',
    vi: `${unseen} trên ${kept} bản ghi biến mất cùng lúc. Chưa gỡ gì; cần người xem và quyết định trên trang của nguồn.`,
    en: `${unseen} of ${kept} records vanished at once. Nothing was taken off; somebody must decide on the page of the source.`,
  }
}

function absentNotice(missing: number, removed: number): Notice {
  return {
    level: 'info',
    code: 'harvest.absent',
    vi: `${missing} bản ghi không còn thấy ở nguồn; vắng ${MOST_ABSENCES} lần đọc liên tiếp thì gỡ (lần này gỡ ${removed}).`,
    en: `${missing} records were not seen; after ${MOST_ABSENCES} readings in a row without them they are taken off (${removed} this time).`,
  }
}
