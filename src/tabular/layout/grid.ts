import type { Cell, Merge, Sheet } from '../model.ts'
import { isMissingMark } from '../values/missing.ts'
import { decimalEvidence, readNumber } from '../values/number.ts'

/** What a cell looks like before anything is known about its place. */
export const Kind = { empty: 0, text: 1, number: 2, missing: 3, year: 4, date: 5 } as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/** A sheet with the kind of every cell, laid out flat so that large sheets stay cheap. */
export interface Grid {
  readonly sheet: Sheet
  readonly rows: number
  readonly columns: number
  readonly kinds: Uint8Array
  /** The merge that covers a cell, by `row * columns + column`; its own top left corner included. */
  readonly merged: ReadonlyMap<number, Merge>
}

const SCALE = /^\(1[,. ]?000(?:[,. ]000)*\)$/
// A year may carry a footnote mark: "2002 \1", "2016 (*)".
const YEAR = /^\d{4}(?:\.0+)?\s*(?:[\\/]\d{1,2}|\(\*+\)|\*+)?$/
const WRITTEN_DATE = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ T]\d.*)?$/
// Figures between 1,500 and 1,800 are far more often amounts than years.
const FIRST_YEAR = 1800
const LAST_YEAR = 2100

const isYear = (value: number): boolean => Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR

const readsAsNumber = (text: string): boolean =>
  readNumber(text, decimalEvidence(text) === ',' ? ',' : '.') !== undefined || readNumber(text, ',') !== undefined

function kindOfDigits(text: string): Kind {
  if (YEAR.test(text) && isYear(Number.parseInt(text, 10))) return Kind.year
  if (WRITTEN_DATE.test(text)) return Kind.date
  // "(1,000)" over or beside figures says that they are thousands; a negative amount is never so round.
  if (text.length > 40 || SCALE.test(text)) return Kind.text
  return readsAsNumber(text) ? Kind.number : Kind.text
}

function kindOfText(text: string): Kind {
  // Most texts begin with a letter: they are decided by one comparison.
  if (text.charCodeAt(0) >= 65 && !(text.length <= 5 && isMissingMark(text))) return Kind.text
  const trimmed = text.trim()
  if (trimmed === '') return Kind.empty
  if (isMissingMark(trimmed)) return Kind.missing
  return /\d/.test(trimmed) ? kindOfDigits(trimmed) : Kind.text
}

/** The kind of one cell. */
function kindOf(cell: Cell): Kind {
  const { value } = cell
  if (typeof value === 'number') return isYear(value) && /^\d{4}$/.test(cell.text.trim()) ? Kind.year : Kind.number
  if (typeof value === 'string') return value === '' ? Kind.empty : kindOfText(value)
  if (value === undefined) return cell.text === '' ? Kind.empty : kindOfText(cell.text)
  return value instanceof Date ? Kind.date : Kind.text
}

/** Looks at every cell of a sheet once. */
export function scanSheet(sheet: Sheet): Grid {
  const rows = sheet.rows.length
  const columns = sheet.rows.reduce((width, row) => Math.max(width, row.length), 0)
  const kinds = new Uint8Array(rows * columns)
  sheet.rows.forEach((row, r) => {
    const base = r * columns
    for (let c = 0; c < row.length; c++) {
      const cell = row[c]
      if (cell !== undefined) kinds[base + c] = kindOf(cell)
    }
  })
  const merged = new Map<number, Merge>()
  for (const merge of sheet.merges) {
    // Some writers repeat a merged label in every cell of the range: only its corner counts.
    if (merge.rows * merge.columns > 100_000) continue
    for (let r = merge.row; r < Math.min(rows, merge.row + merge.rows); r++) {
      for (let c = merge.column; c < Math.min(columns, merge.column + merge.columns); c++) {
        merged.set(r * columns + c, merge)
        if (r !== merge.row || c !== merge.column) kinds[r * columns + c] = Kind.empty
      }
    }
  }
  return { sheet, rows, columns, kinds, merged }
}

export const kindAt = (grid: Grid, row: number, column: number): Kind =>
  (grid.kinds[row * grid.columns + column] ?? 0) as Kind

/** Text of a cell with its outer blanks taken off. */
export const textAt = (grid: Grid, row: number, column: number): string =>
  grid.sheet.rows[row]?.[column]?.text.trim() ?? ''

/** The text a cell shows, that of its merge if it lies in one. */
export function shownAt(grid: Grid, row: number, column: number): string {
  const merge = grid.merged.get(row * grid.columns + column)
  return merge ? textAt(grid, merge.row, merge.column) : textAt(grid, row, column)
}
