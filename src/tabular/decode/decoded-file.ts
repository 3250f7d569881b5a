import type { Problem, Sheet } from '../model.ts'

/** What a file is by its content, whatever its name says. */
export type FileFormat =
  | 'csv'
  | 'xlsx'
  | 'xls'
  | 'xlsb'
  | 'xml-spreadsheet'
  | 'ods'
  | 'html'
  | 'docx'
  | 'json'
  | 'ndjson'
  | 'geojson'
  | 'sdmx-ml'
  | 'parquet'
  | 'pdf'
  | 'doc'
  | 'rtf'
  | 'zip'
  | 'gzip'
  | 'archive'
  | 'arrow'
  | 'database'
  | 'xml'
  | 'image'
  | 'unknown'
  | 'empty'

/** Font tables in which Vietnamese was written before Unicode. */
export type LegacyFont = 'tcvn3' | 'vni' | 'viscii' | 'vps'

/** What was undone before the text could be parsed. */
export type Repair = 'utf8-read-as-cp1252' | 'nfd' | 'mixed-encodings' | 'legacy-font'

/** How the records of a text file are written. */
export interface Dialect {
  /** May be longer than one character, e.g. `", "`; empty when every record is one field. */
  readonly delimiter: string
  readonly quote: string | undefined
  readonly escape: string | undefined
  readonly newline: string
}

/** A file turned into sheets of cells; nothing typed, nothing left out. */
export interface DecodedFile {
  readonly format: FileFormat
  /** WHATWG label in lower case, the name of a Vietnamese 8-bit table, or `mixed`; absent for workbooks. */
  readonly encoding: string | undefined
  readonly legacyFont: LegacyFont | undefined
  readonly repairs: readonly Repair[]
  /** Absent for anything but delimited text. */
  readonly dialect: Dialect | undefined
  /** Empty when there is nothing to read; then `problems` holds an error. */
  readonly sheets: readonly Sheet[]
  readonly problems: readonly Problem[]
}

/** Bytes as they came, with the name only for messages. */
export interface SourceFile {
  readonly bytes: Uint8Array
  readonly name: string
}

/** A decoded file without any sheet, for a source that holds no table. */
export function nothingDecoded(format: FileFormat, problems: readonly Problem[]): DecodedFile {
  return {
    format,
    encoding: undefined,
    legacyFont: undefined,
    repairs: [],
    dialect: undefined,
    sheets: [],
    problems,
  }
}
