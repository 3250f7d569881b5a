import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { Value } from '../../../tabular/model.ts'
import type { PageJob, PageRows } from '../rows/model.ts'
import { quoteName, ROW_NUMBER, scan } from '../sql.ts'
import { toValue } from '../values.ts'
import type { Work } from './database.ts'
import { afterSql, createBinds, orderSql, storagesOf, whereSql } from './where.ts'

/** One page of rows, the position behind it, and the exact number of all rows that match. */
export async function queryPage({ connection }: Work, job: PageJob): Promise<PageRows> {
  const { table, filter, sort, limit, after } = job
  const storages = await storagesOf(connection, table.file)
  const binds = createBinds()
  const where = whereSql(filter, storages, binds)
  const behind = after === undefined ? '' : ` AND ${afterSql(after, sort, { storages, binds })}`
  // The sort values come along so that the next page can begin behind the last row.
  const outputs = [...job.select, ...sort.map(({ column }) => column)].map(quoteName)
  const sql = `SELECT ${[...outputs, ROW_NUMBER].join(', ')} FROM ${scan(table.file)}
    WHERE ${where}${behind} ${orderSql(sort)} LIMIT ${limit + 1}`
  const found = await read(connection, sql, binds.values)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next = found.length > limit && last !== undefined ? positionOf(last, job.select.length) : undefined
  const count = job.count ? { count: await countMatching(connection, job) } : {}
  return { rows: rows.map((row) => row.slice(0, job.select.length)), ...(next ? { next } : {}), ...count }
}

function positionOf(row: readonly Value[], selected: number): { values: readonly Value[]; row: number } {
  return { values: row.slice(selected, -1), row: Number(row.at(-1)) }
}

async function countMatching(connection: DuckDBConnection, { table, filter }: PageJob): Promise<number> {
  const binds = createBinds()
  const where = whereSql(filter, await storagesOf(connection, table.file), binds)
  const rows = await read(connection, `SELECT count(*) FROM ${scan(table.file)} WHERE ${where}`, binds.values)
  return Number(rows[0]?.[0])
}

/** Runs our own SQL and gives its rows as values of the model. */
export async function read(
  connection: DuckDBConnection,
  sql: string,
  values: readonly string[],
): Promise<readonly (readonly Value[])[]> {
  const result = await connection.runAndReadAll(sql, [...values] satisfies DuckDBValue[])
  return result.getRows().map((row) => row.map(toValue))
}
