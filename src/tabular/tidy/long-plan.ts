import type { Grid } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import { fold } from '../values/fold.ts'
import { formatPeriod, isPlanLabel, readPeriod, type TimeParts } from '../values/period.ts'
import { isGenericHeader, isTotalLabel } from '../values/words.ts'
import { readValueColumns, type ValueColumn } from './column-axis.ts'
import type { PlaceBook } from './places.ts'
import type { RowAxis } from './row-axis.ts'
import { carryUnits, type RowLabels, readRowLabels } from './row-labels.ts'
import { periodIn, readTitle, type TitleParts } from './title.ts'
import type { WideTable } from './wide.ts'

export interface LongContext {
  readonly grid: Grid
  readonly layout: TableLayout
  readonly book: PlaceBook
  readonly wide: WideTable
  /** Title of the table; its file's name where it prints none. */
  readonly title: string
  readonly unit: string | undefined
}

/** What the observations of a table are made of. */
export interface Plan {
  readonly base: string
  readonly titleTime: TimeParts | undefined
  readonly axes: readonly RowAxis[]
  readonly rows: readonly RowLabels[]
  readonly values: readonly ValueColumn[]
  /** Position of each value column in the wide table. */
  readonly positions: readonly number[]
  /** Axes whose values distinguish records; the others only describe them. */
  readonly categories: readonly number[]
  readonly attributes: readonly number[]
  readonly groups: 'none' | 'dimension' | 'attribute'
  /** Headings of each record; empty where it stands under none. */
  readonly headings: readonly string[]
  /** Which of several records with the same labels, from the second on. */
  readonly repeats: readonly string[]
  readonly columnCategory: string | undefined
  /** The labels break the title's subject down ("Total", "Male"): they need it to say what is counted. */
  readonly needsTitle: boolean
}

/** Whether a label alone does not say what is counted. */
const isWeak = (label: string): boolean =>
  label !== '' &&
  (isTotalLabel(label) ||
    isGenericHeader(label) ||
    isPlanLabel(label) ||
    /^(?:value|gia tri|so luong|general|chung|male|female|nam|nu|urban|rural|du toan|quyet toan|thuc hien)$/.test(
      fold(label),
    ))

function titleTimeOf(period: string | undefined): TimeParts | undefined {
  return period === undefined ? undefined : readPeriod(period.replace('/', '-'))?.time
}

function planRows(context: LongContext, axes: readonly RowAxis[]): RowLabels[] {
  const rows = context.layout.body.records.map((record) =>
    readRowLabels({ grid: context.grid, axes, book: context.book }, record),
  )
  carryUnits(rows)
  return rows
}

/**
 * Years (quarters, months) as headings of the records: every record stands under one, at the same depth of groups.
 * Says at which, so that these headings stand in the column of time alone.
 */
function readGroupTimes({ layout }: LongContext, rows: readonly RowLabels[]): number | undefined {
  if (rows.some((row) => row.time !== undefined)) return undefined
  const { records } = layout.body
  const depth = records.reduce((most, { groups }) => Math.max(most, groups.length), 0)
  for (let level = 0; level < depth; level++) {
    const periods = records.map(({ groups }) => readPeriod(groups[level] ?? ''))
    if (periods.some((period) => period?.time.year === undefined)) continue
    rows.forEach((row, i) => {
      const period = periods[i]
      if (period === undefined) return
      row.time = period.time
      if (period.status !== undefined) row.status = period.status
    })
    return level
  }
  return undefined
}

/** The period of a row as far as row and title tell it: a row without one has that of the title. */
function timeKey(row: RowLabels, titleTime: TimeParts | undefined): string {
  const year = row.time?.year ?? titleTime?.year
  const time = row.time === undefined ? titleTime : { ...row.time, ...(year === undefined ? {} : { year }) }
  return time === undefined ? '' : (formatPeriod(time) ?? JSON.stringify(time))
}

const keyOf = (row: RowLabels, categories: readonly number[], about: { group: string; time: string }): string =>
  JSON.stringify([
    about.time,
    row.place,
    row.measure,
    ...categories.map((index) => row.categories.get(index) ?? ''),
    about.group,
  ])

function countRepeats(keys: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? '' : String(count)
  })
}

const isDistinct = (keys: readonly string[]): boolean => new Set(keys).size === keys.length

/** Axes that could distinguish records: those with values, names before codes, dates last. */
function candidateAxes(axes: readonly RowAxis[], rows: readonly RowLabels[]): number[] {
  const used = axes.flatMap((_, index) => (rows.some((row) => row.categories.has(index)) ? [index] : []))
  const rank = (index: number): number => ['code', 'attribute'].indexOf(axes[index]?.kind ?? '')
  return used.toSorted((a, b) => rank(a) - rank(b))
}

/** A column of places or periods that also lists other things needs them to tell its records apart. */
const isAlwaysNeeded = (axis: RowAxis, leading: boolean): boolean =>
  axis.kind === 'place' || axis.kind === 'time' || (leading && axis.kind !== 'attribute')

/** The first column of labels always distinguishes; a code only where no place does. */
const leads = (axis: RowAxis, stubs: readonly number[], hasPlaces: boolean): boolean =>
  stubs.includes(axis.column) && !(axis.kind === 'code' && hasPlaces)

interface Chosen {
  readonly axes: readonly RowAxis[]
  readonly rows: readonly RowLabels[]
  readonly groups: readonly string[]
  readonly times: readonly string[]
}

/** Takes categories from left to right until the records differ; the rest describes. */
function chooseCategories(
  context: LongContext,
  { axes, rows, groups, times }: Chosen,
): Pick<Plan, 'categories' | 'attributes' | 'groups' | 'headings' | 'repeats'> {
  const grouped = groups.some((group) => group !== '')
  const candidates = candidateAxes(axes, rows)
  const hasPlaces = axes.some((axis) => axis.kind === 'place')
  const chosen: number[] = []
  const keys = (withGroup: boolean): string[] =>
    rows.map((row, i) => keyOf(row, chosen, { group: withGroup ? (groups[i] ?? '') : '', time: times[i] ?? '' }))
  for (const index of candidates) {
    const axis = axes[index]
    if (axis === undefined) continue
    const leading = chosen.length === 0 && leads(axis, context.layout.kinds.stubs, hasPlaces)
    if (isAlwaysNeeded(axis, leading) || !isDistinct(keys(grouped))) chosen.push(index)
  }
  const describes = hasPlaces && isDistinct(keys(false))
  return {
    categories: chosen,
    attributes: candidates.filter((index) => !chosen.includes(index)),
    groups: grouped ? (describes ? 'attribute' : 'dimension') : 'none',
    headings: groups,
    repeats: countRepeats(keys(grouped && !describes)),
  }
}

/** Columns whose labels say the same would give two observations for one thing. */
function separateColumns(values: readonly ValueColumn[]): ValueColumn[] {
  const seen = new Map<string, number>()
  return values.map((value) => {
    const key = JSON.stringify([value.time, value.place, value.category, value.measure])
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    if (count === 1) return value
    const mark = value.status !== undefined && count === 2 ? value.status : String(count)
    return { ...value, measure: value.measure === '' ? `(${mark})` : `${value.measure} (${mark})` }
  })
}

/**
 * A month or quarter whose year nobody tells ("Tháng 1" over a table of long-time averages) is no period:
 * its label stays, as a category of the records or as part of the measure of the columns.
 */
function keepMonths(
  values: readonly ValueColumn[],
  context: { rows: readonly RowLabels[]; hasYear: boolean },
): readonly ValueColumn[] {
  if (context.hasYear) return values
  const columnYears = values.length > 0 && values.every((value) => value.time?.year !== undefined)
  const rowYears = context.rows.length > 0 && context.rows.every((row) => row.time?.year !== undefined)
  if (!columnYears) {
    for (const row of context.rows) {
      if (row.time && row.time.year === undefined && row.timeLabel)
        row.categories.set(row.timeLabel.index, row.timeLabel.text)
    }
  }
  if (rowYears) return values
  return values.map((value) => {
    if (value.time === undefined || value.time.year !== undefined || value.timeLabel === undefined) return value
    return { ...value, measure: value.measure === '' ? value.timeLabel : `${value.measure} – ${value.timeLabel}` }
  })
}

/** "Quý I | Quý II | … | Cả năm 2023": the one year that columns name holds for the parts of a year beside it. */
function shareYear(values: readonly ValueColumn[], rows: readonly RowLabels[]): readonly ValueColumn[] {
  const years = new Set(values.flatMap(({ time }) => (time?.year === undefined ? [] : [time.year])))
  const [year] = years
  if (year === undefined || years.size !== 1 || rows.some((row) => row.time?.year !== undefined)) return values
  return values.map((value) =>
    value.time === undefined || value.time.year !== undefined ? value : { ...value, time: { ...value.time, year } },
  )
}

/** What the title says; where it tells no period, the frame of the form may. */
function titleOf({ title, layout }: LongContext, stubTitles: readonly string[]): TitleParts {
  const printed = readTitle(title, stubTitles)
  const period = printed.period ?? periodIn(layout.moment ?? '')
  return { ...printed, ...(period === undefined ? {} : { period }) }
}

/** The columns of figures with their labels from top to bottom. */
function measuredColumns({ wide, layout }: LongContext) {
  const measured = wide.columns.flatMap((column, position) =>
    column.role === 'measure' && column.source !== undefined
      ? [{ position, column: column.source, unit: column.unit, title: column.title }]
      : [],
  )
  const paths = measured.map((entry) => {
    const path = layout.paths.find((other) => other.column === entry.column)
    const unit = path?.unit ?? entry.unit
    // Beside other figures a column without a label needs one to be told apart.
    const parts = path?.parts.length || measured.length === 1 ? (path?.parts ?? []) : [entry.title]
    return { column: entry.column, parts, ...(unit === undefined ? {} : { unit }) }
  })
  return { measured, paths }
}

/** Sorts what rows and columns say into dimensions, measure and attributes. */
export function planLong(context: LongContext): Plan {
  const { columns } = context.wide
  const axes = columns.flatMap((column) => (column.axis ? [column.axis] : []))
  const rows = planRows(context, axes)
  const timed = readGroupTimes(context, rows)
  const groups = context.layout.body.records.map((record) =>
    record.groups.filter((_, level) => level !== timed).join(' / '),
  )
  const rowPlaces = axes.some((axis) => axis.kind === 'place' || axis.placeAtEnd)
  const stubTitles = context.layout.kinds.stubs.map(
    (column) => axes.find((axis) => axis.column === column)?.title ?? '',
  )
  const title = titleOf(context, stubTitles)
  const titleTime = titleTimeOf(title.period)
  const { measured, paths } = measuredColumns(context)
  const read = readValueColumns(paths, {
    book: context.book,
    rowPlaces,
    rowYears: rows.some((row) => row.time?.year !== undefined),
    titled: context.layout.title !== undefined,
    dimension: title.columnDimension,
  })
  const dated = title.period === undefined ? shareYear(read, rows) : read
  const values = separateColumns(keepMonths(dated, { rows, hasYear: title.period !== undefined }))
  const weak =
    values.some((value) => isWeak(value.measure)) ||
    (values.every((value) => value.measure === '') && rows.some((row) => isWeak(row.measure)))
  return {
    base: title.base,
    titleTime,
    axes,
    rows,
    values,
    positions: measured.map((entry) => entry.position),
    ...chooseCategories(context, { axes, rows, groups, times: rows.map((row) => timeKey(row, titleTime)) }),
    columnCategory: values.some((value) => value.category !== undefined)
      ? (title.columnDimension ?? 'Phân tổ')
      : undefined,
    needsTitle: weak,
  }
}
