import type { Grid } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import { isTotalLabel } from '../values/words.ts'
import type { CodeBinder } from './model.ts'
import type { WideColumn, WideTable } from './wide.ts'

const MOST_NAMES = 5000
const ENOUGH = 0.8

function namesIn(wide: WideTable, position: number): string[] {
  const names = new Set<string>()
  for (const row of wide.rows) {
    const value = row[position]
    if (typeof value === 'string' && !isTotalLabel(value)) names.add(value)
    if (names.size > MOST_NAMES) return []
  }
  return [...names]
}

const countMatches = (names: readonly string[], list: CodeBinder): number =>
  names.filter((name) => list.match(name) !== undefined).length

/** The list most of a column's names belong to; regions between provinces speak neither for nor against. */
function listOf(wide: WideTable, position: number, lists: readonly CodeBinder[]): string | undefined {
  const names = namesIn(wide, position)
  const isRegion = (name: string): boolean =>
    lists.some((list) => list.level === 'region' && list.match(name) !== undefined)
  const outsideRegions = names.filter((name) => !isRegion(name)).length
  const counted = lists.map((list) => ({
    list: list.list,
    hits: countMatches(names, list),
    asked: list.level === 'region' ? names.length : outsideRegions,
    whole: countMatches(names, list) === list.size,
  }))
  const fitting = counted.filter(({ hits, asked }) => hits >= 2 && hits >= ENOUGH * asked)
  // Of equals the list that is named as a whole, else the first: the order of the lists is a preference.
  return fitting.toSorted((a, b) => b.hits - a.hits || Number(b.whole) - Number(a.whole))[0]?.list
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

/** The lists with those the table is bound to in front, so that its places get their codes from them. */
export function boundFirst(lists: readonly CodeBinder[], wide: WideTable): readonly CodeBinder[] {
  const bound = new Set(wide.columns.map((column) => column.codeList))
  return lists.toSorted((a, b) => Number(bound.has(b.list)) - Number(bound.has(a.list)))
}
