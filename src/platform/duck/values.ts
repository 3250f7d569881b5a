import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Value } from '../../tabular/model.ts'

/** A DuckDB value as our model writes it: ISO texts, numbers where they are exact, otherwise their digits as text. */
export function toValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Object.is(value, -0) ? 0 : value
  if (typeof value === 'bigint') return integerValue(value)
  if (value instanceof DuckDBDecimalValue) return decimalValue(value.toString())
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return value.toString().replace(' ', 'T')
  }
  return String(value)
}

function integerValue(value: bigint): Value {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}

/** Digits of a DECIMAL: a number where the double prints the same digits, otherwise the exact text. */
function decimalValue(text: string): Value {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  const plain = short === '-0' || short === '' ? '0' : short
  const number = Number(plain)
  // Up to 15 significant digits a double is always exact, however it prints (1e-7).
  const significant = plain.replace(/^-?[0.]*/, '').replace('.', '').length
  return significant <= 15 || String(number) === plain ? number : plain
}
