import type { Column, Value } from '../model.ts'
import type { ColumnProfile } from './column-profile.ts'
import { createColumnAccumulator } from './column-profile.ts'
import type { DistinctCounter } from './distinct-counter.ts'
import { createDistinctCounter } from './distinct-counter.ts'
import type { CellHash } from './hash.ts'
import { hashCell } from './hash.ts'
import type { DetectOptions, PersonalHit } from './personal/detect.ts'
import { detectPersonal } from './personal/detect.ts'
import type { DuplicateRows } from './row-hashes.ts'
import { createRowAccumulator } from './row-hashes.ts'
import type { TableSketch } from './sketch.ts'
import { createSketch } from './sketch.ts'
import type { SmallCellWarning } from './small-cells.ts'
import { createSmallCellAccumulator } from './small-cells.ts'

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
  const hashes = columns.map((): CellHash => ({ a: 0, b: 0 }))
  let number = 0
  for (const row of rows) {
    number += 1
    accumulators.forEach((accumulator, at) => {
      const value = row[at] ?? null
      const hash = hashes[at] ?? { a: 0, b: 0 }
      hashCell(value, hash)
      accumulator.add(value, number, hash.a)
    })
    records.add(row, hashes, number)
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
      if (value !== null && value !== '') counter.add(value)
    }
  }
  const samples = columns.map((column, at) => ({ column, values: textCounts(counters[at]) }))
  return detectPersonal(samples, options)
}

function textCounts(counter: DistinctCounter | undefined): (readonly [string, number])[] {
  return Array.from(counter?.result().values ?? [], ([value, count]) => [String(value), count] as const)
}
