import type { BodyRecord } from '../layout/body.ts'
import type { Value } from '../model.ts'
import { fold, machineName, makeUnique } from '../values/fold.ts'
import { formatPeriod, mergeTime } from '../values/period.ts'
import type { ValueColumn } from './column-axis.ts'
import { type LongContext, type Plan, planLong } from './long-plan.ts'
import type { LongColumn, LongTable } from './model.ts'
import { isPlaceHeader } from './places.ts'
import type { RowLabels } from './row-labels.ts'

/** One figure with everything that is said about it. */
interface Observation {
  readonly row: RowLabels
  readonly record: BodyRecord
  readonly value: ValueColumn
  /** The headings it stands under. */
  readonly heading: string
  /** Which of several records with the same labels; empty for the first. */
  readonly repeat: string
}

/** A column of the long form and how it is filled. */
interface Field {
  readonly column: Omit<LongColumn, 'name'>
  readonly read: (observation: Observation) => Value
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
  return value.unit ?? row.unit ?? unitByName(context.unit, value.measure) ?? ''
}

const UNITS_BY_NAME = /^[^:;]+:[^:;]+(?:;[^:;]+:[^:;]+)+$/

/** "Lượng: tấn; Trị giá: nghìn USD": a unit line may tell the unit of each column by its name. */
function unitByName(unit: string | undefined, measure: string): string | undefined {
  if (unit === undefined || !UNITS_BY_NAME.test(unit)) return unit
  const pairs = unit.split(';').map((pair) => pair.split(':').map((part) => part.trim()))
  return pairs.find(([name = '']) => fold(measure).includes(fold(name)))?.[1]
}

/** The period of an observation: what row and column say, the year from the title where they tell only a month. */
function timeOf(made: Plan, row: RowLabels, value: ValueColumn): string | null {
  const merged = mergeTime(row.time, value.time)
  if (merged === undefined) return made.titleTime ? (formatPeriod(made.titleTime) ?? null) : null
  if (merged.year !== undefined) return formatPeriod(merged) ?? null
  const year = made.titleTime?.year
  return year === undefined ? null : (formatPeriod({ ...merged, year }) ?? null)
}

const category = (title: string, read: Field['read']): Field => ({
  column: { title, role: 'dimension', kind: 'category', type: 'text' },
  read,
})

const headingOf = ({ heading }: Observation): Value => heading || null

function placeFields(context: LongContext, made: Plan): { dimension: Field[]; attributes: Field[] } {
  const places = [...made.rows.map((row) => row.place), ...made.values.map((value) => value.place)].filter(
    (place) => place !== undefined,
  )
  if (places.length === 0) return { dimension: [], attributes: [] }
  const title = made.axes.find((axis) => axis.kind === 'place' && isPlaceHeader(axis.title))?.title ?? 'Địa phương'
  const list = context.wide.columns.find((column) => column.codeList !== undefined)?.codeList
  const placeOf = ({ row, value }: Observation): string | null => row.place ?? value.place ?? null
  const known = (observation: Observation): ReturnType<LongContext['book']['read']> =>
    context.book.read(placeOf(observation) ?? '')
  const dimension: Field = {
    column: {
      title,
      role: 'dimension',
      kind: 'place',
      type: 'text',
      ...(list === undefined ? {} : { codeList: list }),
    },
    read: placeOf,
  }
  const attributes: Field[] = [
    {
      column: { title: `${title} code`, role: 'attribute', kind: 'code', type: 'text' },
      read: (o) => known(o)?.code ?? null,
    },
    { column: { title: 'Cấp', role: 'attribute', kind: 'level', type: 'text' }, read: (o) => known(o)?.level ?? null },
  ]
  return {
    dimension: [dimension],
    attributes: places.some((place) => context.book.read(place)?.level !== undefined) ? attributes : [],
  }
}

function categoryFields(made: Plan): Field[] {
  const titleOf = (index: number): string => {
    const axis = made.axes[index]
    // A column of places or periods may list other things too ("Sex – Male", "Average of the year").
    if (axis?.hours) return 'Giờ'
    return axis?.kind === 'place' || axis?.kind === 'time' ? 'Phân tổ khác' : axis?.title || 'Phân loại'
  }
  const fields = made.categories.map((index) =>
    category(titleOf(index), ({ row }) => row.categories.get(index) ?? null),
  )
  if (made.groups === 'dimension') fields.push(category('Nhóm', headingOf))
  if (made.columnCategory !== undefined)
    fields.push(category(made.columnCategory, ({ value }) => value.category ?? null))
  if (made.repeats.some((mark) => mark !== '')) fields.push(category('Lần lặp', ({ repeat }) => repeat || null))
  return fields
}

function timeFields(made: Plan): Field[] {
  const has =
    made.titleTime !== undefined || made.rows.some((row) => row.time) || made.values.some((value) => value.time)
  if (!has) return []
  return [
    {
      column: { title: 'Kỳ', role: 'dimension', kind: 'time', type: 'period' },
      read: ({ row, value }) => timeOf(made, row, value),
    },
  ]
}

function attributeFields(context: LongContext, made: Plan): Field[] {
  const fields = made.attributes.map(
    (index): Field => ({
      column: { title: made.axes[index]?.title || 'Ghi chú', role: 'attribute', type: 'text' },
      read: ({ row }) => row.categories.get(index) ?? null,
    }),
  )
  if (made.groups === 'attribute')
    fields.push({ column: { title: 'Nhóm', role: 'attribute', kind: 'group', type: 'text' }, read: headingOf })
  return fields.concat(markFields(context, made))
}

function markFields(context: LongContext, made: Plan): Field[] {
  const fields: Field[] = []
  if (made.rows.some((row) => row.status) || made.values.some((value) => value.status)) {
    fields.push({
      column: { title: 'Trạng thái', role: 'attribute', kind: 'status', type: 'text' },
      read: ({ row, value }) => row.status ?? value.status ?? null,
    })
  }
  const { records, closingTotals } = context.layout.body
  const isSum = ({ record, value }: Observation): boolean => record.derived || closingTotals.includes(value.column)
  if (closingTotals.length > 0 || records.some((record) => record.derived)) {
    fields.push({
      column: { title: 'Dòng tổng', role: 'attribute', kind: 'derived', type: 'boolean' },
      read: (observation) => (isSum(observation) ? true : null),
    })
  }
  return fields
}

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
function rememberMeasures(made: Plan): (row: RowLabels, value: ValueColumn) => string {
  const known = new Map<ValueColumn, Map<string, string>>(made.values.map((value) => [value, new Map()]))
  return (row, value) => {
    const cache = known.get(value)
    let measure = cache?.get(row.measure)
    if (measure === undefined) {
      measure = measureOf(made, row, value)
      cache?.set(row.measure, measure)
    }
    return measure
  }
}

function* observations(context: LongContext, made: Plan, fields: readonly Field[]): Generator<Value[]> {
  const measureAt = rememberMeasures(made)
  for (let i = 0; i < made.rows.length; i++) {
    const row = made.rows[i]
    const record = context.layout.body.records[i]
    if (!row || !record) continue
    for (let v = 0; v < made.values.length; v++) {
      const value = made.values[v]
      const figure = context.wide.rows[i]?.[made.positions[v] ?? -1] ?? null
      if (value === undefined || figure === null) continue
      const observation: Observation = {
        row,
        record,
        value,
        heading: made.headings[i] ?? '',
        repeat: made.repeats[i] ?? '',
      }
      yield [
        ...fields.map((field) => field.read(observation)),
        measureAt(row, value),
        figure,
        unitOf(context, row, value),
      ]
    }
  }
}

/** The tidy form of a table of figures: one observation a record. */
export function buildLong(context: LongContext): LongTable {
  const made = planLong(context)
  const place = placeFields(context, made)
  const fields = [
    ...place.dimension,
    ...categoryFields(made),
    ...timeFields(made),
    ...place.attributes,
    ...attributeFields(context, made),
  ]
  const columns = nameColumns(fields.map((field) => field.column))
  return { columns, rows: { [Symbol.iterator]: () => observations(context, made, fields) } }
}
