import { fold, tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { decimalEvidence, readNumber } from '../values/number.ts'
import { isTotalLabel } from '../values/words.ts'
import type { ColumnKinds } from './column-kinds.ts'
import { type Grid, shownAt } from './grid.ts'
import type { HeaderPath } from './header.ts'
import { type Outline, readIndents } from './outline.ts'
import { ancestorsOf, findOutlineTotals } from './outline-totals.ts'
import { findClosingTotals, findTotalColumns, findTotals, type SumEvidence } from './totals.ts'

export interface DerivedContext {
  readonly paths: readonly HeaderPath[]
  readonly kinds: ColumnKinds
  readonly outline: Outline
}

export interface Derived {
  readonly records: readonly { row: number; groups: readonly string[]; derived: boolean }[]
  /** Columns of the sheet that are sums of others. */
  readonly totalColumns: readonly number[]
  /** Columns that close the columns before them with their sum. */
  readonly closingTotals: readonly number[]
}

const MOST_TOLD_APART = 20_000

/** The depth of records by their numbers, or else by their indentation. */
const outlineOf = (grid: Grid, rows: readonly number[], { kinds, outline }: DerivedContext): Outline =>
  outline.levels >= 2 ? outline : readIndents(grid, rows, kinds.stubs[0] ?? 0)

/**
 * The same names under several items of an outline ("Thuế giá trị gia tăng" under each kind of enterprise) are told
 * apart by the items they stand under.
 */
export function tellApart(
  grid: Grid,
  records: readonly { row: number; groups: readonly string[] }[],
  context: DerivedContext,
): readonly { row: number; groups: readonly string[] }[] {
  const { kinds } = context
  const [stub] = kinds.stubs
  if (stub === undefined || kinds.values.length === 0 || records.length > MOST_TOLD_APART) return records
  const labelOf = (row: number): string => tidyBlanks(shownAt(grid, row, stub)).replace(/^[-–+*]\s*/, '')
  const labels = records.map(({ row, groups }) => [...groups, ...labelsOf(grid, row, kinds.stubs)].join('\n'))
  if (new Set(labels).size === labels.length) return records
  const rows = records.map(({ row }) => row)
  const above = ancestorsOf(rows, outlineOf(grid, rows, context), labelOf)
  return records.map(({ row, groups }) => ({ row, groups: [...groups, ...(above.get(row) ?? [])] }))
}

function figureAt(grid: Grid, row: number, column: number): number | undefined {
  const cell = grid.sheet.rows[row]?.[column]
  if (cell === undefined) return undefined
  if (typeof cell.value === 'number') return cell.value
  const text = cell.text.trim()
  if (isMissingMark(text)) return undefined
  const read = readNumber(text, decimalEvidence(text) === ',' ? ',' : '.')
  return typeof read?.value === 'number' ? read.value : undefined
}

/** The label of a record: what stands in its label columns, outermost first. */
const labelsOf = (grid: Grid, row: number, stubs: readonly number[]): string[] =>
  stubs.map((column) => tidyBlanks(shownAt(grid, row, column)))

/** Which records and columns are totals, means or shares of others: by their words and by arithmetic. */
export function markDerived(
  grid: Grid,
  records: readonly { row: number; groups: readonly string[] }[],
  context: DerivedContext,
): Derived {
  const { stubs, values } = context.kinds
  const byWords = records.map((record) => values.length > 0 && labelsOf(grid, record.row, stubs).some(isTotalLabel))
  const small = records.length <= 3000 && values.length > 0 && stubs.length > 0
  const figures = small ? records.map((record) => values.map((column) => figureAt(grid, record.row, column))) : []
  const rows = records.map(({ row }) => row)
  const ofOutline = findOutlineTotals(rows, figures, outlineOf(grid, rows, context))
  const byArithmetic = findTotals(figures)
    .map((found, i) => found || (ofOutline[i] ?? false))
    .map((found, i) => found && !isRate(grid, records[i]?.row ?? 0, stubs))
  const columns = findTotalColumns(figures)
  const closing = findClosingTotals(figures)
  const saysTotal = (column: number): boolean =>
    context.paths.some((path) => path.column === column && path.parts.some(isTotalLabel))
  const isSum = (evidence: SumEvidence | undefined, column: number): boolean =>
    evidence === 'certain' || (evidence === 'likely' && saysTotal(column))
  const ofShares = findShares(grid, records, context)
  return {
    records: records.map((record, i) => ({
      ...record,
      derived: (byWords[i] ?? false) || (byArithmetic[i] ?? false) || (ofShares[i] ?? false),
    })),
    closingTotals: values.filter((column, i) => isSum(closing[i], column)),
    totalColumns: values.filter((column, i) => isSum(columns[i], column)),
  }
}

/** Rates may add up as numbers do (births = deaths + increase); none of them is a total of the others. */
const isRate = (grid: Grid, row: number, stubs: readonly number[]): boolean =>
  labelsOf(grid, row, stubs).some((label) => /^(?:(?:[ivx\d]+|-)[.)]? *)?(?:ty suat|ty le|rate)\b|‰/.test(fold(label)))

/** "Percent of total", "Tỷ trọng": a record of hundreds heads the shares below it and is computed itself. */
function findShares(grid: Grid, records: readonly { row: number }[], context: { kinds: ColumnKinds }): boolean[] {
  const { stubs, values } = context.kinds
  return records.map((record) => {
    if (!/^(?:percent|share|co cau|ty trong|index)/.test(fold(shownAt(grid, record.row, stubs[0] ?? 0)))) return false
    const figures = values.map((column) => figureAt(grid, record.row, column)).filter((value) => value !== undefined)
    return figures.length > 0 && figures.every((value) => value === 100)
  })
}
