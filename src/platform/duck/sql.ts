import type { ColumnType } from '../../tabular/model.ts'

/** The part of a column that SQL needs. */
export interface TableColumn {
  readonly name: string
  readonly type: ColumnType
}

/** DuckDB and Parquet type of a stored column. */
export type Storage =
  | 'VARCHAR'
  | 'BIGINT'
  | 'DOUBLE'
  | 'BOOLEAN'
  | 'DATE'
  | 'TIMESTAMP'
  | `DECIMAL(${number},${number})`

/** The usual storage of a column type; integers and decimals move to DECIMAL where 64 bits would lose digits. */
export const usualStorage: Readonly<Record<ColumnType, Storage>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  period: 'VARCHAR',
}

/** Parquet readers number the rows of a file under this name; a column of the table may not take it. */
export const ROW_NUMBER = 'file_row_number'

/** An identifier of ours or of a file, safe inside SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text literal; only for file paths and settings, values are bound. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The rows of one Parquet file, each with its number from 0. */
export function scan(file: string): string {
  return `read_parquet(${quoteText(file)}, ${ROW_NUMBER} = true)`
}

/**
 * A dictionary of more words than this is given up: building one for a column of names or amounts costs a third of writing it, and
 * without it the file is no larger. Codes of provinces, communes and agencies fit in.
 */
const DICTIONARY_WORDS = 4_096

/** COPY options of every Parquet file we write; wide tables get shorter row groups so that one fits in memory. */
export function parquetOptions(columns: number): string {
  const cells = 4_000_000
  const rows = Math.min(122_880, Math.max(2_048, Math.floor(cells / Math.max(1, columns) / 2_048) * 2_048))
  const words = Math.min(DICTIONARY_WORDS, Math.floor(rows / 5))
  return `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rows}, DICTIONARY_SIZE_LIMIT ${words})`
}
