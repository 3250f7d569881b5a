import { open } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { invalidInput } from '../errors.ts'
import { storageOf } from '../ingest/digits.ts'
import type { ColumnFailures, CsvColumn, CsvJob, IngestDone } from '../ingest/model.ts'
import type { StoredColumn } from '../profile.ts'
import { parquetOptions, quoteName, quoteText, type Storage, usualStorage } from '../sql.ts'
import { type CleanSql, cleanSql } from './clean-sql.ts'
import type { Work } from './database.ts'
import { countRows, profileParquet } from './profile-parquet.ts'
import { read } from './query.ts'

/** Stands in DuckDB's error when the strict scan met a cell that does not fit. */
const MISFIT = 'nguon: cell does not fit'

interface Planned {
  readonly column: CsvColumn
  readonly raw: string
  readonly sql: CleanSql
}

interface Findings {
  readonly storages: readonly Storage[]
  readonly failures: readonly ColumnFailures[]
}

/**
 * A flat text file of any size to Parquet. One strict scan does it when every cell fits its type. At the first cell
 * that does not, a second scan counts the misfits and the digits the numbers need, and a third one writes.
 */
export async function ingestCsv({ connection }: Work, job: CsvJob): Promise<IngestDone> {
  const nfc = await hasCombiningMarks(job.file)
  const planned = job.columns.map((column): Planned => {
    const cell = quoteName(`c${column.source}`)
    const isText = column.type === 'text' || column.type === 'period'
    const raw = nfc && isText ? `nfc_normalize(${cell})` : cell
    return { column, raw, sql: cleanSql(column, raw, aidOf(column)) }
  })
  let findings: Findings = { storages: job.columns.map(({ type }) => usualStorage[type]), failures: [] }
  try {
    await write(connection, job, { planned, findings, otherwise: `error('${MISFIT}')` })
  } catch (error) {
    if (!(error instanceof Error && error.message.includes(MISFIT))) throw error
    findings = await analyse(connection, job, planned)
    if (job.onFailure === 'fail' && findings.failures.length > 0) throw cellsDoNotFit(findings.failures)
    await write(connection, job, { planned, findings, otherwise: 'NULL' })
  }
  const columns = job.columns.map(
    ({ name, type }, at): StoredColumn => ({ name, type, storage: findings.storages[at] ?? 'VARCHAR' }),
  )
  return {
    rows: await countRows(connection, job.out),
    columns,
    profile: await profileParquet(connection, job.out, columns),
    failures: findings.failures,
  }
}

function aidOf(column: CsvColumn): string {
  return quoteName(`aid ${column.name}`)
}

/** The file with a helper column beside each cell that wants one. */
function withAids(job: CsvJob, planned: readonly Planned[]): string {
  const aids = planned.flatMap(({ column, sql }) => (sql.aid === undefined ? [] : [`${sql.aid} AS ${aidOf(column)}`]))
  return `(SELECT ${['*', ...aids].join(', ')} FROM ${csvScan(job)})`
}

/**
 * Whether the text may be other than NFC. U+0300–U+037F are the only characters whose UTF-8 begins with CC or CD, so a
 * search for two bytes spares the common file a normalisation that costs more than reading it.
 */
async function hasCombiningMarks(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  const buffer = Buffer.allocUnsafe(1 << 20)
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return false
      const piece = buffer.subarray(0, bytesRead)
      if (piece.includes(0xcc) || piece.includes(0xcd)) return true
    }
  } finally {
    await file.close()
  }
}

function csvScan({ file, dialect, width }: CsvJob): string {
  const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const quote =
    dialect.quote === ''
      ? `quote = '', escape = ''`
      : `quote = ${quoteText(dialect.quote)}, escape = ${quoteText(dialect.quote)}`
  return `read_csv(${quoteText(file)}, auto_detect = false, header = false, skip = ${dialect.skip},
    delim = ${quoteText(dialect.delimiter)}, ${quote}, strict_mode = true, null_padding = false, columns = {${columns}})`
}

interface Writing {
  readonly planned: readonly Planned[]
  readonly findings: Findings
  readonly otherwise: string
}

async function write(
  connection: DuckDBConnection,
  job: CsvJob,
  { planned, findings, otherwise }: Writing,
): Promise<void> {
  const outputs = planned.map(({ column, sql }, at) => {
    const storage = findings.storages[at] ?? usualStorage[column.type]
    return `CAST(${sql.value(storage, otherwise)} AS ${storage}) AS ${quoteName(column.name)}`
  })
  await connection.run(
    `COPY (SELECT ${outputs.join(', ')} FROM ${withAids(job, planned)}) TO ${quoteText(job.out)} ${parquetOptions(outputs.length)}`,
  )
}

const EXAMPLES = 5
const PER_COLUMN = 5

async function analyse(connection: DuckDBConnection, job: CsvJob, planned: readonly Planned[]): Promise<Findings> {
  const outputs = planned.flatMap(({ column, raw, sql }) => {
    const example = `struct_pack(line := line, cell := left(${raw}, 200))`
    return [
      `count(*) FILTER (${sql.failed})`,
      `to_json(min_by(${example}, line, ${EXAMPLES}) FILTER (${sql.failed}))`,
      ...digitOutputs(column, sql.digits),
    ]
  })
  const source = `(SELECT *, row_number() OVER () AS line FROM ${csvScan(job)})`
  const cells = (await read(connection, `SELECT ${outputs.join(', ')} FROM ${source}`, []))[0] ?? []
  const found = planned.map(({ column }, at) => {
    const [count, examples, whole, scale, exact] = cells.slice(at * PER_COLUMN, at * PER_COLUMN + PER_COLUMN)
    const span = { whole: Number(whole ?? 0), scale: Number(scale ?? 0), exact: exact === true }
    const isNumber = column.type === 'integer' || column.type === 'decimal'
    return {
      storage: isNumber ? storageOf(column.type, span) : usualStorage[column.type],
      failures: { name: column.name, count: Number(count), examples: readExamples(examples) },
    }
  })
  return {
    storages: found.map(({ storage }) => storage),
    failures: found.map(({ failures }) => failures).filter(({ count }) => count > 0),
  }
}

function digitOutputs(column: CsvColumn, digits: string | undefined): readonly string[] {
  if (digits === undefined) return ['NULL', 'NULL', 'NULL']
  const whole = String.raw`max(length(ltrim(regexp_extract(${digits}, '^[+-]?(\d*)', 1), '0')))`
  const scale = String.raw`max(length(rtrim(regexp_extract(${digits}, '\.(\d*)', 1), '0')))`
  const all = String.raw`length(ltrim(regexp_replace(${digits}, '[eE].*|[^\d]', '', 'g'), '0'))`
  return [whole, scale, column.type === 'decimal' ? `bool_or(${all} > 17)` : 'NULL']
}

function readExamples(json: unknown): ColumnFailures['examples'] {
  if (typeof json !== 'string') return []
  const parsed = JSON.parse(json) as readonly { readonly line: number; readonly cell: string }[]
  return parsed.map(({ line, cell }) => ({ row: line, text: cell }))
}

function cellsDoNotFit(failures: readonly ColumnFailures[]): Error {
  const count = failures.reduce((sum, one) => sum + one.count, 0)
  const said = { vi: `${count} ô không đúng kiểu của cột.`, en: `${count} cells do not fit the type of their column.` }
  return invalidInput('cells-do-not-fit', said, { failures })
}
