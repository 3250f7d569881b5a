import type { TableLayout } from '../layout/layout.ts'
import type { Grid } from '../layout/grid.ts'
import type { Value } from '../model.ts'
import { fold, machineName, makeUnique } from '../values/fold.ts'
import { formatPeriod, mergeTime, readPeriod, type TimeParts } from '../values/period.ts'
import { isGenericHeader, isTotalLabel } from '../values/words.ts'
import { readValueColumns, type ValueColumn } from './column-axis.ts'
import type { LongColumn, LongTable } from './model.ts'
import { isPlaceHeader, type PlaceBook } from './places.ts'
import type { RowAxis } from './row-axis.ts'
import { carryUnits, readRowLabels, type RowLabels } from './row-labels.ts'
import { readTitle } from './title.ts'
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

interface Plan {
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
    /^(?:value|gia tri|so luong|general|chung|male|female|nam|nu|urban|rural)$/.test(fold(label)))

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

const keyOf = (row: RowLabels, categories: readonly number[], group: string): string =>
  JSON.stringify([
    row.time,
    row.place,
    row.measure,
    ...categories.map((index) => row.categories.get(index) ?? ''),
    group,
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

/** Takes categories from left to right until the records differ; the rest describes. */
function chooseCategories(
  context: LongContext,
  axes: readonly RowAxis[],
  rows: readonly RowLabels[],
): Pick<Plan, 'categories' | 'attributes' | 'groups' | 'repeats'> {
  const { records } = context.layout.body
  const stubs = new Set(context.layout.kinds.stubs)
  const groupOf = (i: number): string => records[i]?.groups.join(' / ') ?? ''
  const grouped = records.some((record) => record.groups.length > 0)
  const candidates = axes.flatMap((axis, index) =>
    ['category', 'place', 'time', 'code', 'attribute'].includes(axis.kind) &&
    rows.some((row) => row.categories.has(index))
      ? [index]
      : [],
  )
  const ordered = [
    ...candidates.filter((index) => axes[index]?.kind !== 'code'),
    ...candidates.filter((index) => axes[index]?.kind === 'code'),
  ]
  const placed = axes.some((axis) => axis.kind === 'place')
  const chosen: number[] = []
  const keys = (withGroup: boolean): string[] => rows.map((row, i) => keyOf(row, chosen, withGroup ? groupOf(i) : ''))
  for (const index of ordered) {
    const leading = stubs.has(axes[index]?.column ?? -1) && chosen.length === 0 && axes[index]?.kind !== 'code'
    // A place column that also lists other things needs them to tell its records apart.
    if (leading || axes[index]?.kind === 'place' || axes[index]?.kind === 'time' || !isDistinct(keys(grouped)))
      chosen.push(index)
  }
  const groups = !grouped ? 'none' : placed && isDistinct(keys(false)) ? 'attribute' : 'dimension'
  return {
    categories: chosen,
    attributes: candidates.filter((index) => !chosen.includes(index)),
    groups,
    repeats: countRepeats(keys(groups === 'dimension')),
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

function plan(context: LongContext): Plan {
  const { columns } = context.wide
  const axes = columns.flatMap((column) => (column.axis ? [column.axis] : []))
  const rows = planRows(context, axes)
  const rowPlaces = axes.some((axis) => axis.kind === 'place' || axis.placeAtEnd)
  const stubTitles = context.layout.kinds.stubs.map(
    (column) => axes.find((axis) => axis.column === column)?.title ?? '',
  )
  const title = readTitle(context.title, stubTitles)
  const measured = columns.flatMap((column, position) =>
    column.role === 'measure' && column.source !== undefined
      ? [{ position, column: column.source, unit: column.unit }]
      : [],
  )
  const paths = measured.map((entry) => {
    const path = context.layout.paths.find((other) => other.column === entry.column)
    const unit = path?.unit ?? entry.unit
    return { column: entry.column, parts: path?.parts ?? [], ...(unit === undefined ? {} : { unit }) }
  })
  const read = readValueColumns(paths, {
    book: context.book,
    rowPlaces,
    rowTime: axes.some((axis) => axis.kind === 'time'),
    dimension: title.columnDimension,
  })
  const values = separateColumns(keepMonths(read, { rows, hasYear: title.period !== undefined }))
  const weak =
    values.some((value) => isWeak(value.measure)) ||
    (values.every((value) => value.measure === '') && rows.some((row) => isWeak(row.measure)))
  return {
    base: title.base,
    titleTime: titleTimeOf(title.period),
    axes,
    rows,
    values,
    positions: measured.map((entry) => entry.position),
    ...chooseCategories(context, axes, rows),
    columnCategory: values.some((value) => value.category !== undefined)
      ? (title.columnDimension ?? 'Phân tổ')
      : undefined,
    needsTitle: weak,
  }
}

function measureOf(made: Plan, row: RowLabels, value: ValueColumn): string {
  const own = [row.measure, value.measure].filter((part) => part !== '')
  if (own.length === 0) return made.base
  const text = own.join(' – ')
  const mark = /^\((?:\d+|[^()]*)\)$/.test(value.measure) && row.measure === ''
  if (made.base === '' || fold(text).includes(fold(made.base))) return text
  return made.needsTitle || mark ? (mark ? `${made.base} ${text}` : `${made.base} – ${text}`) : text
}

function unitOf(context: LongContext, row: RowLabels, value: ValueColumn): string {
  if (row.unit !== undefined && /^%|percent/i.test(row.unit)) return row.unit
  return value.unit ?? row.unit ?? context.unit ?? ''
}

/** The period of an observation: what row and column say, the year from the title where they tell only a month. */
function timeOf(made: Plan, row: RowLabels, value: ValueColumn): string {
  const merged = mergeTime(row.time, value.time)
  if (merged === undefined) return made.titleTime ? (formatPeriod(made.titleTime) ?? '') : ''
  if (merged.year !== undefined) return formatPeriod(merged) ?? ''
  const year = made.titleTime?.year
  return year === undefined ? '' : (formatPeriod({ ...merged, year }) ?? '')
}

interface Shape {
  readonly columns: readonly LongColumn[]
  readonly hasTime: boolean
  readonly hasPlace: boolean
  readonly hasStatus: boolean
  readonly hasCode: boolean
  readonly hasDerived: boolean
  readonly hasRepeats: boolean
}

function shapeOf(context: LongContext, made: Plan): Shape {
  const hasTime =
    made.titleTime !== undefined || made.rows.some((row) => row.time) || made.values.some((value) => value.time)
  const hasPlace =
    made.rows.some((row) => row.place !== undefined) || made.values.some((value) => value.place !== undefined)
  const places = new Set([...made.rows.map((row) => row.place), ...made.values.map((value) => value.place)])
  const hasCode = [...places].some((place) => place !== undefined && context.book.read(place)?.level !== undefined)
  const flags = {
    hasTime,
    hasPlace,
    hasStatus: made.rows.some((row) => row.status) || made.values.some((value) => value.status),
    hasCode,
    hasDerived: context.layout.body.records.some((record) => record.derived),
    hasRepeats: made.repeats.some((mark) => mark !== ''),
  }
  return { ...flags, columns: nameColumns(longColumns(context, made, flags)) }
}

function longColumns(context: LongContext, made: Plan, flags: Omit<Shape, 'columns'>): Omit<LongColumn, 'name'>[] {
  const placeAxis = made.axes.find((axis) => axis.kind === 'place' && isPlaceHeader(axis.title))
  const placeTitle = placeAxis?.title ?? 'Địa phương'
  const list = codeListOf(context)
  const columns: Omit<LongColumn, 'name'>[] = []
  const add = (column: Omit<LongColumn, 'name'>, wanted = true): void => {
    if (wanted) columns.push(column)
  }
  const category = (title: string): Omit<LongColumn, 'name'> => ({
    title,
    role: 'dimension',
    kind: 'category',
    type: 'text',
  })
  add(
    {
      title: placeTitle,
      role: 'dimension',
      kind: 'place',
      type: 'text',
      ...(list === undefined ? {} : { codeList: list }),
    },
    flags.hasPlace,
  )
  for (const index of made.categories)
    add(
      category(
        ['place', 'time'].includes(made.axes[index]?.kind ?? '')
          ? 'Phân tổ khác'
          : made.axes[index]?.title || 'Phân loại',
      ),
    )
  add(category('Nhóm'), made.groups === 'dimension')
  add(category(made.columnCategory ?? ''), made.columnCategory !== undefined)
  add(category('Lần lặp'), flags.hasRepeats)
  add({ title: 'Kỳ', role: 'dimension', kind: 'time', type: 'period' }, flags.hasTime)
  for (const index of made.attributes)
    add({ title: made.axes[index]?.title || 'Ghi chú', role: 'attribute', type: 'text' })
  add({ title: 'Nhóm', role: 'attribute', kind: 'group', type: 'text' }, made.groups === 'attribute')
  add({ title: `${placeTitle} code`, role: 'attribute', kind: 'code', type: 'text' }, flags.hasCode)
  add({ title: 'Cấp', role: 'attribute', kind: 'level', type: 'text' }, flags.hasCode)
  add({ title: 'Trạng thái', role: 'attribute', kind: 'status', type: 'text' }, flags.hasStatus)
  add({ title: 'Dòng tổng', role: 'attribute', kind: 'derived', type: 'boolean' }, flags.hasDerived)
  return columns
}

const codeListOf = (context: LongContext): string | undefined =>
  context.wide.columns.find((column) => column.codeList !== undefined)?.codeList

function nameColumns(columns: readonly Omit<LongColumn, 'name'>[]): LongColumn[] {
  const reserved = ['measure', 'value', 'unit']
  const names = makeUnique([
    ...reserved,
    ...columns.map((column, i) => machineName(column.title, `chieu_${i + 1}`)),
  ]).slice(reserved.length)
  return [
    ...columns.map((column, i) => ({ name: names[i] ?? '', ...column })),
    { name: 'measure', title: 'Chỉ tiêu', role: 'measure', type: 'text' },
    { name: 'value', title: 'Giá trị', role: 'value', type: 'decimal' },
    { name: 'unit', title: 'Đơn vị tính', role: 'unit', type: 'text' },
  ]
}

/** Measures of a table are few and its observations many: each is put together once. */
function rememberMeasures(made: Plan): (row: RowLabels, column: number) => string {
  const known = made.values.map(() => new Map<string, string>())
  return (row, column) => {
    const cache = known[column]
    const value = made.values[column]
    if (!cache || !value) return ''
    let measure = cache.get(row.measure)
    if (measure === undefined) {
      measure = measureOf(made, row, value)
      cache.set(row.measure, measure)
    }
    return measure
  }
}

function* observations(context: LongContext, made: Plan, shape: Shape): Generator<Value[]> {
  const { records } = context.layout.body
  const measureAt = rememberMeasures(made)
  const timed = made.axes.some((axis) => axis.kind === 'time')
  for (let i = 0; i < made.rows.length; i++) {
    const row = made.rows[i]
    const record = records[i]
    if (!row || !record) continue
    // The total over all periods has no period of its own.
    if (timed && row.time === undefined && row.categories.size === 0 && made.titleTime === undefined && record.derived)
      continue
    for (let v = 0; v < made.values.length; v++) {
      const value = made.values[v]
      const figure = context.wide.rows[i]?.[made.positions[v] ?? -1] ?? null
      if (value === undefined || figure === null) continue
      const place = row.place ?? value.place ?? null
      const known = place === null ? undefined : context.book.read(place)
      const out: Value[] = []
      if (shape.hasPlace) out.push(place)
      for (const index of made.categories) out.push(row.categories.get(index) ?? null)
      if (made.groups === 'dimension') out.push(record.groups.join(' / ') || null)
      if (made.columnCategory !== undefined) out.push(value.category ?? null)
      if (shape.hasRepeats) out.push(made.repeats[i] || null)
      if (shape.hasTime) out.push(timeOf(made, row, value) || null)
      for (const index of made.attributes) out.push(row.categories.get(index) ?? null)
      if (made.groups === 'attribute') out.push(record.groups.join(' / ') || null)
      if (shape.hasCode) out.push(known?.code ?? null, known?.level ?? null)
      if (shape.hasStatus) out.push(row.status ?? value.status ?? null)
      if (shape.hasDerived) out.push(record.derived ? true : null)
      out.push(measureAt(row, v), figure, unitOf(context, row, value))
      yield out
    }
  }
}

/** The tidy form of a table of figures: one observation a record. */
export function buildLong(context: LongContext): LongTable {
  const made = plan(context)
  const shape = shapeOf(context, made)
  return { columns: shape.columns, rows: { [Symbol.iterator]: () => observations(context, made, shape) } }
}
