import type { Problem } from '../model.ts'
import { chooseDialect } from './csv/choose-dialect.ts'
import { mendRecords } from './csv/mend-records.ts'
import { splitRecords } from './csv/split-records.ts'
import type { Field, Separators, TextRecord } from './csv/text-record.ts'
import { type DecodedFile, type Dialect, nothingDecoded } from './decoded-file.ts'
import { decodeText } from './encoding/decode-text.ts'
import { sheetOfText } from './sheet-of-text.ts'

/** Reads delimited text of any encoding and dialect into one sheet of physical records. */
export function readDelimitedText(bytes: Uint8Array): DecodedFile {
  const part = bytes.length > MAX_WHOLE ? headOf(bytes) : bytes
  if (hasEndlessLine(part))
    return nothingDecoded('csv', [{ code: 'too-large', severity: 'error', params: { detail: 'một dòng quá dài' } }])
  const decoded = decodeText(part)
  const { rows, dialect, problems } = readText(decoded.text)
  return {
    format: 'csv',
    encoding: decoded.encoding,
    legacyFont: decoded.legacyFont,
    repairs: decoded.repairs,
    dialect,
    sheets: [sheetOfText(rows)],
    problems: [...decoded.problems, ...problems, ...(part === bytes ? [] : [SAMPLED])],
  }
}

/** Longer files are read by their head; the server loads them whole by other means. */
const MAX_WHOLE = 200_000_000
const HEAD = 64_000_000
const MAX_LINE = 16_000_000
const SAMPLED: Problem = { code: 'sampled', severity: 'warning', params: { megabytes: HEAD / 1_000_000 } }
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

function headOf(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(LINE_FEED, HEAD)
  return bytes.subarray(0, end < 0 ? HEAD : end + 1)
}

// A table has lines; hundreds of megabytes without one would only fill memory.
function hasEndlessLine(bytes: Uint8Array): boolean {
  for (let at = 0; bytes.length - at > MAX_LINE; ) {
    const window = bytes.subarray(at, at + MAX_LINE)
    const end = Math.max(window.lastIndexOf(LINE_FEED), window.lastIndexOf(CARRIAGE_RETURN))
    if (end < 0) return true
    at += end + 1
  }
  return false
}

interface ReadText {
  readonly rows: readonly (readonly string[])[]
  readonly dialect: Dialect
  readonly problems: readonly Problem[]
}

const MAX_LISTED = 50

/** Finds the dialect of a text and splits it, mending the records that are damaged. */
export function readText(text: string): ReadText {
  const { separators, width } = chooseDialect(text)
  const { records, requoted } = splitRecords(text, separators, width)
  const mended = new Map(mendRecords(text, records, separators).map((m) => [m.index, m.fields]))
  const rows = records.map((record, i) => plainRow(mended.get(i) ?? record.fields))
  return {
    rows,
    dialect: dialectOf(text, separators, records),
    problems: recordProblems([...mended.keys()], requoted),
  }
}

const plainRow = (fields: readonly Field[]): readonly string[] => fields.map((f) => f.text)

function dialectOf(text: string, separators: Separators, records: readonly TextRecord[]): Dialect {
  const used = separators.quote !== '' && records.some((r) => r.fields.some((f) => f.quoted))
  const newline = /\r\r\n|\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  return {
    delimiter: separators.delimiter,
    quote: used ? separators.quote : undefined,
    escape: used ? separators.escape : undefined,
    newline,
  }
}

function recordProblems(mended: readonly number[], requoted: readonly number[]): readonly Problem[] {
  const rows = new Map<number, string>(requoted.map((i) => [i, 'stray-quote']))
  for (const i of mended) if (!rows.has(i)) rows.set(i, 'record-mended')
  const sorted = [...rows].toSorted((a, b) => a[0] - b[0])
  const listed: Problem[] = sorted.slice(0, MAX_LISTED).map(([i, code]) => ({ code, severity: 'warning', row: i + 1 }))
  if (sorted.length > MAX_LISTED)
    listed.push({ code: 'more-records-mended', severity: 'warning', params: { count: sorted.length - MAX_LISTED } })
  return listed
}
