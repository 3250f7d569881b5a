import { Type } from 'typebox'
import type { TaskKind } from '../../../platform/jobs/index.ts'

const Payload = Type.Object({ runId: Type.Integer() })

/** Works on one run for a slice of time. One queue: a slow source waits its turn and never holds every worker. */
export const RunKind = {
  name: 'harvest.work-run',
  version: 1,
  schema: Payload,
  retry: { attempts: 25 },
  queue: 'harvest',
} satisfies TaskKind<typeof Payload>

export function jobOf(runId: number, runAt?: Date) {
  return { payload: { runId }, key: `harvest-run-${runId}`, ...(runAt ? { runAt } : {}) }
}
