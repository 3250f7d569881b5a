import { broadKind, type ColumnKinds } from './column-kinds.ts'
import { type Grid, trimmedRow } from './found-table.ts'

/** Words and signs that notes under a table begin with. */
const NOTE = /^(?:nguồn|ghi chú|chú thích|lưu ý|source|notes?|remarks?|\(?\*+\)?|\(?\d\)\s)\s*[:.]?/iu
const LONG = 60

/** Place in `records` of the first line after the last record: lines with one text and no figure that are notes. */
export function firstFooterRow(grid: Grid, records: readonly number[], kinds: ColumnKinds): number {
  if (grid.width < 2) return records.length
  const end = records.findLastIndex((row, i) => i === 0 || !couldBeNote(grid, row, kinds)) + 1
  const typed = kinds.typed.some((kind) => kind !== undefined)
  const first = records.findIndex((row, i) => {
    if (i < end) return false
    const text = trimmedRow(grid, row).find((t) => t !== '') ?? ''
    const setOff = row > (records[i - 1] ?? row) + 1
    return NOTE.test(text) || (typed && (setOff || text.length > LONG))
  })
  return first < 0 ? records.length : first
}

function couldBeNote(grid: Grid, row: number, kinds: ColumnKinds): boolean {
  const few = (grid.filled[row] ?? 0) <= (grid.width >= 6 ? 2 : 1)
  const isFigure = (text: string, c: number): boolean =>
    kinds.typed[c] !== undefined && broadKind(text) === kinds.typed[c]
  return few && !trimmedRow(grid, row).some(isFigure)
}
