import type { DuckDBConnection } from '@duckdb/node-api'
import type { Value } from '../../../tabular/model.ts'
import type { Condition, FilterOp } from '../filter.ts'
import type { Position, Sort } from '../rows/model.ts'
import { quoteName, quoteText, ROW_NUMBER, usualStorage } from '../sql.ts'

/** Values bound to a statement, in order; `add` gives the placeholder. */
export interface Binds {
  readonly values: string[]
  /** Binds a value as text and casts it, so that exact digits and dates need no other road. */
  add(value: string | number | boolean, storage: string): string
}

export function createBinds(): Binds {
  const values: string[] = []
  return {
    values,
    add: (value, storage) => {
      values.push(String(value))
      const place = `$${values.length}`
      return storage === 'VARCHAR' ? place : `CAST(${place} AS ${storage})`
    },
  }
}

/** Storage of the columns of one file by name. */
export type Storages = ReadonlyMap<string, string>

const known = new Map<string, Storages>()
const MAX_KNOWN = 500

/** Looks the columns up in the file; files never change, so once is enough. */
export async function storagesOf(connection: DuckDBConnection, file: string): Promise<Storages> {
  const cached = known.get(file)
  if (cached !== undefined) return cached
  const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${quoteText(file)})`)).getRows()
  const storages = new Map(rows.map(([name, type]) => [String(name), String(type)]))
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(file, storages)
  return storages
}

/** SQL of all conditions, or `TRUE`. */
export function whereSql(conditions: readonly Condition[], storages: Storages, binds: Binds): string {
  if (conditions.length === 0) return 'TRUE'
  return conditions.map((condition) => conditionSql(condition, storages, binds)).join(' AND ')
}

type Build = (column: string, values: readonly string[]) => string

const COMPARE: Readonly<Record<Exclude<FilterOp, 'contains' | 'contains_plain'>, Build>> = {
  eq: (column, [a]) => `${column} = ${a}`,
  ne: (column, [a]) => `${column} IS DISTINCT FROM ${a}`,
  lt: (column, [a]) => `${column} < ${a}`,
  le: (column, [a]) => `${column} <= ${a}`,
  gt: (column, [a]) => `${column} > ${a}`,
  ge: (column, [a]) => `${column} >= ${a}`,
  between: (column, [a, b]) => `${column} BETWEEN ${a} AND ${b}`,
  in: (column, values) => (values.length === 0 ? 'FALSE' : `${column} IN (${values.join(', ')})`),
  null: (column) => `${column} IS NULL`,
  notnull: (column) => `${column} IS NOT NULL`,
}

function conditionSql({ column, op, values }: Condition, storages: Storages, binds: Binds): string {
  const storage = storages.get(column)
  if (storage === undefined) throw new Error('filter names a column the file does not have')
  const name = quoteName(column)
  if (op === 'contains' || op === 'contains_plain') {
    const shape = op === 'contains' ? lowerSql : foldSql
    return `contains(${shape(name)}, ${shape(binds.add(values[0] ?? '', 'VARCHAR'))})`
  }
  return `(${COMPARE[op](
    name,
    values.map((value) => binds.add(value, literalStorage(value, storage))),
  )})`
}

function lowerSql(text: string): string {
  return `lower(${text})`
}

/** As `fold` of platform/text does: without diacritics, đ as d, lower case. */
export function foldSql(text: string): string {
  return `replace(lower(strip_accents(${text})), 'đ', 'd')`
}

/** A number may have more digits than its column; comparing must not round it to fit. */
export function literalStorage(value: Value, storage: string): string {
  if (storage !== 'BIGINT' && !storage.startsWith('DECIMAL')) return storage
  const text = String(value)
  if (storage === 'BIGINT') return text.replace('-', '').length <= 18 ? storage : 'DECIMAL(38,0)'
  const scale = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0
  return /e/i.test(text) ? 'DOUBLE' : `DECIMAL(38,${Math.min(37, scale)})`
}

/** ORDER BY of a stable order: missing values last, ties in the order of the file. */
export function orderSql(sort: readonly Sort[]): string {
  if (sort.length === 0) return ''
  const keys = sort.map(
    ({ column, descending }) => `${quoteName(column)} ${descending === true ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  return `ORDER BY ${[...keys, ROW_NUMBER].join(', ')}`
}

/** Rows behind a position in that order. */
export function afterSql(
  position: Position,
  sort: readonly Sort[],
  context: { storages: Storages; binds: Binds },
): string {
  const { storages, binds } = context
  let condition = `${ROW_NUMBER} > ${binds.add(position.row, 'BIGINT')}`
  for (let at = sort.length - 1; at >= 0; at--) {
    const key = sort[at]
    if (key === undefined) continue
    const name = quoteName(key.column)
    const value = position.values[at] ?? null
    if (value === null) {
      condition = `(${name} IS NULL AND ${condition})`
      continue
    }
    const bound = binds.add(value, storages.get(key.column) ?? usualStorage.text)
    const sign = key.descending === true ? '<' : '>'
    condition = `(${name} ${sign} ${bound} OR ${name} IS NULL OR (${name} = ${bound} AND ${condition}))`
  }
  return condition
}
