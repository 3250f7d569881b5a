import { isNoteLine } from '../values/words.ts'
import { Kind, kindAt, textAt } from './grid.ts'
import type { SheetLayout, TableLayout } from './layout.ts'

/** Roles of cells, in the order of their numbers in a matrix. */
export const ROLES = ['empty', 'metadata', 'header', 'attributes', 'data', 'derived', 'notes'] as const
export type CellRole = (typeof ROLES)[number]

/** The role of every cell of a sheet; `codes[row * columns + column]` is an index into `ROLES`. */
export interface RoleMatrix {
  readonly rows: number
  readonly columns: number
  readonly codes: Uint8Array
}

const CODE = Object.fromEntries(ROLES.map((role, code) => [role, code])) as Record<CellRole, number>

export const roleAt = (matrix: RoleMatrix, row: number, column: number): CellRole =>
  ROLES[matrix.codes[row * matrix.columns + column] ?? 0] ?? 'empty'

/** Says of every cell what it is for: title, column label, row label, figure, computed figure or note. */
export function assignRoles({ grid, tables }: SheetLayout): RoleMatrix {
  const codes = new Uint8Array(grid.rows * grid.columns)
  const paint = (row: number, from: number, to: number, role: CellRole): void => {
    for (let c = from; c < to; c++) if (kindAt(grid, row, c) !== Kind.empty) codes[row * grid.columns + c] = CODE[role]
  }
  if (tables.length === 0)
    for (let r = 0; r < grid.rows; r++) paint(r, 0, grid.columns, isNoteLine(textAt(grid, r, 0)) ? 'notes' : 'metadata')
  for (const table of tables) paintTable(table, { paint, textOf: (row, column) => textAt(grid, row, column) })
  return { rows: grid.rows, columns: grid.columns, codes }
}

interface Brush {
  paint(row: number, from: number, to: number, role: CellRole): void
  textOf(row: number, column: number): string
}

function paintTable({ segment, kinds, body }: TableLayout, brush: Brush): void {
  const { from, to } = segment.band
  for (const row of segment.preamble) {
    for (let c = from; c < to; c++) brush.paint(row, c, c + 1, isNoteLine(brush.textOf(row, c)) ? 'notes' : 'metadata')
  }
  for (const row of [...segment.header, ...segment.repeats]) brush.paint(row, from, to, 'header')
  for (const row of body.groupRows) brush.paint(row, from, to, 'metadata')
  for (const row of [...segment.footer, ...body.noteRows]) brush.paint(row, from, to, 'notes')
  const labels = new Set([...kinds.stubs, ...(kinds.ordinal === undefined ? [] : [kinds.ordinal])])
  for (const { row, derived } of body.records) {
    for (let c = from; c < to; c++)
      brush.paint(
        row,
        c,
        c + 1,
        labels.has(c) ? 'attributes' : derived || body.totalColumns.includes(c) ? 'derived' : 'data',
      )
  }
}
