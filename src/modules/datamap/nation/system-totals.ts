import { dayInVietnam } from '../../catalog/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { addFigures, NO_FIGURES } from '../systems/figures.ts'
import { countSystems } from '../systems/reads.ts'

/** How many information systems a node counts, by level; nothing about any of them. */
export interface SystemTotals {
  /** Day they were counted, ISO 8601, in Viet Nam. */
  readonly on: string
  readonly total: number
  /** With an approved level. */
  readonly classified: number
  /** By level 1 to 5. */
  readonly levels: readonly number[]
}

/** Fewer could be told apart: of two systems a total by level says the level of each. */
const FEWEST = 10

/** Totals another node may know; undefined while there are too few to hide among. */
export async function readSystemTotals({
  db,
  clock,
}: Pick<DatamapDeps, 'db' | 'clock'>): Promise<SystemTotals | undefined> {
  const on = dayInVietnam(clock.now())
  const counts = await countSystems(db, 'all', on)
  const { total, classified, levels } = [...counts.values()].reduce(addFigures, NO_FIGURES)
  return total < FEWEST ? undefined : { on, total, classified, levels }
}
