import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/**
 * DuckDB's own reader behind the command line of ours (`read FILE --out DIR`), so that the same scorer judges both:
 * its sniffer decides dialect and header alone; what the strict reading refuses it may read with every leniency it has.
 */
const LENIENT = ', strict_mode = false, null_padding = true, ignore_errors = true'

interface Loaded {
  readonly header: readonly string[] | undefined
  readonly rows: readonly (readonly (string | null)[])[]
}

async function load(duck: DuckDBConnection, file: string, options: string): Promise<Loaded> {
  const name = quoted(file)
  // The sniffer tells a header by its types, so it must be asked before everything is read as text.
  const sniffed = await duck.runAndReadAll(
    `SELECT HasHeader, Delimiter, Quote, Escape, SkipRows FROM sniff_csv(${name}, sample_size = -1${options})`,
  )
  const [hasHeader, delimiter, quote, escape, skip] = sniffed.getRowsJson()[0] ?? []
  const dialect = `delim = ${quoted(delimiter)}, quote = ${quoted(quote)}, escape = ${quoted(escape)}, skip = ${Number(skip)}`
  const read = await duck.runAndReadAll(
    `SELECT * FROM read_csv(${name}, all_varchar = true, header = ${hasHeader === true}, ${dialect}${options})`,
  )
  return {
    header: hasHeader === true ? read.columnNames() : undefined,
    rows: read.getRowsJson() as (string | null)[][],
  }
}

// "(empty)" is how the sniffer says that there is no such sign.
const quoted = (text: unknown): string => (text === '(empty)' ? "''" : `'${String(text).replaceAll("'", "''")}'`)

/** What DuckDB makes of a text file when nothing is told to it. */
export async function duckRead(duck: DuckDBConnection, file: string): Promise<Loaded | undefined> {
  for (const options of ['', LENIENT]) {
    const loaded = await load(duck, file, options).catch(() => undefined)
    if (loaded) return loaded
  }
  return undefined
}

/** Plain CSV of records, short ones padded. */
export function plainCsv(records: readonly (readonly (string | null)[])[]): string {
  const width = Math.max(0, ...records.map((record) => record.length))
  const field = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const line = (record: readonly (string | null)[]): string =>
    Array.from({ length: width }, (_, at) => field((record[at] ?? '').normalize('NFC'))).join(',')
  return records.map((record) => `${line(record)}\n`).join('')
}

async function main(args: readonly string[]): Promise<number> {
  const [, file = ''] = args
  const at = args.indexOf('--out')
  const out = at < 0 ? undefined : args[at + 1]
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const loaded = await duckRead(await instance.connect(), file)
  const name = 'table.csv'
  if (loaded && out !== undefined) {
    await mkdir(out, { recursive: true })
    await writeFile(join(out, name), plainCsv([...(loaded.header ? [loaded.header] : []), ...loaded.rows]))
  }
  const table = loaded && {
    sheet: null,
    path: out === undefined ? null : name,
    main: true,
    headerRows: loaded.header ? 1 : 0,
    rows: loaded.rows.length,
  }
  const problems = table ? [] : [{ code: 'not-a-table', severity: 'error', message: 'DuckDB could not read the file.' }]
  process.stdout.write(`${JSON.stringify({ tables: table ? [table] : [], problems })}\n`)
  return table ? 0 : 2
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
