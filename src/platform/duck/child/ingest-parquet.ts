import type { ColumnType } from '../../../tabular/model.ts'
import { fold } from '../../text.ts'
import { asParquetError } from '../errors.ts'
import type { IngestDone, ParquetJob } from '../ingest/model.ts'
import type { StoredColumn } from '../profile.ts'
import { parquetOptions, quoteName, quoteText, ROW_NUMBER, type Storage } from '../sql.ts'
import type { Work } from './database.ts'
import { countRows, profileParquet } from './profile-parquet.ts'
import { read } from './query.ts'

interface Normalised {
  readonly type: ColumnType
  readonly storage: Storage
  readonly sql: (column: string) => string
}

const INTEGERS = /^(?:U?(?:TINYINT|SMALLINT|INTEGER)|BIGINT)$/

/** Somebody else's Parquet in the types of our tables: same rows, same order, names a program can use. */
export async function ingestParquet(work: Work, job: ParquetJob): Promise<IngestDone> {
  try {
    return await rewrite(work, job)
  } catch (error) {
    throw asParquetError(error)
  }
}

async function rewrite({ connection }: Work, job: ParquetJob): Promise<IngestDone> {
  const source = `read_parquet(${quoteText(job.file)})`
  const described = await read(connection, `DESCRIBE SELECT * FROM ${source}`, [])
  const taken = new Set([ROW_NUMBER])
  const planned = described.map(([title, engineType]) => {
    const name = machineName(String(title), taken)
    return { title: String(title), name, plan: normalise(String(engineType)) }
  })
  const outputs = planned.map(({ title, name, plan }) => {
    return `CAST(${plan.sql(quoteName(title))} AS ${plan.storage}) AS ${quoteName(name)}`
  })
  await connection.run(
    `COPY (SELECT ${outputs.join(', ')} FROM ${source}) TO ${quoteText(job.out)} ${parquetOptions(outputs.length)}`,
  )
  const columns: readonly StoredColumn[] = planned.map(({ title, name, plan }) => ({
    name,
    title,
    type: plan.type,
    storage: plan.storage,
  }))
  const profile = await profileParquet(connection, job.out, columns)
  return { rows: await countRows(connection, job.out), columns, profile, failures: [] }
}

function normalise(engineType: string): Normalised {
  const same = (column: string): string => column
  if (INTEGERS.test(engineType)) return { type: 'integer', storage: 'BIGINT', sql: same }
  if (engineType === 'UBIGINT') return { type: 'integer', storage: 'DECIMAL(38,0)', sql: same }
  // Not-a-number and infinity are no values to a reader of JSON or CSV.
  const finite = (column: string): string => `CASE WHEN isfinite(${column}) THEN ${column} END`
  if (engineType === 'DOUBLE') return { type: 'decimal', storage: 'DOUBLE', sql: finite }
  // By way of text a float keeps the digits its owner saw: 0.1, not 0.10000000149.
  if (engineType === 'FLOAT')
    return { type: 'decimal', storage: 'DOUBLE', sql: (column) => `CAST(${finite(column)} AS VARCHAR)` }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(engineType)
  if (decimal !== null) {
    const storage: Storage = `DECIMAL(${Number(decimal[1])},${Number(decimal[2])})`
    return { type: decimal[2] === '0' ? 'integer' : 'decimal', storage, sql: same }
  }
  if (engineType === 'BOOLEAN') return { type: 'boolean', storage: 'BOOLEAN', sql: same }
  if (engineType === 'DATE') return { type: 'date', storage: 'DATE', sql: same }
  if (engineType.startsWith('TIMESTAMP')) return { type: 'datetime', storage: 'TIMESTAMP', sql: same }
  if (engineType === 'BLOB') return { type: 'text', storage: 'VARCHAR', sql: (column) => `to_base64(${column})` }
  if (/[[(]|^GEOMETRY/.test(engineType)) {
    return { type: 'text', storage: 'VARCHAR', sql: (column) => `CAST(to_json(${column}) AS VARCHAR)` }
  }
  return { type: 'text', storage: 'VARCHAR', sql: same }
}

function machineName(title: string, taken: Set<string>): string {
  const folded = fold(title)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  const base = /^[a-z]/.test(folded) ? folded : `c_${folded}`.replace(/_$/, '')
  let name = base
  for (let number = 2; taken.has(name); number++) name = `${base}_${number}`
  taken.add(name)
  return name
}
