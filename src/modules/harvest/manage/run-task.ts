import { hash } from 'node:crypto'
import type { QueryExecutorProvider } from 'kysely'
import { Type } from 'typebox'
import { enqueue, type TaskKind } from '../../../platform/jobs/index.ts'
import type { Run, Source } from '../model.ts'

const Payload = Type.Object({ runId: Type.Integer() })

/** Runs worked on side by side in one process; each holds one answer of its source in memory. */
const LANES = 6
/** Lanes that slow sources may take in all; the others are always free for quick ones. */
const SLOW_LANES = 3

/** Works on one run for a slice of time; the next slice goes to the end of the queue. */
export const RunKind = {
  name: 'harvest.work-run',
  version: 1,
  schema: Payload,
  retry: { attempts: 25 },
  workers: LANES,
} satisfies TaskKind<typeof Payload>

/** Puts the next slice of a run into the queue. Slow runs of one host wait for each other, and never take every lane. */
export async function enqueueRun(
  tx: QueryExecutorProvider,
  { run, source, runAt }: { readonly run: Pick<Run, 'id' | 'slow'>; readonly source: Source; readonly runAt?: Date },
): Promise<void> {
  const kind = run.slow ? { ...RunKind, queue: slowLaneOf(source) } : RunKind
  const job = { payload: { runId: run.id }, key: runKey(run.id) }
  await enqueue(tx, kind, runAt ? { ...job, runAt } : job)
}

/** Key of the job of a run; it has one at most. */
export function runKey(runId: number): string {
  return `harvest-run-${runId}`
}

function slowLaneOf({ url }: Source): string {
  const lane = Number.parseInt(hash('sha256', new URL(url).host, 'hex').slice(0, 8), 16) % SLOW_LANES
  return `harvest-slow-${lane}`
}
