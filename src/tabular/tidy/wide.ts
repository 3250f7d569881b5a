import type { Column, ColumnType, Value } from '../model.ts'
import { stepsOf } from '../recipe/decisions.ts'
import type { RecipeStep } from '../recipe/model.ts'
import { tidyBlanks } from '../values/fold.ts'
import type { DecimalSign } from '../values/number.ts'
import { isTotalLabel } from '../values/words.ts'
import { MISFIT, readerOf } from './read-value.ts'
import type { RowAxis } from './row-axis.ts'
import { cellAt, columnKind, sheetOf, type TableContext, type TypedColumn, typeColumns } from './type-columns.ts'

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

function roleOf(axis: RowAxis | undefined, type: ColumnType, isOrdinal: boolean): Column['role'] {
  if (isOrdinal) return 'attribute'
  if (axis === undefined) return type === 'integer' || type === 'decimal' ? 'measure' : 'attribute'
  return axis.kind === 'time' || axis.kind === 'place' || axis.kind === 'category' || axis.kind === 'measure'
    ? 'dimension'
    : 'attribute'
}

const toColumn = ({ column, name, title, reading, axis, isOrdinal, unit }: TypedColumn): WideColumn => ({
  name,
  title,
  role: roleOf(axis, reading.type, isOrdinal),
  type: reading.type,
  source: column,
  ...columnKind(axis),
  ...(axis === undefined ? {} : { axis }),
  ...(unit === undefined ? {} : { unit }),
})

/** Types the columns of a table and reads its records. */
export function buildWide(context: TableContext): WideTable {
  const typed = typeColumns(context)
  const columns = typed.columns.map(toColumn)
  const rows = readRows(context, typed.columns)
  return addLayoutColumns(context, { columns, rows, steps: stepsFor(context.index, columns, typed.sign) })
}

function stepsFor(table: number, columns: readonly WideColumn[], sign: DecimalSign): RecipeStep[] {
  return [
    { op: 'decimal-sign', table, sign },
    ...columns.map((column): RecipeStep => ({ op: 'type', table, column: column.name, type: column.type })),
    ...columns.flatMap((column): RecipeStep[] =>
      column.kind === undefined || column.role !== 'dimension'
        ? []
        : [{ op: 'dimension', table, column: column.name, kind: column.kind }],
    ),
  ]
}

/** Names an officer wants written otherwise, by column. */
function nameMaps(context: TableContext, columns: readonly TypedColumn[]): Map<string, string>[] {
  const steps = stepsOf(context.recipe, 'map-name', context.index)
  return columns.map(
    ({ name }) => new Map(steps.filter((step) => step.column === name).map((step) => [step.from, step.to])),
  )
}

function readRows(context: TableContext, columns: readonly TypedColumn[]): Value[][] {
  const readers = columns.map(({ reading, scale }) => readerOf(reading, { ledger: context.ledger, scale }))
  const maps = nameMaps(context, columns)
  return context.layout.body.records.map(({ row }) =>
    columns.map((typed, i): Value => {
      const cell = cellAt(context.grid, row, typed.column)
      const value = cell === undefined ? null : (readers[i]?.(cell) ?? null)
      if (value === MISFIT) {
        noteMisfit(context, row, { typed, text: cell?.text ?? '' })
        return null
      }
      return typeof value === 'string' && maps[i]?.size ? (maps[i].get(value) ?? value) : value
    }),
  )
}

function noteMisfit(context: TableContext, row: number, misfit: { typed: TypedColumn; text: string }): void {
  const { typed, text } = misfit
  // "Tổng số" in a column of years is no period, and the record is marked as a total instead.
  if (typed.reading.type === 'period' && isTotalLabel(text)) return
  context.ledger.problem({
    code: 'value-does-not-fit',
    severity: 'warning',
    ...sheetOf(context),
    row: row + 1,
    column: typed.column + 1,
    params: { text: tidyBlanks(text).slice(0, 80), column: typed.title, type: typed.reading.type },
  })
}

/** Group rows become a column, and records that are totals are marked. */
function addLayoutColumns(context: TableContext, table: WideTable): WideTable {
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
