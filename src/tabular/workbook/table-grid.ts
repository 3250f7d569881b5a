import { sheetOfCells } from '../decode/sheet-of-text.ts'
import type { Cell, Merge, Sheet } from '../model.ts'

const MAX_SPAN = 1000
/** Spans beyond this many cells in one table are a trap, not a layout. */
const MAX_SPANNED = 500_000
const EMPTY: Cell = { text: '', value: undefined }

/** Collects the cells of a table whose cells may span rows and columns, as HTML and word processors write them. */
export interface TableGrid {
  readonly startRow: () => void
  readonly addCell: (cell: Cell, span: { rows: number; columns: number }) => void
  /** The sheet, or nothing when no cell was added. */
  readonly finish: (name: string | undefined) => Sheet | undefined
}

/** Makes an empty grid. */
export function createTableGrid(): TableGrid {
  const rows: Cell[][] = []
  const merges: Merge[] = []
  // Cells taken by a span from a row above, as "row,column".
  const taken = new Set<string>()
  let current: Cell[] | undefined
  let spanned = 0
  return {
    startRow: () => {
      current = []
      rows.push(current)
    },
    addCell: (cell, span) => {
      if (!current) {
        current = []
        rows.push(current)
      }
      const row = rows.length - 1
      while (taken.has(`${row},${current.length}`)) current.push(EMPTY)
      const column = current.length
      spanned += Math.min(span.columns, MAX_SPAN) * Math.min(span.rows, MAX_SPAN)
      const limit = spanned > MAX_SPANNED ? 1 : MAX_SPAN
      const columns = Math.min(Math.max(1, span.columns), limit)
      const height = Math.min(Math.max(1, span.rows), limit)
      current.push(cell, ...Array.from({ length: columns - 1 }, () => EMPTY))
      if (columns > 1 || height > 1) merges.push({ row, column, rows: height, columns })
      for (let r = row + 1; r < row + height; r++) for (let c = 0; c < columns; c++) taken.add(`${r},${column + c}`)
    },
    finish: (name) => {
      if (!rows.some((row) => row.length > 0)) return undefined
      return { ...sheetOfCells(rows, name), merges: merges.filter((m) => m.row + m.rows <= rows.length) }
    },
  }
}
