import { type Grid, shownAt } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import { tidyBlanks } from '../values/fold.ts'
import type { Ledger } from './ledger.ts'

/** Says which rows of a list name a group without a record: they are kept out of the table, never in silence. */
export function noteEmptyGroups(ledger: Ledger, table: TableLayout, grid: Grid): void {
  const columns = table.paths.map((path) => path.column)
  const sheet = grid.sheet.name === undefined ? {} : { sheet: grid.sheet.name }
  for (const row of table.body.emptyGroups) {
    const texts = columns.map((column) => tidyBlanks(shownAt(grid, row, column))).filter((text) => text !== '')
    const at = { ...sheet, row: row + 1 }
    ledger.problem({ code: 'group-without-records', severity: 'info', ...at, params: { text: texts.join(' · ') } })
  }
}
