import type { ColumnLike } from '../cell.ts'
import { isQuantity } from '../cell.ts'

export interface YearColumn {
  readonly index: number
  readonly year: string
}

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g
const FEWEST = 3
// Yearbooks mark the newest years as preliminary; the measure is the same.
const STAGE = /\b(?:năm|year|prel\.?|est\.?)(?=\s|$)|sơ bộ|ước tính/gi

/** Columns that are one measure in several years, as yearbooks print it: "2011", "2012" or "Sản lượng 2011 …". */
export function yearColumns(columns: readonly ColumnLike[]): readonly YearColumn[] {
  const groups = new Map<string, Map<string, number>>()
  for (const [index, column] of columns.entries()) {
    const year = yearOf(column)
    if (year === undefined) continue
    const what = `${column.title.replace(year, '').replace(STAGE, '').trim()}|${column.unit ?? ''}`
    const years = groups.get(what) ?? new Map<string, number>()
    if (!years.has(year)) years.set(year, index)
    groups.set(what, years)
  }
  const largest = [...groups.values()].toSorted((one, other) => other.size - one.size)[0]
  if (!largest || largest.size < FEWEST) return []
  return [...largest]
    .map(([year, index]) => ({ year, index }))
    .toSorted((one, other) => (one.year < other.year ? -1 : 1))
}

/** The one year in the title of a measure. */
function yearOf(column: ColumnLike): string | undefined {
  if (!isQuantity(column) || (column.role ?? 'measure') !== 'measure') return undefined
  const found = column.title.match(YEAR) ?? []
  return found.length === 1 ? found[0] : undefined
}
