import type { TableLayout } from '../layout/layout.ts'
import { type Grid, shownAt } from '../layout/grid.ts'
import type { Cell, Column, ColumnType, Problem, Value } from '../model.ts'
import { decided, stepsOf } from '../recipe/decisions.ts'
import type { Recipe, RecipeStep } from '../recipe/model.ts'
import { type ColumnReading, decideColumn, type Evidence, weighColumn } from '../values/decide.ts'
import { machineName, makeUnique, tidyBlanks } from '../values/fold.ts'
import { type DecimalSign, readNumber, signOf } from '../values/number.ts'
import { isCodeHeader, isTotalLabel } from '../values/words.ts'
import { readRowAxes, type RowAxis } from './row-axis.ts'
import type { Ledger } from './ledger.ts'
import type { PlaceBook } from './places.ts'
import { MISFIT, readerOf } from './read-value.ts'

/** A column of the wide table with where it comes from. */
export interface WideColumn extends Column {
  /** Column of the sheet; absent for columns the layout adds (group, total). */
  readonly source?: number
  readonly axis?: RowAxis
}

export interface WideTable {
  readonly columns: readonly WideColumn[]
  readonly rows: readonly (readonly Value[])[]
  readonly steps: readonly RecipeStep[]
}

export interface WideContext {
  readonly grid: Grid
  readonly layout: TableLayout
  readonly book: PlaceBook
  readonly ledger: Ledger
  readonly recipe: Recipe | undefined
  /** Place of the table in the file. */
  readonly index: number
}

const VIETNAMESE = /[ăâđêôơưạảãàáặằắẵẳậầấẫẩẹẻẽèéệềếễểịỉĩìíọỏõòóộồốỗổợờớỡởụủũùúựừứữửỵỷỹỳý]/i

interface Source {
  readonly column: number
  readonly title: string
  readonly isFigures: boolean
  readonly evidence: Evidence
}

/** Cell of a record as the reader of the sheet sees it: a merged label counts for every row it covers. */
function cellAt(grid: Grid, row: number, column: number): Cell | undefined {
  const merge = grid.merged.get(row * grid.columns + column)
  return merge ? grid.sheet.rows[merge.row]?.[merge.column] : grid.sheet.rows[row]?.[column]
}

function* cellsOf(context: WideContext, column: number): Generator<Cell | undefined> {
  for (const record of context.layout.body.records) yield cellAt(context.grid, record.row, column)
}

function weighSources(context: WideContext): Source[] {
  const { paths, kinds } = context.layout
  return paths.map((path) => ({
    column: path.column,
    title: path.parts.join(' '),
    isFigures: kinds.values.includes(path.column),
    evidence: weighColumn(cellsOf(context, path.column)),
  }))
}

/** The decimal sign of a table: what its figures prove, else what its language makes likely, and then it is asked. */
function decideSign(context: WideContext, sources: readonly Source[]): DecimalSign {
  const total = { dot: 0, comma: 0, either: 0, example: undefined as string | undefined }
  for (const { evidence } of sources) {
    total.dot += evidence.sign.dot
    total.comma += evidence.sign.comma
    total.either += evidence.sign.either
    total.example ??= evidence.sign.example
  }
  const fixed = decided(context.recipe, 'decimal-sign', context.index)
  if (fixed) return fixed.sign
  const proven = signOf({ dot: total.dot, comma: total.comma, either: total.either })
  if (proven !== undefined) return proven
  const words = [context.layout.title ?? '', ...sources.map((source) => source.title), ...context.layout.notes].join(
    ' ',
  )
  const sign: DecimalSign = VIETNAMESE.test(words) ? ',' : '.'
  if (total.example !== undefined) {
    const read = readNumber(total.example, sign)
    context.ledger.problem({
      code: 'ambiguous-number',
      severity: 'warning',
      ...sheetOf(context),
      params: { text: total.example, reading: String(read?.value ?? '') },
    })
  }
  return sign
}

const sheetOf = (context: WideContext): Pick<Problem, 'sheet'> =>
  context.grid.sheet.name === undefined ? {} : { sheet: context.grid.sheet.name }

function noteDateOrder(context: WideContext, source: Source, reading: ColumnReading): void {
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
    ...sheetOf(context),
    column: source.column + 1,
    params: { text: order.example, reading: 'dd/mm/yyyy' },
  })
}

/** Labels of the columns that are no figures, with their distinct values. */
function labelAxes(
  context: WideContext,
  sources: readonly Source[],
  readings: readonly ColumnReading[],
): Map<number, RowAxis> {
  const labels = sources.flatMap((source, i) => {
    const type = readings[i]?.type
    const { ordinal } = context.layout.kinds
    const years = source.evidence.years >= 0.8 * Math.max(1, source.evidence.filled)
    if (source.column === ordinal || (type !== 'text' && !(years && !source.isFigures))) return []
    const values = new Set<string>()
    for (const record of context.layout.body.records) {
      values.add(tidyBlanks(shownAt(context.grid, record.row, source.column)))
      if (values.size > 2000) break
    }
    return [{ column: source.column, title: source.title, values: [...values] }]
  })
  return new Map(readRowAxes(labels, context.book).map((axis) => [axis.column, axis]))
}

function namesOf(sources: readonly Source[]): string[] {
  return makeUnique([
    'nhom',
    'la_dong_tong',
    ...sources.map((source, i) => machineName(source.title, `cot_${i + 1}`)),
  ]).slice(2)
}

function roleOf(axis: RowAxis | undefined, type: ColumnType, isOrdinal: boolean): Column['role'] {
  if (isOrdinal) return 'attribute'
  if (axis === undefined) return type === 'integer' || type === 'decimal' ? 'measure' : 'attribute'
  return axis.kind === 'time' || axis.kind === 'place' || axis.kind === 'category' || axis.kind === 'measure'
    ? 'dimension'
    : 'attribute'
}

function kindOf(axis: RowAxis | undefined): Pick<Column, 'kind'> {
  if (axis === undefined || axis.kind === 'unit' || axis.kind === 'code' || axis.kind === 'attribute') return {}
  return { kind: axis.kind === 'measure' ? 'category' : axis.kind }
}

/** A scale word that all figures of a column share is their unit ("5,2 tỷ"); mixed ones are multiplied out. */
function sharedSuffix(context: WideContext, source: Source, sign: DecimalSign): string | undefined {
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

/** Types the columns of a table and reads its records. */
export function buildWide(context: WideContext): WideTable {
  const sources = weighSources(context)
  const sign = decideSign(context, sources)
  const order = decided(context.recipe, 'date-order', context.index)?.order ?? 'dmy'
  const names = namesOf(sources)
  const types = new Map(stepsOf(context.recipe, 'type', context.index).map((step) => [step.column, step.type]))
  const fresh = sources.map((source) =>
    decideColumn(source.evidence, { isCode: isCodeHeader(source.title), isFigures: source.isFigures, sign, order }),
  )
  const axes = labelAxes(context, sources, fresh)
  const forcedSign = decided(context.recipe, 'decimal-sign', context.index)?.sign
  const readings = fresh.map((reading, i): ColumnReading => {
    const axis = axes.get(sources[i]?.column ?? -1)
    const type =
      types.get(names[i] ?? '') ?? (axis?.kind === 'time' ? (axis.allPeriods ? 'period' : 'text') : reading.type)
    return { ...reading, type, sign: forcedSign ?? reading.sign }
  })
  sources.forEach((source, i) => {
    const reading = readings[i]
    if (reading) noteDateOrder(context, source, reading)
  })
  const columns = sources.map((source, i): WideColumn => {
    const axis = axes.get(source.column)
    const type = readings[i]?.type ?? 'text'
    const suffix = sharedSuffix(context, source, readings[i]?.sign ?? sign)
    const unit = suffix ?? (readings[i]?.percent ? '%' : undefined)
    return {
      name: names[i] ?? `cot_${i + 1}`,
      title: source.title === '' ? `Cột ${i + 1}` : source.title,
      role: roleOf(axis, type, source.column === context.layout.kinds.ordinal),
      type,
      source: source.column,
      ...kindOf(axis),
      ...(axis === undefined ? {} : { axis }),
      ...(unit === undefined ? {} : { unit }),
    }
  })
  const rows = readRows(context, columns, readings)
  const steps: RecipeStep[] = [
    { op: 'decimal-sign', table: context.index, sign },
    ...columns.map(
      (column): RecipeStep => ({ op: 'type', table: context.index, column: column.name, type: column.type }),
    ),
  ]
  return addLayoutColumns(context, { columns, rows, steps })
}

function readRows(context: WideContext, columns: readonly WideColumn[], readings: readonly ColumnReading[]): Value[][] {
  const readers = columns.map((column, i) => {
    const reading = readings[i] ?? { type: 'text', sign: '.', order: 'dmy', percent: false }
    return readerOf(reading, { ledger: context.ledger, scale: column.unit })
  })
  const maps = columns.map(
    (column) =>
      new Map(
        stepsOf(context.recipe, 'map-name', context.index)
          .filter((step) => step.column === column.name)
          .map((step) => [step.from, step.to]),
      ),
  )
  const sources = columns.map((column) => column.source ?? -1)
  const rows: Value[][] = []
  for (const record of context.layout.body.records) {
    const row = new Array<Value>(columns.length)
    for (let i = 0; i < columns.length; i++) {
      const cell = cellAt(context.grid, record.row, sources[i] ?? -1)
      const value = cell === undefined ? null : (readers[i]?.(cell) ?? null)
      if (value === MISFIT) {
        row[i] = null
        noteMisfit(context, record.row, { column: columns[i], text: cell?.text ?? '' })
      } else row[i] = typeof value === 'string' && maps[i]?.size ? (maps[i]?.get(value) ?? value) : value
    }
    rows.push(row)
  }
  return rows
}

function noteMisfit(context: WideContext, row: number, misfit: { column: WideColumn | undefined; text: string }): void {
  // "Tổng số" in a column of years is no period, and the record is marked as a total instead.
  if (misfit.column?.type === 'period' && isTotalLabel(misfit.text)) return
  context.ledger.problem({
    code: 'value-does-not-fit',
    severity: 'warning',
    ...sheetOf(context),
    row: row + 1,
    column: (misfit.column?.source ?? 0) + 1,
    params: {
      text: tidyBlanks(misfit.text).slice(0, 80),
      column: misfit.column?.title ?? '',
      type: misfit.column?.type ?? 'text',
    },
  })
}

/** Group rows become a column, and records that are totals are marked. */
function addLayoutColumns(context: WideContext, table: WideTable): WideTable {
  const { records } = context.layout.body
  let { columns, rows } = table
  if (records.some((record) => record.groups.length > 0)) {
    columns = [{ name: 'nhom', title: 'Nhóm', role: 'dimension', kind: 'category', type: 'text' }, ...columns]
    rows = rows.map((row, i) => [records[i]?.groups.join(' / ') || null, ...row])
  }
  if (records.some((record) => record.derived)) {
    columns = [...columns, { name: 'la_dong_tong', title: 'Là dòng tổng', role: 'attribute', type: 'boolean' }]
    rows = rows.map((row, i) => [...row, records[i]?.derived ?? false])
  }
  return { ...table, columns, rows }
}
