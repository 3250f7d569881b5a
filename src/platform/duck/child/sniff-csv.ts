import type { Sniffed, SniffJob } from '../ingest/model.ts'
import { quoteText } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'

/** What DuckDB makes of the head of a text file. */
export async function sniffCsv({ connection }: Work, { file }: SniffJob): Promise<Sniffed> {
  const sql = `SELECT Delimiter, Quote, SkipRows, HasHeader, to_json(Columns) FROM sniff_csv(${quoteText(file)})`
  const [delimiter, quote, skip, hasHeader, columns] = (await read(connection, sql, []))[0] ?? []
  const parsed = JSON.parse(String(columns ?? '[]')) as readonly { readonly name: string; readonly type: string }[]
  return {
    delimiter: String(delimiter ?? ','),
    // The sniffer writes (empty) where it saw no quotation marks.
    quote: quote === '(empty)' || quote === '\0' ? '' : String(quote ?? '"'),
    skip: Number(skip ?? 0),
    hasHeader: hasHeader === true,
    columns: parsed.map(({ name, type }) => ({ name, engineType: type })),
  }
}
