import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { ColumnProfile, CountedValue, StoredColumn } from '../profile.ts'
import { quoteName, quoteText } from '../sql.ts'
import { toValue } from '../values.ts'

const AT_ONCE = 100
const TOP = 20
const EXACT_ROWS = 200_000
const EXACT_DISTINCT = 2_000
/** Counting single values costs one query a column; a table thousands of columns wide gets it for the first. */
const EXACT_COLUMNS = 200

/** Counts what each column of a Parquet file holds, in one scan and a short one for each column of few values. */
export async function profileParquet(
  connection: DuckDBConnection,
  file: string,
  columns: readonly StoredColumn[],
): Promise<readonly ColumnProfile[]> {
  const profiles: ColumnProfile[] = []
  for (let at = 0; at < columns.length; at += AT_ONCE) {
    profiles.push(...(await profileSome(connection, file, columns.slice(at, at + AT_ONCE))))
  }
  const rows = await countRows(connection, file)
  const full: ColumnProfile[] = []
  for (const [index, profile] of profiles.entries()) {
    const few = rows <= EXACT_ROWS || profile.distinct <= EXACT_DISTINCT
    full.push(few && index < EXACT_COLUMNS ? await withTop(connection, file, profile) : profile)
  }
  return full
}

export async function countRows(connection: DuckDBConnection, file: string): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${quoteText(file)})`)
  return Number(result.getRows()[0]?.[0] ?? 0)
}

async function profileSome(
  connection: DuckDBConnection,
  file: string,
  columns: readonly StoredColumn[],
): Promise<readonly ColumnProfile[]> {
  const parts = columns.map(({ name, storage }) => {
    const column = quoteName(name)
    const mean = isNumber(storage) ? `avg(${column})` : 'NULL'
    // A cell may hold a page of text; its beginning is enough to show where the values start and end.
    const bound = (of: string): string => (storage === 'VARCHAR' ? `left(${of}(${column}), 200)` : `${of}(${column})`)
    return `count(*) - count(${column}), approx_count_distinct(${column}), ${bound('min')}, ${bound('max')}, ${mean}`
  })
  const sql = `SELECT ${parts.join(', ')} FROM read_parquet(${quoteText(file)})`
  const cells = (await connection.runAndReadAll(sql)).getRows()[0] ?? []
  return columns.map(({ name }, index) => readProfile(name, cells.slice(index * 5, index * 5 + 5)))
}

function isNumber(storage: string): boolean {
  return storage === 'BIGINT' || storage === 'DOUBLE' || storage.startsWith('DECIMAL')
}

function readProfile(name: string, cells: readonly DuckDBValue[]): ColumnProfile {
  const [nulls, distinct, min = null, max = null, mean] = cells
  return {
    name,
    nulls: Number(nulls),
    distinct: Number(distinct),
    distinctExact: false,
    min: toValue(min),
    max: toValue(max),
    ...(typeof mean === 'number' ? { mean } : {}),
    top: [],
  }
}

async function withTop(connection: DuckDBConnection, file: string, profile: ColumnProfile): Promise<ColumnProfile> {
  const column = quoteName(profile.name)
  const sql = `WITH counted AS (
      SELECT ${column} AS v, count(*) AS n FROM read_parquet(${quoteText(file)}) WHERE ${column} IS NOT NULL GROUP BY 1)
    SELECT v, n, (SELECT count(*) FROM counted) FROM counted ORDER BY n DESC, v LIMIT ${TOP}`
  const rows = (await connection.runAndReadAll(sql)).getRows()
  const top: readonly CountedValue[] = rows.map(([v = null, n]) => ({ value: toValue(v), count: Number(n) }))
  return { ...profile, distinct: Number(rows[0]?.[2] ?? 0), distinctExact: true, top }
}
