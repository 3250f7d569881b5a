import { sql } from 'kysely'
import { type AnyTask, defineTask, enqueue } from '../../platform/jobs/index.ts'
import type { HarvestDeps } from './deps.ts'
import { openDueRuns } from './manage/ask-run.ts'
import { jobOf, RunKind } from './manage/run-task.ts'
import { tellOfRun } from './notify.ts'
import { CheckKind, checkProfiles } from './runs/check-profiles.ts'
import { workRun } from './runs/work-run.ts'

const SLICE_MS = 20_000
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
  const after = await workRun(deps, runId, { signal, sliceMs: SLICE_MS })
  if (after.kind === 'ended') return tellOfRun(deps, runId)
  const runAt = new Date(Date.now() + (after.kind === 'again' ? SOON_MS : after.seconds * 1000))
  await deps.db.transaction().execute(async (tx) => {
    // Until then nobody need look whether the run was left alone.
    if (after.kind !== 'held')
      await sql`update harvest.run set leased_until = ${runAt} where id = ${runId} and state = 'running'`.execute(tx)
    await enqueue(tx, RunKind, jobOf(runId, runAt))
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
  for (const { id } of rows) {
    deps.log.warn({ run: id }, 'a harvest run that nobody worked on goes on')
    await deps.db.transaction().execute((tx) => enqueue(tx, RunKind, jobOf(id)))
  }
}
