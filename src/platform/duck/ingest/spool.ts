import { open } from 'node:fs/promises'
import type { Column, ColumnType, Value } from '../../../tabular/model.ts'
import { invalidInput, valueNotTyped } from '../errors.ts'
import type { StoredColumn } from '../profile.ts'
import { ROW_NUMBER, type Storage, type TableColumn, usualStorage } from '../sql.ts'
import { type DigitSpan, noDigits, spanOf, storageOf, widen } from './digits.ts'

export type Row = readonly Value[]
/** Rows one by one, or batches of rows as they arrive. */
export type Rows = Iterable<Row> | AsyncIterable<readonly Row[]>

/** What was written, and what the reader of it has to know. */
export interface Spooled {
  readonly rows: number
  readonly columns: readonly StoredColumn[]
  readonly longestLine: number
}

const FLUSH_CHARS = 1 << 18

/** Writes typed rows as CSV that our ingest child reads back without guessing; checks every value on the way. */
export async function writeSpool(path: string, columns: readonly TableColumn[], rows: Rows): Promise<Spooled> {
  checkColumns(columns)
  const state: SpoolState = { row: 0, spans: columns.map(() => noDigits), longestLine: 0 }
  const file = await open(path, 'wx')
  try {
    let text = ''
    for await (const batch of inBatches(rows)) {
      for (const row of batch) {
        const line = writeLine(state, columns, row)
        text += line
        if (text.length < FLUSH_CHARS) continue
        await file.write(text)
        text = ''
      }
    }
    if (text !== '') await file.write(text)
  } finally {
    await file.close()
  }
  return {
    rows: state.row,
    longestLine: state.longestLine,
    columns: columns.map(({ name, type }, at) => ({
      name,
      type,
      storage: storageFor(type, state.spans[at] ?? noDigits),
    })),
  }
}

interface SpoolState {
  row: number
  spans: DigitSpan[]
  longestLine: number
}

/** Names must be usable and unique before anything is written. */
export function checkColumns(columns: readonly Pick<Column, 'name'>[]): void {
  if (columns.length === 0) {
    throw invalidInput('no-columns', { vi: 'Bảng không có cột nào.', en: 'The table has no columns.' })
  }
  // Parquet readers, DuckDB among them, do not tell Ab from ab.
  const seen = new Set([ROW_NUMBER])
  for (const { name } of columns) {
    if (seen.has(name.toLowerCase()) || name === '') {
      const said = { vi: `Tên cột ${name} trống hoặc trùng.`, en: `The column name ${name} is empty or taken.` }
      throw invalidInput('column-name', said, { column: name })
    }
    seen.add(name.toLowerCase())
  }
}

async function* inBatches(rows: Rows): AsyncIterable<readonly Row[]> {
  if (Symbol.asyncIterator in rows) {
    yield* rows
    return
  }
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length === 1_024) {
      yield batch
      batch = []
    }
  }
  yield batch
}

function writeLine(state: SpoolState, columns: readonly TableColumn[], row: Row): string {
  state.row++
  let line = ''
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at]
    if (column === undefined) continue
    const value = row[at] ?? null
    const cell = value === null ? '\\N' : WRITERS[column.type](value, state, at)
    if (cell === undefined) throw valueNotTyped(state.row, column.name, column.type)
    line += at === 0 ? cell : `,${cell}`
  }
  // UTF-8 takes at most three bytes for a UTF-16 unit.
  if (line.length * 3 > state.longestLine) state.longestLine = line.length * 3
  return `${line}\n`
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z?)?$/

type Filled = Exclude<Value, null>

/** Writes one cell of column `at`; nothing where the value is not of the type. */
type CellWriter = (value: Filled, state: SpoolState, at: number) => string | undefined

const WRITERS: Readonly<Record<ColumnType, CellWriter>> = {
  text: (value) => writeText(String(value)),
  period: (value) => writeText(String(value)),
  boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  date: (value) => (typeof value === 'string' && ISO_DATE.test(value) ? value : undefined),
  datetime: (value) => (typeof value === 'string' && ISO_TIME.test(value) ? value.replace(/Z$/, '') : undefined),
  integer: (value, state, at) => writeNumber(value, state, { at, whole: true }),
  decimal: (value, state, at) => writeNumber(value, state, { at, whole: false }),
}

function writeText(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`
}

function writeNumber(value: Filled, state: SpoolState, how: { at: number; whole: boolean }): string | undefined {
  if (typeof value === 'boolean') return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value === 0 ? 0 : value)
  const span = spanOf(value)
  if (span === undefined || (how.whole && span.scale > 0)) return undefined
  state.spans[how.at] = widen(state.spans[how.at] ?? noDigits, span)
  return span.text
}

function storageFor(type: TableColumn['type'], span: DigitSpan): Storage {
  return type === 'integer' || type === 'decimal' ? storageOf(type, span) : usualStorage[type]
}
