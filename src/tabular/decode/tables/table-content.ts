import type { Sheet } from '../../model.ts'
import { findTables } from './find-tables.ts'
import { type FoundTable, gridOf } from './found-table.ts'

/** A table as `read` gives it: texts as in the source, header rows joined per column. */
export interface TableContent {
  readonly sheet: Sheet
  readonly headerRows: number
  /** 1-based record of the sheet where the header, or without one the first record, stands. */
  readonly firstRow: number
  /** Absent when the source has no header. */
  readonly header: readonly string[] | undefined
  readonly records: readonly (readonly string[])[]
  readonly preamble: readonly string[]
  readonly footer: readonly string[]
  readonly width: number
}

/** The separate tables of a sheet, in the order of the source. */
export function tablesOfSheet(sheet: Sheet): readonly TableContent[] {
  const texts = sheet.rows.map((row) => row.map((cell) => cell.text))
  const isText = sheet.name === undefined
  if (sheet.headerRows !== undefined) return [contentOf(sheet, texts, knownTable(sheet, sheet.headerRows))]
  return findTables(gridOf(texts)).map((table) => contentOf(sheet, texts, isText ? wholeWidth(table, texts) : table))
}

// Formats that name their columns (JSON, SDMX) hold nothing but header and records.
function knownTable(sheet: Sheet, headerRows: number): FoundTable {
  const rows = sheet.rows.map((_, r) => r)
  const width = sheet.rows[0]?.length ?? 0
  return {
    preamble: [],
    header: rows.slice(0, headerRows),
    body: rows.slice(headerRows),
    footer: [],
    firstColumn: 0,
    lastColumn: width - 1,
  }
}

// A text file writes every column out, empty ones too, unless it is lines of other tables that are wider.
function wholeWidth(table: FoundTable, texts: Texts): FoundTable {
  const own = new Set([...table.header, ...table.body])
  const wider = texts.some((row, r) => !own.has(r) && row.slice(table.lastColumn + 1).some((t) => t.trim() !== ''))
  const width = texts[0]?.length ?? 0
  return { ...table, firstColumn: 0, lastColumn: wider || own.size === 0 ? table.lastColumn : width - 1 }
}

type Texts = readonly (readonly string[])[]

function contentOf(sheet: Sheet, texts: Texts, table: FoundTable): TableContent {
  const cut = (row: number): readonly string[] => (texts[row] ?? []).slice(table.firstColumn, table.lastColumn + 1)
  const line = (row: number): string =>
    (texts[row] ?? [])
      .map((t) => t.trim())
      .filter((t) => t !== '')
      .join('\t')
  return {
    sheet,
    headerRows: table.header.length,
    firstRow: (table.header[0] ?? table.body[0] ?? 0) + 1,
    header: table.header.length === 0 ? undefined : joinHeader(sheet, texts, table),
    records: table.body.map(cut),
    preamble: table.preamble.map(line),
    footer: table.footer.map(line),
    width: table.lastColumn - table.firstColumn + 1,
  }
}

function joinHeader(sheet: Sheet, texts: Texts, table: FoundTable): readonly string[] {
  const columns = range(table.firstColumn, table.lastColumn)
  const rows = table.header.map((row) => columns.map((c) => texts[row]?.[c] ?? ''))
  const [only] = rows
  if (rows.length === 1 && only) return only
  const labels = sheet.merges.length > 0 ? spreadMerges(sheet, table, rows) : spreadLabels(rows)
  return columns.map((_, j) => {
    const parts = labels.map((row) => (row[j] ?? '').trim()).filter((t) => t !== '')
    return parts.join(' ')
  })
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

function spreadMerges(sheet: Sheet, table: FoundTable, rows: Texts): Texts {
  const out = rows.map((row) => [...row])
  for (const merge of sheet.merges) {
    const at = table.header.indexOf(merge.row)
    if (at < 0 || merge.columns === 1) continue
    const text = out[at]?.[merge.column - table.firstColumn] ?? ''
    for (const c of range(merge.column, merge.column + merge.columns - 1)) {
      const row = out[at]
      if (row && c >= table.firstColumn && c <= table.lastColumn) row[c - table.firstColumn] = text
    }
  }
  return out
}

// Text files know no merged cells: a label with blanks to its right spans the columns that a lower row labels.
function spreadLabels(rows: Texts): Texts {
  return rows.map((row, r) => {
    const below = rows.slice(r + 1)
    const labelled = (c: number): boolean => below.some((other) => (other[c] ?? '').trim() !== '')
    const above = rows.slice(0, r)
    const startsGroup = (c: number): boolean => above.some((other) => (other[c] ?? '').trim() !== '')
    let current = ''
    return row.map((text, c) => {
      if (text.trim() !== '') current = labelled(c) ? text : ''
      else if (startsGroup(c) || !labelled(c)) current = ''
      return text.trim() === '' ? current : text
    })
  })
}

/** Index of the table a reader would open first: the first on a visible sheet that is about as large as the largest. */
export function mainTableIndex(tables: readonly TableContent[]): number {
  const size = (t: TableContent): number => (t.sheet.hidden ? 0 : (t.records.length + (t.header ? 1 : 0)) * t.width)
  const largest = Math.max(0, ...tables.map(size))
  return tables.findIndex((t) => size(t) * 2 >= largest && (t.records.length > 0 || largest === size(t)))
}
