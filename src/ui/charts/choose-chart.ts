import { type CellValue, type ColumnLike, isQuantity } from '../cell.ts'
import { type YearColumn, yearColumns } from './year-columns.ts'

/** One point of a chart. */
export interface ChartPoint {
  readonly label: string
  readonly value: number
}

/** The lines or bars that a table is best seen as; `none` when it is better read. */
export type ChosenChart =
  | { readonly kind: 'lines'; readonly measure: ColumnLike; readonly series: readonly ChartSeries[] }
  | {
      readonly kind: 'bars'
      readonly measure: ColumnLike
      readonly by: ColumnLike
      readonly items: readonly ChartPoint[]
    }
  | { readonly kind: 'none' }

export interface ChartSeries {
  readonly name: string
  readonly points: readonly ChartPoint[]
}

type Rows = readonly (readonly CellValue[])[]

const MOST_BARS = 16
const MOST_LINES = 6

/**
 * Time and a measure make lines, and so do a few rows with a column for each year; places or categories and a measure
 * make the highest bars.
 */
export function chooseChart(columns: readonly ColumnLike[], rows: Rows, measureName?: string): ChosenChart {
  const at = (test: (column: ColumnLike) => boolean) => columns.findIndex(test)
  const measureAt = at((column) => isMeasure(column) && (measureName === undefined || column.name === measureName))
  const measure = columns[measureAt]
  const timeAt = at((column) => isTime(column))
  const groupAt = at((column) => isGroup(column))
  if (!measure) return { kind: 'none' }
  const years = timeAt < 0 ? yearsToDraw(columns, rows) : []
  if (years.length > 0) return { kind: 'lines', measure, series: acrossYears(rows, years, groupAt) }
  if (rows.length < 2) return { kind: 'none' }
  if (timeAt >= 0 && distinct(rows, timeAt) > 2) {
    const series = toSeries(rows, { timeAt, groupAt, measureAt })
    if (series.length > 0 && series.length <= MOST_LINES) return { kind: 'lines', measure, series }
  }
  const by = columns[groupAt]
  if (!by) return { kind: 'none' }
  return { kind: 'bars', measure, by, items: highest(lastPeriod(rows, timeAt), groupAt, measureAt) }
}

function isMeasure(column: ColumnLike): boolean {
  return isQuantity(column) && (column.role ?? 'measure') === 'measure'
}

function isTime(column: ColumnLike): boolean {
  return column.kind === 'time' || column.type === 'period' || column.type === 'date'
}

function isGroup(column: ColumnLike): boolean {
  if (column.kind === 'place' || column.kind === 'category') return true
  return column.kind === undefined && column.role !== 'attribute' && (column.type ?? 'text') === 'text'
}

function distinct(rows: Rows, index: number): number {
  return new Set(rows.map((row) => row[index])).size
}

function yearsToDraw(columns: readonly ColumnLike[], rows: Rows): readonly YearColumn[] {
  return rows.length > 0 && rows.length <= MOST_LINES ? yearColumns(columns) : []
}

function acrossYears(rows: Rows, years: readonly YearColumn[], groupAt: number): readonly ChartSeries[] {
  return rows.map((row) => ({
    name: groupAt < 0 ? '' : String(row[groupAt] ?? ''),
    points: years.flatMap(({ year, index }) => {
      const value = row[index]
      return typeof value === 'number' ? [{ label: year, value }] : []
    }),
  }))
}

interface Places {
  readonly timeAt: number
  readonly groupAt: number
  readonly measureAt: number
}

function toSeries(rows: Rows, { timeAt, groupAt, measureAt }: Places): readonly ChartSeries[] {
  const groups = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const value = row[measureAt]
    if (typeof value !== 'number') continue
    const name = groupAt < 0 ? '' : String(row[groupAt] ?? '')
    const points = groups.get(name) ?? new Map<string, number>()
    points.set(String(row[timeAt] ?? ''), value)
    groups.set(name, points)
  }
  return [...groups].map(([name, points]) => ({
    name,
    points: [...points]
      .map(([label, value]) => ({ label, value }))
      .toSorted((one, other) => (one.label < other.label ? -1 : 1)),
  }))
}

/** Bars compare places at one time: the latest. */
function lastPeriod(rows: Rows, timeAt: number): Rows {
  if (timeAt < 0) return rows
  const last = rows.reduce(
    (latest, row) => (String(row[timeAt] ?? '') > latest ? String(row[timeAt] ?? '') : latest),
    '',
  )
  return rows.filter((row) => String(row[timeAt] ?? '') === last)
}

function highest(rows: Rows, groupAt: number, measureAt: number): readonly ChartPoint[] {
  const points = new Map<string, number>()
  for (const row of rows) {
    const value = row[measureAt]
    const label = String(row[groupAt] ?? '')
    if (typeof value === 'number' && !points.has(label)) points.set(label, value)
  }
  return [...points]
    .map(([label, value]) => ({ label, value }))
    .toSorted((one, other) => other.value - one.value)
    .slice(0, MOST_BARS)
}
