import type { SheetLayout, TableLayout } from '../layout/layout.ts'
import { lineOf, profileRow } from '../layout/rows.ts'
import { fold } from '../values/fold.ts'
import { unitOfLine } from '../values/unit.ts'
import type { Ledger } from './ledger.ts'

/** Lists the rows of the source that are no records of a table, with the reason. */
export function noteRemoved(ledger: Ledger, found: { name: string; layout: SheetLayout; table: TableLayout }): void {
  const { grid } = found.layout
  const { segment, body } = found.table
  const rows: { row: number; kind: Parameters<Ledger['remove']>[2] }[] = []
  for (const row of segment.preamble)
    rows.push({ row, kind: unitOfLine(lineOf(grid, row, segment.band)) === undefined ? 'title' : 'unit' })
  for (const row of [...segment.header, ...segment.repeats]) rows.push({ row, kind: 'header' })
  for (const row of [...body.groupRows, ...body.emptyGroups]) rows.push({ row, kind: 'group' })
  for (const row of [...segment.footer, ...body.noteRows]) {
    rows.push({ row, kind: /^(?:source|nguon)/.test(fold(lineOf(grid, row, segment.band))) ? 'source' : 'note' })
  }
  const known = [...rows.map(({ row }) => row), ...body.records.map(({ row }) => row)]
  const first = known.reduce((low, row) => Math.min(low, row), grid.rows)
  const last = known.reduce((high, row) => Math.max(high, row), -1)
  const used = new Set(known)
  for (let row = first; row <= last; row++) {
    if (!used.has(row) && profileRow(grid, row, segment.band).filled === 0) rows.push({ row, kind: 'blank' })
  }
  rows.sort((a, b) => a.row - b.row)
  for (const { row, kind } of rows) ledger.remove(found.name, row, kind)
}
