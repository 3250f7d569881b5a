import { dayInVietnam } from '../catalog/index.ts'
import { readCoverage, readIssued } from './coverage/read-coverage.ts'
import type { PlansDeps } from './deps.ts'

/** Narrow questions of other modules: how many agencies have issued a plan of each kind today. */
export interface PlansReader {
  coverage(): Promise<
    readonly { readonly kind: string; readonly issued: number; readonly wanted: number; readonly on: string }[]
  >
}

export function createPlansReader(deps: PlansDeps): PlansReader {
  return {
    coverage: async () => {
      const on = dayInVietnam(deps.clock.now())
      const found = await readCoverage(deps, await readIssued(deps))
      return found.map(({ kind, issued, wanted }) => ({ kind: kind.id, issued, wanted, on }))
    },
  }
}
