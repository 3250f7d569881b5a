import { isNoteLine } from '../values/words.ts'
import { Kind, kindAt, textAt } from './grid.ts'
import type { SheetLayout, TableLayout } from './layout.ts'
import type { Band } from './rows.ts'

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
  const brush: Brush = {
    paint(row, column, role) {
      if (kindAt(grid, row, column) !== Kind.empty) codes[row * grid.columns + column] = CODE[role]
    },
    textOf: (row, column) => textAt(grid, row, column),
  }
  const whole: Band = { from: 0, to: grid.columns }
  if (tables.length === 0) for (let r = 0; r < grid.rows; r++) paintText(brush, r, whole)
  for (const table of tables) paintTable(table, brush)
  return { rows: grid.rows, columns: grid.columns, codes }
}

interface Brush {
  paint(row: number, column: number, role: CellRole): void
  textOf(row: number, column: number): string
}

/** Lines outside the table: notes where they say so, else what describes it. */
function paintText(brush: Brush, row: number, band: Band): void {
  for (let c = band.from; c < band.to; c++) brush.paint(row, c, isNoteLine(brush.textOf(row, c)) ? 'notes' : 'metadata')
}

function paintRows(brush: Brush, rows: readonly number[], { band, role }: { band: Band; role: CellRole }): void {
  for (const row of rows) for (let c = band.from; c < band.to; c++) brush.paint(row, c, role)
}

function paintTable({ segment, kinds, body }: TableLayout, brush: Brush): void {
  const { band } = segment
  for (const row of segment.preamble) paintText(brush, row, band)
  paintRows(brush, [...segment.header, ...segment.repeats], { band, role: 'header' })
  paintRows(brush, [...body.groupRows, ...body.emptyGroups], { band, role: 'metadata' })
  paintRows(brush, [...segment.footer, ...body.noteRows], { band, role: 'notes' })
  const roles = columnRoles(band, { labels: [...kinds.stubs, kinds.ordinal ?? -1], totals: body.totalColumns })
  for (const { row, derived } of body.records) {
    roles.forEach((role, i) => brush.paint(row, band.from + i, derived && role === 'data' ? 'derived' : role))
  }
}

function columnRoles(band: Band, columns: { labels: readonly number[]; totals: readonly number[] }): CellRole[] {
  return Array.from({ length: band.to - band.from }, (_, i): CellRole => {
    const column = band.from + i
    if (columns.labels.includes(column)) return 'attributes'
    return columns.totals.includes(column) ? 'derived' : 'data'
  })
}
