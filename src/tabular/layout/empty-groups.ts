import { tidyBlanks } from '../values/fold.ts'
import { type Grid, Kind, kindAt, shownAt } from './grid.ts'

/** Below this a list is too short to say which of its columns name a record. */
const LEAST_RECORDS = 20

const isEmpty = (grid: Grid, row: number, column: number): boolean => kindAt(grid, row, column) === Kind.empty

function countTexts(grid: Grid, rows: readonly number[], column: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const text = tidyBlanks(shownAt(grid, row, column))
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return counts
}

/**
 * Rows of a list that name a group of which the list has no record: "Huyện đảo | 471 | (no commune) | (no code)" among
 * communes with their names and codes. Two columns or more call each record by name or code; such a row has none of
 * them, and the group it names stands in no other row. A record that lacks only its code stays a record.
 */
export function findEmptyGroups(grid: Grid, rows: readonly number[], columns: readonly number[]): number[] {
  if (rows.length < LEAST_RECORDS) return []
  const gaps = columns.filter((column) => {
    const missing = rows.filter((row) => isEmpty(grid, row, column)).length
    return missing > 0 && missing <= 0.05 * rows.length
  })
  const without =
    gaps.length < 2 ? [] : rows.filter((row) => gaps.filter((column) => isEmpty(grid, row, column)).length > 1)
  if (without.length === 0) return []
  const naming = gaps.filter((column) => countTexts(grid, rows, column).size >= 0.75 * rows.length)
  const group = columns.findLast((column) => column < (naming[0] ?? -1))
  if (naming.length < 2 || group === undefined) return []
  const groups = countTexts(grid, rows, group)
  return without.filter(
    (row) =>
      groups.get(tidyBlanks(shownAt(grid, row, group))) === 1 && naming.every((column) => isEmpty(grid, row, column)),
  )
}
