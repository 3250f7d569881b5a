import { dayInVietnam } from '../catalog/index.ts'
import { readCoverage, readIssued } from './coverage/read-coverage.ts'
import type { PlansDeps } from './deps.ts'
import { type PlanDetails, readPlanDetails } from './nation/plan-details.ts'

/** Narrow questions of other modules: how many agencies have issued a plan of each kind today. */
export interface PlansReader {
  coverage(): Promise<
    readonly { readonly kind: string; readonly issued: number; readonly wanted: number; readonly on: string }[]
  >
  /** What other nodes are told of plans in force, by catalogue id, with their progress now. */
  details(ids: readonly string[]): Promise<ReadonlyMap<string, PlanDetails>>
}

export function createPlansReader(deps: PlansDeps): PlansReader {
  return {
    details: (ids) => readPlanDetails(deps, ids),
    coverage: async () => {
      const on = dayInVietnam(deps.clock.now())
      const found = await readCoverage(deps, await readIssued(deps))
      return found.map(({ kind, issued, wanted }) => ({ kind: kind.id, issued, wanted, on }))
    },
  }
}
