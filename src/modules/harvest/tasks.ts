import { sql } from 'kysely'
import { type AnyTask, defineTask, readLiving } from '../../platform/jobs/index.ts'
import { tellContact } from './contact/tell-contact.ts'
import type { HarvestDeps } from './deps.ts'
import { openDueRuns } from './manage/ask-run.ts'
import { enqueueRun, RunKind, runKey } from './manage/run-task.ts'
import { tellOfRun } from './notify.ts'
import { CheckKind, checkProfiles } from './runs/check-profiles.ts'
import type { AfterSlice } from './runs/on-stumble.ts'
import { findRun } from './runs/run-store.ts'
import { workRun } from './runs/work-run.ts'
import { findSource } from './source-store.ts'

const SLICE_MS = 20_000
/** A slow source shares its lane with few others and may begin anew with each slice, so that one is longer. */
const SLOW_SLICE_MS = 60_000
/** A source that lets a page wait for longer goes to the lanes of slow ones. */
const PAGE_MS = 15_000
const SOON_MS = 100

/** Background work of harvesting. */
export function harvestTasks(deps: HarvestDeps): readonly AnyTask[] {
  return [
    defineTask(RunKind, ({ runId }, { signal }) => workSlice(deps, runId, signal)),
    defineTask(CheckKind, ({ sourceId }, { signal }) => checkProfiles(deps, sourceId, signal)),
  ]
}

/** One slice of a run, and the next one into the queue. */
async function workSlice(deps: HarvestDeps, runId: number, signal: AbortSignal): Promise<void> {
  const before = await findRun(deps.db, runId)
  if (!before) return
  const pageMs = deps.waits?.pageMs ?? PAGE_MS
  const waits: number[] = []
  const after = await workRun(deps, runId, {
    signal,
    sliceMs: before.slow ? SLOW_SLICE_MS : SLICE_MS,
    ...(before.slow ? {} : { patienceMs: pageMs }),
    waited: (ms) => void waits.push(ms),
  })
  const quickAgain = waits.length > 0 && waits.every((ms) => ms < pageMs)
  const slow = after.kind === 'slow' || (before.slow && !quickAgain)
  if (slow !== before.slow) await sql`update harvest.run set slow = ${slow} where id = ${runId}`.execute(deps.db)
  if (after.kind === 'ended') {
    await tellOfRun(deps, runId)
    await tellContact(deps, runId)
    return
  }
  await goOn(deps, { runId, after })
}

async function goOn(
  deps: HarvestDeps,
  { runId, after }: { readonly runId: number; readonly after: Exclude<AfterSlice, { kind: 'ended' }> },
): Promise<void> {
  const seconds = after.kind === 'wait' || after.kind === 'held' ? after.seconds : 0
  const runAt = new Date(Date.now() + Math.max(SOON_MS, seconds * 1000))
  await deps.db.transaction().execute(async (tx) => {
    // Until then nobody need look whether the run was left alone.
    if (after.kind !== 'held')
      await sql`update harvest.run set leased_until = ${runAt} where id = ${runId} and state = 'running'`.execute(tx)
    const run = await findRun(tx, runId)
    const source = run && (await findSource(tx, run.sourceId))
    if (source) await enqueueRun(tx, { run, source, runAt })
  })
}

const LEFT_ALONE_MS = 120_000

/** Every minute: opens runs whose time has come, and picks up those nobody works on. */
export async function tick(deps: HarvestDeps): Promise<void> {
  await openDueRuns(deps)
  const since = new Date(deps.clock.now().getTime() - LEFT_ALONE_MS)
  const { rows } = await sql<{ id: number }>`
    select id from harvest.run where state = 'running' and coalesce(leased_until, started_at) < ${since}`.execute(
    deps.db,
  )
  const ids = rows.map(({ id }) => id)
  const living = await readLiving(deps.db, ids.map(runKey))
  for (const id of ids.filter((one) => !living.has(runKey(one)))) {
    deps.log.warn({ run: id }, 'a harvest run that nobody worked on goes on')
    await goOn(deps, { runId: id, after: { kind: 'again' } })
  }
}
