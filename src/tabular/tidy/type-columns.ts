import { type Grid, shownAt } from '../layout/grid.ts'
import type { TableLayout } from '../layout/layout.ts'
import type { Cell, Column, ColumnType, Problem } from '../model.ts'
import { decided, stepsOf } from '../recipe/decisions.ts'
import type { Recipe } from '../recipe/model.ts'
import { type ColumnReading, decideColumn, type Evidence, weighColumn } from '../values/decide.ts'
import { fold, machineName, makeUnique, tidyBlanks } from '../values/fold.ts'
import { type DecimalSign, readNumber, signOf } from '../values/number.ts'
import { splitUnit } from '../values/unit.ts'
import { isCodeHeader } from '../values/words.ts'
import type { Ledger } from './ledger.ts'
import type { PlaceBook } from './places.ts'
import { isScale } from './read-value.ts'
import { type RowAxis, readRowAxes } from './row-axis.ts'

/** What typing the columns of a table needs. */
export interface TableContext {
  readonly grid: Grid
  readonly layout: TableLayout
  readonly book: PlaceBook
  readonly ledger: Ledger
  readonly recipe: Recipe | undefined
  /** Place of the table in the file. */
  readonly index: number
}

/** A column of the sheet with its type and meaning. */
export interface TypedColumn {
  readonly column: number
  readonly name: string
  readonly title: string
  readonly reading: ColumnReading
  readonly axis: RowAxis | undefined
  readonly isOrdinal: boolean
  readonly unit: string | undefined
  /** A scale word behind the figures that the unit tells, so that they are not multiplied out. */
  readonly scale: string | undefined
}

export interface TypedTable {
  readonly sign: DecimalSign
  readonly columns: readonly TypedColumn[]
}

const VIETNAMESE = /[ăâđêôơưạảãàáặằắẵẳậầấẫẩẹẻẽèéệềếễểịỉĩìíọỏõòóộồốỗổợờớỡởụủũùúựừứữửỵỷỹỳý]/i

interface Source {
  readonly column: number
  readonly title: string
  readonly isFigures: boolean
  readonly evidence: Evidence
}

/** Cell of a record as the reader of the sheet sees it: a merged label counts for every row it covers. */
export function cellAt(grid: Grid, row: number, column: number): Cell | undefined {
  const merge = grid.merged.get(row * grid.columns + column)
  return merge ? grid.sheet.rows[merge.row]?.[merge.column] : grid.sheet.rows[row]?.[column]
}

function* cellsOf(context: TableContext, column: number): Generator<Cell | undefined> {
  for (const record of context.layout.body.records) yield cellAt(context.grid, record.row, column)
}

function weighSources(context: TableContext): Source[] {
  const { paths, kinds } = context.layout
  return paths.map((path) => ({
    column: path.column,
    title: path.parts.join(' '),
    isFigures: kinds.values.includes(path.column),
    evidence: weighColumn(cellsOf(context, path.column)),
  }))
}

/** The decimal sign of a table: what its figures prove, else what its language makes likely, and then it is asked. */
function decideSign(context: TableContext, sources: readonly Source[]): DecimalSign {
  const total = { dot: 0, comma: 0, either: 0 }
  for (const { evidence } of sources) {
    total.dot += evidence.sign.dot
    total.comma += evidence.sign.comma
    total.either += evidence.sign.either
  }
  const fixed = decided(context.recipe, 'decimal-sign', context.index)
  if (fixed) return fixed.sign
  const proven = signOf({ dot: total.dot, comma: total.comma, either: total.either })
  if (proven !== undefined) return proven
  const words = [context.layout.title ?? '', ...sources.map((source) => source.title), ...context.layout.notes].join(
    ' ',
  )
  const sign: DecimalSign = VIETNAMESE.test(words) ? ',' : '.'
  const asked = sources.find(({ evidence }) => evidence.sign.example !== undefined)
  const example = asked?.evidence.sign.example
  if (asked && example !== undefined) {
    const read = readNumber(example, sign)
    context.ledger.problem({
      code: 'ambiguous-number',
      severity: 'warning',
      ...placeOf(context, asked.column, example),
      params: { text: example, reading: String(read?.value ?? ''), table: context.index },
    })
  }
  return sign
}

/** Where a text stands first in a column of the sheet, as a problem tells it. */
function placeOf(context: TableContext, column: number, text: string): Pick<Problem, 'sheet' | 'row' | 'column'> {
  const { grid, layout } = context
  const record = layout.body.records.find(({ row }) => cellAt(grid, row, column)?.text.trim() === text)
  return { ...sheetOf(context), ...(record ? { row: record.row + 1 } : {}), column: column + 1 }
}

/** The label of a column, for problems with the column as a whole. */
function headOf(context: TableContext, column: number): Pick<Problem, 'sheet' | 'row' | 'column'> {
  const row = context.layout.segment.header.at(-1)
  return { ...sheetOf(context), ...(row === undefined ? {} : { row: row + 1 }), column: column + 1 }
}

export const sheetOf = (context: TableContext): Pick<Problem, 'sheet'> =>
  context.grid.sheet.name === undefined ? {} : { sheet: context.grid.sheet.name }

function noteDateOrder(context: TableContext, source: Source, reading: ColumnReading): void {
  const { order } = source.evidence
  if (
    (reading.type !== 'date' && reading.type !== 'datetime') ||
    order.example === undefined ||
    order.dmy + order.mdy > 0
  )
    return
  const fixed = decided(context.recipe, 'date-order', context.index)
  if (fixed) return
  context.ledger.problem({
    code: 'ambiguous-date',
    severity: 'warning',
    ...placeOf(context, source.column, order.example),
    params: { text: order.example, reading: 'dd/mm/yyyy', table: context.index },
  })
}

/** The kind a column has in the model; labels of measures are categories there. */
export function columnKind(axis: RowAxis | undefined): Pick<Column, 'kind'> {
  if (axis === undefined || axis.kind === 'unit' || axis.kind === 'code' || axis.kind === 'attribute') return {}
  return { kind: axis.kind === 'measure' ? 'category' : axis.kind }
}

const isDated = (reading: ColumnReading): boolean => reading.type === 'date' || reading.type === 'datetime'

/** Words, dates, and years that are no figures label the records. */
function isLabel(source: Source, reading: ColumnReading): boolean {
  if (reading.type === 'text' || isDated(reading)) return true
  return !source.isFigures && source.evidence.years >= 0.8 * Math.max(1, source.evidence.filled)
}

/** Labels of the columns that are no figures, with their distinct values. */
function labelAxes(
  context: TableContext,
  sources: readonly Source[],
  readings: readonly ColumnReading[],
): Map<number, RowAxis> {
  const labels = sources.flatMap((source, i) => {
    const reading = readings[i]
    const { ordinal, counting } = context.layout.kinds
    if (!reading || source.column === ordinal) return []
    if (source.column !== counting && !isLabel(source, reading)) return []
    if (isDated(reading)) {
      const hours = reading.type === 'datetime'
      return [{ column: source.column, title: source.title, values: [], dates: reading.order, hours }]
    }
    const values = new Set<string>()
    for (const record of context.layout.body.records) {
      values.add(tidyBlanks(shownAt(context.grid, record.row, source.column)))
      if (values.size > 2000) break
    }
    return [{ column: source.column, title: source.title, values: [...values] }]
  })
  const names = namesOf(sources)
  const kinds = new Map(stepsOf(context.recipe, 'dimension', context.index).map((step) => [step.column, step.kind]))
  return new Map(
    readRowAxes(labels, context.book, (inner, outer) => isWithin(context, inner, outer)).map((axis) => {
      const kind = kinds.get(names[sources.findIndex((source) => source.column === axis.column)] ?? '')
      return [
        axis.column,
        kind === undefined || kind === columnKind(axis).kind
          ? axis
          : { ...axis, kind, placesByHeader: kind === 'place' },
      ]
    }),
  )
}

/** Every label of the inner column stands under one label of the outer one, and there are more of them. */
function isWithin({ grid, layout }: TableContext, inner: number, outer: number): boolean {
  const holders = new Map<string, string>()
  for (const { row } of layout.body.records) {
    const name = tidyBlanks(shownAt(grid, row, inner))
    const holder = tidyBlanks(shownAt(grid, row, outer))
    if (name === '' || holder === '') continue
    if ((holders.get(name) ?? holder) !== holder) return false
    holders.set(name, holder)
  }
  return holders.size > new Set(holders.values()).size
}

function namesOf(sources: readonly Source[]): string[] {
  return makeUnique([
    'nhom',
    'la_dong_tong',
    ...sources.map((source, i) => machineName(source.title, `cot_${i + 1}`)),
  ]).slice(2)
}

/** A scale word that all figures of a column share is their unit ("5,2 tỷ"); mixed ones are multiplied out. */
function sharedSuffix(context: TableContext, source: Source, sign: DecimalSign): string | undefined {
  if (!source.isFigures && source.evidence.numbers === 0) return undefined
  let shared: string | undefined
  for (const cell of cellsOf(context, source.column)) {
    if (cell === undefined || typeof cell.value === 'number' || !/[^\d.,\s()+-]$/.test(cell.text)) continue
    const suffix = readNumber(cell.text, sign)?.suffix
    if (suffix === undefined) continue
    if (shared !== undefined && shared !== suffix) return undefined
    shared = suffix
  }
  return shared
}

/** What the heading of a column, or else the table, gives as its unit. */
function printedUnit(context: TableContext, source: Source): string | undefined {
  const path = context.layout.paths.find(({ column }) => column === source.column)
  return splitUnit(source.title).unit ?? path?.unit ?? context.layout.unit
}

/** "52,6 triệu" under "đồng" are 52,600,000; under "triệu đồng", or where no unit is printed, they stay 52.6. */
function unitAndScale(
  context: TableContext,
  source: Source,
  reading: ColumnReading,
): Pick<TypedColumn, 'unit' | 'scale'> {
  const suffix = sharedSuffix(context, source, reading.sign)
  if (suffix === undefined) return { unit: reading.percent ? '%' : undefined, scale: undefined }
  const printed = isScale(suffix) ? printedUnit(context, source) : undefined
  if (printed === undefined) return { unit: suffix, scale: suffix }
  if (fold(printed).includes(fold(suffix))) return { unit: undefined, scale: suffix }
  if (SCALED_UNIT.test(fold(printed))) {
    const params = { unit: printed, suffix }
    context.ledger.problem({ code: 'scale-differs', severity: 'warning', ...headOf(context, source.column), params })
  }
  return { unit: undefined, scale: undefined }
}

const SCALED_UNIT = /^(?:nghin|ngan|trieu|ty|ti|thous|thousand|mill|million|bill|billion)\b/

/** Whole numbers fit a column of decimals, and anything fits a column of text: no deviation. */
const widens = (type: ColumnType, found: ColumnType): boolean =>
  type === 'text' || (type === 'decimal' && found === 'integer')

interface Settled {
  readonly name: string
  readonly source: Source
}

/** How many cells can be read as the type; undefined where the evidence does not count such cells. */
function fitting(type: ColumnType, { numbers, dates, booleans }: Evidence): number | undefined {
  if (type === 'integer' || type === 'decimal') return numbers
  if (type === 'date' || type === 'datetime') return dates
  return type === 'boolean' ? booleans : undefined
}

/** The type of a column: the recipe's, else what its rows say; a difference between the two is reported. */
function settleType(context: TableContext, { name, source }: Settled, found: ColumnType): ColumnType {
  const type = stepsOf(context.recipe, 'type', context.index).findLast((step) => step.column === name)?.type
  if (type === undefined) return found
  if (type === found || widens(type, found)) return type
  const { filled } = source.evidence
  const fits = fitting(type, source.evidence) ?? filled
  const place = headOf(context, source.column)
  // A type that empties most of a column was meant for another content.
  if (fits * 2 < filled) {
    const params = { column: name, type, now: found, misfits: filled - fits, filled }
    context.ledger.problem({ code: 'recipe-type-misfit', severity: 'warning', ...place, params })
    return found
  }
  const params = { column: name, before: type, now: found }
  context.ledger.problem({ code: 'recipe-type-differs', severity: 'warning', ...place, params })
  return type
}

function foundType(reading: ColumnReading, axis: RowAxis | undefined, isOrdinal: boolean): ColumnType {
  if (isDated(reading)) return reading.type
  if (axis?.periodWord !== undefined) return 'text'
  if (axis?.kind === 'time') return axis.allPeriods ? 'period' : 'text'
  // "1.1", "1.10" number the items of a form: they are no decimals.
  return isOrdinal && reading.type === 'decimal' ? 'text' : reading.type
}

/** Decides type, meaning and unit of every column of a table. */
export function typeColumns(context: TableContext): TypedTable {
  const sources = weighSources(context)
  const sign = decideSign(context, sources)
  const order = decided(context.recipe, 'date-order', context.index)?.order ?? 'dmy'
  const names = namesOf(sources)
  const fresh = sources.map((source) =>
    decideColumn(source.evidence, { isCode: isCodeHeader(source.title), isFigures: source.isFigures, sign, order }),
  )
  const axes = labelAxes(context, sources, fresh)
  const columns = sources.flatMap((source, i): TypedColumn[] => {
    const decision = fresh[i]
    if (!decision) return []
    const name = names[i] ?? `cot_${i + 1}`
    const axis = axes.get(source.column)
    const isOrdinal = source.column === context.layout.kinds.ordinal
    const reading = {
      ...decision,
      type: settleType(context, { name, source }, foundType(decision, axis, isOrdinal)),
    }
    noteDateOrder(context, source, reading)
    return [
      {
        column: source.column,
        name,
        title: source.title === '' ? `Cột ${i + 1}` : source.title,
        reading,
        axis,
        isOrdinal,
        ...unitAndScale(context, source, reading),
      },
    ]
  })
  return { sign, columns }
}
