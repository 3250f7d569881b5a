import type { LeastHashesJob } from '../rows/model.ts'
import { quoteName, quoteText } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { storagesOf } from './where.ts'

/** Repeated records take places among the smallest: so many times as many are looked at. */
const SPARE = 8

/**
 * The smallest hashes of the records of a table, ascending and distinct, each a whole number below 2^52. Columns count in the order of
 * their names, so that moved columns do not matter; numbers by their value, texts without regard to case. The hash is
 * MD5's: it stays the same in any version of DuckDB.
 */
export async function leastHashes({ connection }: Work, { table, most }: LeastHashesJob): Promise<readonly number[]> {
  const storages = await storagesOf(connection, table.file)
  const names = [...storages.keys()].sort()
  const parts = names.map((name) => plainText(quoteName(name), storages.get(name) ?? ''))
  const record = `concat_ws(chr(31), ${parts.join(', ')})`
  const sql = `SELECT CAST(md5_number_lower(${record}) >> 12 AS BIGINT) AS h FROM read_parquet(${quoteText(table.file)})
    ORDER BY h LIMIT ${most * SPARE}`
  const found = await read(connection, sql, [])
  return [...new Set(found.map(([hash]) => Number(hash)))].slice(0, most)
}

function plainText(column: string, storage: string): string {
  if (storage === 'DOUBLE' || storage.startsWith('DECIMAL')) {
    const number = `CAST(${column} AS DOUBLE)`
    // Whole amounts are written as integers are, and quicker.
    const isWhole = `${number} = trunc(${number}) AND abs(${number}) < 1e15`
    return `coalesce(CASE WHEN ${isWhole} THEN CAST(CAST(${number} AS BIGINT) AS VARCHAR) ELSE CAST(${number} AS VARCHAR) END, '')`
  }
  const text = `CAST(${column} AS VARCHAR)`
  return `coalesce(${storage === 'VARCHAR' ? `lower(${text})` : text}, '')`
}
