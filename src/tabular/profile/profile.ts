import type { Column, Value } from '../model.ts'
import { createColumnAccumulator } from './column-profile.ts'
import type { ColumnProfile } from './column-profile.ts'
import { createDistinctCounter } from './distinct-counter.ts'
import { detectPersonal } from './personal/detect.ts'
import type { DetectOptions, PersonalHit } from './personal/detect.ts'
import { createRowAccumulator } from './row-hashes.ts'
import type { DuplicateRows } from './row-hashes.ts'
import { createSketch } from './sketch.ts'
import type { TableSketch } from './sketch.ts'
import { createSmallCellAccumulator } from './small-cells.ts'
import type { SmallCellWarning } from './small-cells.ts'

export interface TableProfile {
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  /** Filled cells / cells, 0 to 1. */
  readonly completeness: number
  readonly duplicates: DuplicateRows
  readonly keys: readonly (readonly string[])[]
  readonly personal: readonly PersonalHit[]
  readonly smallCells: readonly SmallCellWarning[]
  readonly sketch: TableSketch
}

export interface ProfileOptions {
  /** Present year: citizen ids of people not yet born are none. */
  readonly year?: number
  /** Title of the table: it often tells what is counted. */
  readonly title?: string
  /** Distinct values kept for each column; beyond it counts are estimates. */
  readonly distinctBound?: number
}

/** Reads a table once and tells what is in it: statistics, problems, keys, personal data, fingerprint. */
export function profileTable(
  columns: readonly Column[],
  rows: Iterable<readonly Value[]>,
  options: ProfileOptions = {},
): TableProfile {
  const accumulators = columns.map((column) => createColumnAccumulator(column, options.distinctBound))
  const records = createRowAccumulator(columns)
  const smallCells = createSmallCellAccumulator(columns, options.title)
  const sketch = createSketch(columns)
  let number = 0
  for (const row of rows) {
    number += 1
    for (const [at, accumulator] of accumulators.entries()) accumulator.add(row[at] ?? null, number)
    records.add(row, number)
    smallCells.add(row, number)
    sketch.add(row)
  }
  const profiles = accumulators.map((accumulator) => accumulator.result())
  const samples = columns.map((column, at) => ({ column, values: accumulators[at]?.values() ?? [] }))
  const cells = profiles.reduce((sum, profile) => sum + profile.rows, 0)
  return {
    rows: number,
    columns: profiles,
    completeness: cells === 0 ? 1 : 1 - profiles.reduce((sum, profile) => sum + profile.missing, 0) / cells,
    duplicates: records.duplicates(),
    keys: records.keys(),
    personal: detectPersonal(samples, options),
    smallCells: smallCells.result(),
    sketch: sketch.result(),
  }
}

/** Only the search for personal data, for a caller who needs no more of the profile. */
export function findPersonalData(
  columns: readonly Column[],
  rows: Iterable<readonly Value[]>,
  options: DetectOptions = {},
): PersonalHit[] {
  const counters = columns.map(() => createDistinctCounter())
  for (const row of rows) {
    for (const [at, counter] of counters.entries()) {
      const value = row[at] ?? null
      if (value !== null && value !== '') counter.add(String(value))
    }
  }
  const samples = columns.map((column, at) => ({ column, values: counters[at]?.result().values ?? [] }))
  return detectPersonal(samples, options)
}
