import type { IngestDone, SpoolJob } from '../ingest/model.ts'
import { parquetOptions, quoteName, quoteText } from '../sql.ts'
import type { Work } from './database.ts'
import { countRows, profileParquet } from './profile-parquet.ts'

/**
 * Turns rows our own writer has put down as CSV into Parquet; every value was checked when it was written. Read by one
 * thread, so that equal rows always make equal bytes.
 */
export async function ingestSpool({ connection }: Work, job: SpoolJob): Promise<IngestDone> {
  const columns = job.columns.map(({ name, storage }) => `${quoteText(name)}: '${storage}'`).join(', ')
  const source = `read_csv(${quoteText(job.file)}, auto_detect = false, header = false, delim = ',', quote = '"',
    escape = '"', nullstr = '\\N', allow_quoted_nulls = false, strict_mode = true, columns = {${columns}},
    parallel = false, new_line = '\\n', ${lineOptions(job.longestLine)})`
  const select = job.columns.map(({ name }) => quoteName(name)).join(', ')
  await connection.run(
    `COPY (SELECT ${select} FROM ${source}) TO ${quoteText(job.out)} ${parquetOptions(job.columns.length)}`,
  )
  const rows = await countRows(connection, job.out)
  if (rows !== job.rows) throw new Error(`wrote ${job.rows} rows and read ${rows} back`)
  return {
    rows,
    columns: job.columns,
    profile: await profileParquet(connection, job.out, job.columns),
    failures: [],
  }
}

const USUAL_LINE = 2_000_000

/** The reader refuses lines longer than this, and needs a buffer that holds one. */
function lineOptions(longestLine: number): string {
  const line = Math.max(USUAL_LINE, longestLine + 1_024)
  return line === USUAL_LINE ? `max_line_size = ${line}` : `max_line_size = ${line}, buffer_size = ${2 * line}`
}
