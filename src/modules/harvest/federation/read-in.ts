import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../../platform/errors.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Run } from '../model.ts'
import { findRun, insertRun } from '../runs/run-store.ts'
import { workRun } from '../runs/work-run.ts'

export interface ReadingIn {
  readonly sourceId: string
  readonly mode: 'full' | 'changes'
  readonly signal: AbortSignal
}

const SLICE_MS = 20_000
const OTHERS_TURN_MS = 300

/**
 * Reads a source now and returns when that is done; goes on with a run that was left open. Throws what the run says when it
 * failed, so that the caller tries again at its own pace.
 */
export async function readIn(deps: HarvestDeps, reading: ReadingIn): Promise<void> {
  const run = await runFor(deps, reading)
  while (!reading.signal.aborted) {
    const after = await workRun(deps, run.id, { signal: reading.signal, sliceMs: SLICE_MS })
    const now = await findRun(deps.db, run.id)
    if (now?.state === 'failed' || after.kind === 'wait') throw stopped(now)
    if (now?.state !== 'running') return
    // Another process works on it.
    if (after.kind === 'ended') await sleep(OTHERS_TURN_MS)
  }
}

async function runFor(deps: HarvestDeps, { sourceId, mode, signal }: ReadingIn): Promise<Run> {
  const startedBy = 'Dòng thay đổi của nút'
  for (;;) {
    const run = await insertRun(deps.db, { sourceId, mode, startedBy, at: deps.clock.now() })
    if (run) return run
    const open = await findOpenRun(deps, sourceId)
    if (open && open.mode !== 'preview') return open
    signal.throwIfAborted()
    await sleep(OTHERS_TURN_MS)
  }
}

async function findOpenRun({ db }: HarvestDeps, sourceId: string): Promise<Run | undefined> {
  const row = await db
    .selectFrom('harvest.run')
    .select('id')
    .where('source_id', '=', sourceId)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return row && findRun(db, row.id)
}

function stopped(run: Run | undefined): AppError {
  const said = run?.message ?? { vi: 'Lần đọc bị ngắt.', en: 'The run was cut short.' }
  return new AppError('unavailable', 'harvest.node-run-failed', said)
}
