import type { Cell, Sheet } from '../model.ts'

const EMPTY: Cell = { text: '', value: undefined }

/** The cell of a plain text; empty text holds no value. */
export function textCell(text: string): Cell {
  return text === '' ? EMPTY : { text, value: text }
}

/** Makes a rectangular sheet of rows of text, padding short rows with empty cells. */
export function sheetOfText(rows: readonly (readonly string[])[], name?: string): Sheet {
  return sheetOfCells(
    rows.map((row) => row.map(textCell)),
    name,
  )
}

/** Makes a rectangular sheet of rows of cells, padding short rows with empty cells. */
export function sheetOfCells(rows: readonly (readonly Cell[])[], name?: string): Sheet {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  return {
    name,
    rows: rows.map((row) => (row.length === width ? row : [...row, ...padding(width - row.length)])),
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
  }
}

function padding(count: number): readonly Cell[] {
  return Array.from({ length: count }, () => EMPTY)
}
