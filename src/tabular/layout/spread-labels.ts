import type { Merge } from '../model.ts'
import { isCodeHeader, isTotalLabel } from '../values/words.ts'
import type { ColumnKinds } from './column-kinds.ts'
import { type Grid, Kind, kindAt, textAt } from './grid.ts'
import type { HeaderPath } from './header.ts'
import type { Segment } from './segments.ts'

const isFilled = (grid: Grid, row: number, column: number): boolean => kindAt(grid, row, column) !== Kind.empty

/** "Tổng cộng" stands in the column of numbers where its row has no name: it reaches over to the column of names. */
function totalsOverNumbers(grid: Grid, rows: readonly number[], { ordinal, stubs }: ColumnKinds): Merge[] {
  const [stub] = stubs
  if (ordinal === undefined || stub === undefined || stub <= ordinal) return []
  return rows.flatMap((row) =>
    isFilled(grid, row, stub) || !isTotalLabel(textAt(grid, row, ordinal))
      ? []
      : [{ row, column: ordinal, rows: 1, columns: stub - ordinal + 1 }],
  )
}

/** Columns of a row that hold anything. */
const filledColumns = (grid: Grid, row: number, paths: readonly HeaderPath[]): number =>
  paths.filter(({ column }) => isFilled(grid, row, column)).length

const labelOf = (paths: readonly HeaderPath[], column: number): string =>
  (paths.find((path) => path.column === column)?.parts ?? []).join(' ')

/**
 * The outer label of a table may be printed once, at the first of its rows ("Huyện Bát Xát | ", " | Xã Bản Qua"):
 * it holds for the rows below it until the next one, as a merged cell would.
 */
function outerLabels(
  grid: Grid,
  rows: readonly number[],
  { kinds, paths }: { kinds: ColumnKinds; paths: readonly HeaderPath[] },
): Merge[] {
  const [outer, inner] = kinds.stubs
  if (outer === undefined || inner === undefined || kinds.values.length === 0) return []
  if (isCodeHeader(labelOf(paths, outer))) return []
  const used = rows.filter((row) => filledColumns(grid, row, paths) > 1)
  const heads = used.filter((row) => isFilled(grid, row, outer))
  const merged = used.some((row) => grid.merged.has(row * grid.columns + outer))
  const texts = heads.map((row) => textAt(grid, row, outer))
  const below = used.filter((row) => !isFilled(grid, row, outer))
  if (merged || heads[0] !== used[0]) return []
  const startsRuns = heads.length >= 2 && below.length >= heads.length && new Set(texts).size === heads.length
  if (!startsRuns || !below.every((row) => isFilled(grid, row, inner) && !isTotalLabel(textAt(grid, row, inner))))
    return []
  const places = used.flatMap((row, place) => (isFilled(grid, row, outer) ? [place] : []))
  return heads.map((row, i) => {
    const last = used[(places[i + 1] ?? used.length) - 1] ?? row
    return { row, column: outer, rows: isTotalLabel(texts[i] ?? '') ? 1 : last - row + 1, columns: 1 }
  })
}

/** The grid with labels that reach further than their cell, as if they were merged. */
export function spreadLabels(
  grid: Grid,
  segment: Segment,
  columns: { kinds: ColumnKinds; paths: readonly HeaderPath[] },
): Grid {
  const merges = [
    ...totalsOverNumbers(grid, segment.body, columns.kinds),
    ...outerLabels(grid, segment.body, columns),
  ].filter((merge) => merge.rows * merge.columns > 1)
  if (merges.length === 0) return grid
  const merged = new Map(grid.merged)
  for (const merge of merges) {
    for (let r = merge.row; r < merge.row + merge.rows; r++) {
      for (let c = merge.column; c < merge.column + merge.columns; c++) merged.set(r * grid.columns + c, merge)
    }
  }
  return { ...grid, merged }
}
