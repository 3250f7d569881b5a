import type { ColumnProfile, StoredColumn } from '../profile.ts'
import type { TableColumn } from '../sql.ts'

/** How the text of a flat file is cut into cells. Encoding is UTF-8; anything else is converted before. */
export interface CsvDialect {
  readonly delimiter: string
  /** Empty where the file quotes nothing. */
  readonly quote: string
  /** Lines before the first data row, header included. */
  readonly skip: number
}

/** How the text of one source column becomes values; every step has an exact twin over cells in `tabular`. */
export interface CsvColumn extends TableColumn {
  /** 0-based position in the file. */
  readonly source: number
  readonly decimal?: '.' | ','
  /** Character between groups of three digits. */
  readonly grouping?: '.' | ',' | ' ' | "'"
  /** strptime format of dates and times, e.g. `%d/%m/%Y`; ISO 8601 without it. */
  readonly format?: string
  /** Texts that stand for no value, compared after trimming, besides the empty cell. */
  readonly missing?: readonly string[]
  readonly trueMarks?: readonly string[]
  readonly falseMarks?: readonly string[]
}

export interface CsvJob {
  readonly file: string
  readonly out: string
  readonly dialect: CsvDialect
  /** Number of cells of each line of the file. */
  readonly width: number
  readonly columns: readonly CsvColumn[]
  /** What happens to a cell that does not fit its type: it becomes empty and is counted, or the load fails. */
  readonly onFailure: 'empty' | 'fail'
}

/** Rows our own writer has put down as typed CSV. */
export interface SpoolJob {
  readonly rows: number
  readonly file: string
  readonly out: string
  readonly columns: readonly StoredColumn[]
  readonly longestLine: number
}

export interface ParquetJob {
  readonly file: string
  readonly out: string
}

export interface SniffJob {
  readonly file: string
}

export interface Sniffed {
  readonly delimiter: string
  readonly quote: string
  readonly skip: number
  readonly hasHeader: boolean
  readonly columns: readonly { readonly name: string; readonly engineType: string }[]
}

/** Cells of one column that did not fit its type. Rows count from 1, after the skipped lines. */
export interface ColumnFailures {
  readonly name: string
  readonly count: number
  readonly examples: readonly { readonly row: number; readonly text: string }[]
}

export interface IngestDone {
  readonly rows: number
  readonly columns: readonly StoredColumn[]
  readonly profile: readonly ColumnProfile[]
  readonly failures: readonly ColumnFailures[]
}
