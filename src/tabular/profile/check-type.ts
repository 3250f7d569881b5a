import type { ColumnType, Value } from '../model.ts'

const INTEGER = /^-?\d+$/
const DECIMAL = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATETIME = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/
const PERIOD = /^\d{4}(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-\d{2})?)|\/\d{4})?$/

type Filled = Exclude<Value, null>

const TESTS: Readonly<Record<ColumnType, (value: Filled) => boolean>> = {
  text: () => true,
  integer: (value) => (typeof value === 'number' ? Number.isInteger(value) : fits(value, INTEGER)),
  decimal: (value) => (typeof value === 'number' ? Number.isFinite(value) : fits(value, DECIMAL)),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDate(value),
  datetime: (value) => typeof value === 'string' && (isDate(value) || isDateTime(value)),
  period: (value) => (typeof value === 'number' ? Number.isInteger(value) : fits(value, PERIOD)),
}

/** Whether a value, given that it is not missing, is what its column's type promises. */
export function fitsType(value: Filled, type: ColumnType): boolean {
  return TESTS[type](value)
}

function fits(value: Filled, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isDateTime(text: string): boolean {
  const day = DATETIME.exec(text)?.[1]
  return day !== undefined && isDate(day)
}

/** Whether a text is a day of the calendar in ISO 8601. */
function isDate(text: string): boolean {
  const parts = DATE.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false
  const days = month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day >= 1 && day <= days
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
