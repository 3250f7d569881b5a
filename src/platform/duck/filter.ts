import type { ColumnType, Value } from '../../tabular/model.ts'
import { AppError, type FieldProblem, type Said } from '../errors.ts'
import type { TableColumn } from './sql.ts'

/**
 * One `column:op:value` of the row API. Several conditions must all hold.
 * `ne` keeps rows without a value: no value is not that value. `contains` ignores case, `contains_plain` also
 * diacritics. `in` and `between` separate values by commas; a comma or backslash inside a value takes a backslash.
 */
export interface Condition {
  readonly column: string
  readonly op: FilterOp
  /** None for `null` and `notnull`, two for `between`, any number for `in`, one for the rest. */
  readonly values: readonly (string | number | boolean)[]
}

const filterOps = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'in',
  'between',
  'contains',
  'contains_plain',
  'null',
  'notnull',
] as const

export type FilterOp = (typeof filterOps)[number]

export type FilterReason =
  | 'syntax'
  | 'unknown-column'
  | 'unknown-op'
  | 'op-not-for-type'
  | 'value-missing'
  | 'value-not-typed'

export interface FilterProblem {
  readonly column: string
  readonly op: string
  readonly reason: FilterReason
}

const MAX_VALUES = 1_000

/** Operators that make sense for a type; equality and presence do for all. */
export function opsFor(type: ColumnType): readonly FilterOp[] {
  const isText = type === 'text' || type === 'period'
  return filterOps.filter((op) => {
    if (op === 'contains' || op === 'contains_plain') return isText
    if (op === 'lt' || op === 'le' || op === 'gt' || op === 'ge' || op === 'between') return type !== 'boolean'
    return true
  })
}

/** Reads the `filter` parameters of a request; throws `rows.filter-invalid` naming every condition that is wrong. */
export function parseFilters(texts: readonly string[], columns: readonly TableColumn[]): readonly Condition[] {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const read = texts.map((text) => parseOne(text, byName))
  const problems = read.filter((one) => 'reason' in one)
  if (problems.length > 0) throw filterInvalid(problems)
  return read.filter((one) => 'values' in one)
}

/** Writes a condition the way `parseFilters` reads it. */
export function printFilter(condition: Condition): string {
  const { column, op, values } = condition
  if (op === 'null' || op === 'notnull') return `${column}:${op}`
  const isList = op === 'in' || op === 'between'
  const texts = values.map((value) => (isList ? String(value).replace(/[\\,]/g, '\\$&') : String(value)))
  return `${column}:${op}:${texts.join(',')}`
}

function parseOne(text: string, columns: ReadonlyMap<string, TableColumn>): Condition | FilterProblem {
  const [name = '', op = '', ...rest] = text.split(':')
  if (op === '') return { column: name, op, reason: 'syntax' }
  const column = columns.get(name)
  if (column === undefined) return { column: name, op, reason: 'unknown-column' }
  if (!isOp(op)) return { column: name, op, reason: 'unknown-op' }
  if (!opsFor(column.type).includes(op)) return { column: name, op, reason: 'op-not-for-type' }
  if (op === 'null' || op === 'notnull') {
    return rest.length === 0 ? { column: name, op, values: [] } : { column: name, op, reason: 'syntax' }
  }
  if (rest.length === 0) return { column: name, op, reason: 'value-missing' }
  const values = readValues(rest.join(':'), op, column.type)
  return typeof values === 'string' ? { column: name, op, reason: values } : { column: name, op, values }
}

function isOp(text: string): text is FilterOp {
  return (filterOps as readonly string[]).includes(text)
}

function readValues(
  text: string,
  op: FilterOp,
  type: ColumnType,
): readonly (string | number | boolean)[] | FilterReason {
  const parts = op === 'in' || op === 'between' ? splitList(text) : [text]
  if (op === 'between' && parts.length !== 2) return 'value-missing'
  if (parts.length > MAX_VALUES) return 'syntax'
  const values = []
  for (const part of parts) {
    const value = READERS[type](part)
    if (value === undefined) return 'value-not-typed'
    values.push(value)
  }
  return values
}

function splitList(text: string): readonly string[] {
  const parts = ['']
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === ',') parts.push('')
    else parts.push((parts.pop() ?? '') + (sign === '\\' ? (text[++at] ?? '\\') : sign))
  }
  return parts
}

const INTEGER = /^-?\d{1,38}$/
const DECIMAL = /^-?(?:\d{1,38}(?:\.\d{1,37})?|\.\d{1,37})$/
const EXPONENT = /^-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}$/
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const DATETIME = /^\d{4}-\d{2}-\d{2}(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?)?$/

type Reader = (text: string) => Exclude<Value, null> | undefined

/** Reads a value of a type; nothing where the text is none. */
const READERS: Readonly<Record<ColumnType, Reader>> = {
  text: (text) => text,
  period: (text) => text,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  date: (text) => (DATE.test(text) && isCalendarDate(text) ? text : undefined),
  datetime: (text) => (DATETIME.test(text) && isCalendarDate(text.slice(0, 10)) ? text : undefined),
  integer: (text) => (INTEGER.test(text) ? digits(text) : undefined),
  decimal: (text) => (DECIMAL.test(text) ? digits(text) : EXPONENT.test(text) ? finite(Number(text)) : undefined),
}

/** A text as a value of this type; nothing where it is none. */
export function readTyped(text: string, type: ColumnType): Exclude<Value, null> | undefined {
  return READERS[type](text)
}

function digits(text: string): number | string {
  const number = Number(text)
  return String(number) === text ? number : text
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const REASONS: Readonly<Record<FilterReason, Said>> = {
  syntax: { vi: 'viết theo dạng cột:phép:giá trị', en: 'write it as column:op:value' },
  'unknown-column': { vi: 'bảng không có cột này', en: 'the table has no such column' },
  'unknown-op': {
    vi: `phép so sánh là một trong: ${filterOps.join(', ')}`,
    en: `the op is one of: ${filterOps.join(', ')}`,
  },
  'op-not-for-type': {
    vi: 'phép này không dùng được cho kiểu của cột',
    en: 'this op does not fit the type of the column',
  },
  'value-missing': { vi: 'thiếu giá trị', en: 'the value is missing' },
  'value-not-typed': { vi: 'giá trị không đúng kiểu của cột', en: 'the value does not fit the type of the column' },
}

function filterInvalid(problems: readonly FilterProblem[]): AppError {
  const fields: readonly FieldProblem[] = problems.map(({ column, op, reason }) => {
    const where = op === '' ? column : `${column}:${op}`
    const said = REASONS[reason]
    return { field: 'filter', message: { vi: `${where} – ${said.vi}`, en: `${where} – ${said.en}` } }
  })
  const said = { vi: 'Bộ lọc chưa đúng.', en: 'The filter is not right.' }
  return new AppError('invalid', 'rows.filter-invalid', { ...said, fields, facts: { problems } })
}
