import { type Grid, shownAt, textAt } from './grid.ts'

const STYLES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['I', /^[IVX]{1,5}$/],
  ['A', /^[A-ZĐ]$/],
  ['1', /^\d{1,3}$/],
  ['a', /^[a-zđ]$/],
  ['*', /^[*]$/],
  ['-', /^[-–]$/],
  ['+', /^[+]$/],
]

/** How an item is numbered: `I`, `A`, `1`, `1.1` (one style for each depth), `a`, `-`, `+`. */
function styleOf(mark: string): string | undefined {
  const plain = mark.replace(/[.)\s]+$/, '')
  if (/^(?:\d{1,3}|[IVX]{1,5}|[A-Z])(?:\.\d{1,3})+$/.test(plain)) return '.'.repeat(plain.split('.').length)
  return STYLES.find(([, shape]) => shape.test(plain))?.[0]
}

const MARK =
  /^(?:((?:\d{1,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])(?:\.\d{1,3})*)[.)]|([-–+*]))\s*(?=\p{L})|^(\d{1,3}(?:\.\d{1,3})+)\s+(?=\p{L})/u

/** The number in front of a label: "1.2. Chi thường xuyên", "a) Lương", "- Thuế". */
const markOf = (label: string): string | undefined => {
  const found = MARK.exec(label.trim())
  return found?.[1] ?? found?.[2] ?? found?.[3]
}

/**
 * Depth of the rows of an outline. A form may number A, I, 1, 1.1, a, - in any order of styles, but an outer item is
 * always printed before its parts: the order in which the styles first appear is the order of their depth.
 */
export interface Outline {
  /** Depth of a row, from 0; undefined where it carries no number. */
  readonly depths: ReadonlyMap<number, number>
  /** Number of different depths. */
  readonly levels: number
}

/** Reads the outline of rows from their number column, or else from the numbers in front of their labels. */
export function readOutline(
  grid: Grid,
  rows: readonly number[],
  columns: { ordinal: number | undefined; label: number | undefined },
): Outline {
  const styles: string[] = []
  const depths = new Map<number, number>()
  for (const row of rows) {
    const number = columns.ordinal === undefined ? '' : textAt(grid, row, columns.ordinal)
    const label = columns.label === undefined ? '' : shownAt(grid, row, columns.label)
    const mark = number === '' ? markOf(label) : number
    const style = mark === undefined ? undefined : styleOf(mark)
    if (style === undefined) continue
    if (!styles.includes(style)) styles.push(style)
    depths.set(row, styles.indexOf(style))
  }
  return { depths, levels: styles.length }
}

/** Indentation of a label: levels of its cell's alignment (two each) and blanks in front of it. */
export function indentOf(grid: Grid, row: number, column: number): number {
  const cell = grid.sheet.rows[row]?.[column]
  const blanks = /^[\s\u00a0]*/.exec(cell?.text ?? '')?.[0].length ?? 0
  return (cell?.indent ?? 0) * 2 + blanks
}

/** The outline that indented labels make. */
export function readIndents(grid: Grid, rows: readonly number[], column: number): Outline {
  const indents = [...new Set(rows.map((row) => indentOf(grid, row, column)))].sort((a, b) => a - b)
  return {
    depths: new Map(rows.map((row) => [row, indents.indexOf(indentOf(grid, row, column))])),
    levels: indents.length,
  }
}
