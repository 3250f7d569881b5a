import { type Grid, shownAt } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import { tidyBlanks } from '../values/fold.ts'
import type { Ledger } from './ledger.ts'

/** Says which records got the label printed once above them: nothing is put into an empty cell in silence. */
export function noteSpreadLabels(ledger: Ledger, { kinds, body }: TableLayout, grid: Grid): void {
  const [outer, inner] = kinds.stubs
  if (outer === undefined || inner === undefined) return
  const printed = new Set(grid.sheet.merges.map(({ row, column }) => `${row} ${column}`))
  for (const { row } of body.records) {
    const merge = grid.merged.get(row * grid.columns + outer)
    // A merge of the sheet itself says so on the sheet.
    if (merge === undefined || merge.row === row || printed.has(`${merge.row} ${merge.column}`)) continue
    const name = tidyBlanks(shownAt(grid, row, inner))
    ledger.fix('label-above', `… | ${name}`, `${tidyBlanks(shownAt(grid, row, outer))} | ${name}`)
  }
}
