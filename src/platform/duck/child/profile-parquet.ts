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

/** Counts what each column of a Parquet file holds: in one scan, and by its words where a column lies there as a dictionary. */
export async function profileParquet(
  connection: DuckDBConnection,
  file: string,
  columns: readonly StoredColumn[],
): Promise<readonly ColumnProfile[]> {
  const rows = await countRows(connection, file)
  const worded = columns.length > EXACT_COLUMNS ? new Set<string>() : await wordedColumns(connection, file)
  const profiles = new Map<string, ColumnProfile>()
  for (const column of columns) {
    if (worded.has(column.name)) profiles.set(column.name, await profileWords(connection, file, column))
  }
  const scanned = columns.filter(({ name }) => !worded.has(name))
  for (let at = 0; at < scanned.length; at += AT_ONCE) {
    const found = await profileSome(connection, file, scanned.slice(at, at + AT_ONCE))
    for (const profile of found) profiles.set(profile.name, profile)
  }
  const full: ColumnProfile[] = []
  for (const [index, { name }] of columns.entries()) {
    const profile = profiles.get(name)
    if (profile === undefined) continue
    const few = rows <= EXACT_ROWS || profile.distinct <= EXACT_DISTINCT
    full.push(few && index < EXACT_COLUMNS ? await withTop(connection, file, profile) : profile)
  }
  return full
}

/** Columns that lie as dictionaries in every row group: DuckDB groups those by the word, not by the cell. */
async function wordedColumns(connection: DuckDBConnection, file: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT path_in_schema FROM parquet_metadata(${quoteText(file)})
    GROUP BY 1 HAVING bool_and(encodings LIKE '%DICTIONARY%')`
  return new Set((await connection.runAndReadAll(sql)).getRows().map(([name]) => String(name)))
}

async function profileWords(
  connection: DuckDBConnection,
  file: string,
  { name, storage }: StoredColumn,
): Promise<ColumnProfile> {
  const mean = isNumber(storage)
    ? 'sum(CAST(v AS DOUBLE) * n) FILTER (v IS NOT NULL) / sum(n) FILTER (v IS NOT NULL)'
    : 'NULL'
  const sql = `WITH counted AS (
      SELECT ${quoteName(name)} AS v, count(*) AS n FROM read_parquet(${quoteText(file)}) GROUP BY 1)
    SELECT coalesce(sum(n) FILTER (v IS NULL), 0), count(v), ${boundSql('min', 'v', storage)}, ${boundSql('max', 'v', storage)}, ${mean}
    FROM counted`
  const cells = (await connection.runAndReadAll(sql)).getRows()[0] ?? []
  return { ...readProfile(name, cells), distinctExact: true }
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
    const bounds = `${boundSql('min', column, storage)}, ${boundSql('max', column, storage)}`
    return `count(*) - count(${column}), approx_count_distinct(${column}), ${bounds}, ${mean}`
  })
  const sql = `SELECT ${parts.join(', ')} FROM read_parquet(${quoteText(file)})`
  const cells = (await connection.runAndReadAll(sql)).getRows()[0] ?? []
  return columns.map(({ name }, index) => readProfile(name, cells.slice(index * 5, index * 5 + 5)))
}

// A cell may hold a page of text; its beginning is enough to show where the values start and end.
function boundSql(of: 'min' | 'max', column: string, storage: string): string {
  return storage === 'VARCHAR' ? `left(${of}(${column}), 200)` : `${of}(${column})`
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
