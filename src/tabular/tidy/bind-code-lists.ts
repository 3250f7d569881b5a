import type { Grid } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import { isTotalLabel } from '../values/words.ts'
import type { CodeBinder } from './model.ts'
import type { WideColumn, WideTable } from './wide.ts'

const MOST_NAMES = 5000
const ENOUGH = 0.8

/** Names of a column that are no names of the list's level still belong beside them: totals, the country, regions. */
function listOf(wide: WideTable, position: number, lists: readonly CodeBinder[]): string | undefined {
  const names = new Set<string>()
  for (const row of wide.rows) {
    const value = row[position]
    if (typeof value === 'string' && !isTotalLabel(value)) names.add(value)
    if (names.size > MOST_NAMES) return undefined
  }
  let best: { list: string; hits: number } | undefined
  const elsewhere = [...names].filter((name) =>
    lists.some((list) => list.level === 'region' && list.match(name) !== undefined),
  ).length
  for (const list of lists) {
    const hits = [...names].filter((name) => list.match(name) !== undefined).length
    const asked = names.size - (list.level === 'region' ? 0 : elsewhere)
    if (hits >= 2 && hits >= ENOUGH * asked && hits > (best?.hits ?? 0)) best = { list: list.list, hits }
  }
  return best?.list
}

const isCandidate = (column: WideColumn): boolean =>
  column.type === 'text' &&
  column.axis !== undefined &&
  (column.axis.kind === 'place' || column.axis.kind === 'category')

/** Binds the text columns of a table to the code lists whose names they use. */
export function bindCodeLists(
  wide: WideTable,
  context: { table: TableLayout; grid: Grid; lists: readonly CodeBinder[] },
): WideTable {
  if (context.lists.length === 0) return wide
  const columns = wide.columns.map((column, position) => {
    const list = isCandidate(column) ? listOf(wide, position, context.lists) : undefined
    return list === undefined ? column : { ...column, codeList: list }
  })
  return { ...wide, columns }
}
