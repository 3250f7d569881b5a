import type { LeastHashesJob } from '../rows/model.ts'
import { quoteName, quoteText } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { storagesOf } from './where.ts'

/** Repeated records take places among the smallest: so many times as many are looked at. */
const SPARE = 8

/**
 * The smallest hashes of the records of a table, ascending and distinct, each a whole number below 2^52. Columns count in
 * the order of their names, so that moved columns do not matter; numbers by their value, texts without regard to case.
 * The hash is DuckDB's own, five times quicker than one of texts: were a version to change it, tables loaded before would
 * only be compared again once they are loaded again.
 */
export async function leastHashes({ connection }: Work, { table, most }: LeastHashesJob): Promise<readonly number[]> {
  const storages = await storagesOf(connection, table.file)
  const names = [...storages.keys()].sort()
  const parts = names.map((name) => plainValue(quoteName(name), storages.get(name) ?? ''))
  const sql = `SELECT CAST(hash(${parts.join(', ')}) >> 12 AS BIGINT) AS h FROM read_parquet(${quoteText(table.file)})
    ORDER BY h LIMIT ${most * SPARE}`
  const found = await read(connection, sql, [])
  return [...new Set(found.map(([hash]) => Number(hash)))].slice(0, most)
}

function plainValue(column: string, storage: string): string {
  if (storage === 'VARCHAR') return `lower(${column})`
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL.*|FLOAT|DOUBLE)$/.test(storage)
    ? `CAST(${column} AS DOUBLE)`
    : column
}
