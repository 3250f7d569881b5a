import { formatValue } from 'hucre'
import type { CellStyle, Cell as RawCell, Sheet as RawSheet, CellValue as RawValue, Workbook } from 'hucre/xlsx'
import type { DecodedFile } from '../decode/decoded-file.ts'
import { convertLegacy, legacyFontOf } from '../decode/encoding/legacy-fonts.ts'
import { sheetOfCells, textCell } from '../decode/sheet-of-text.ts'
import type { Cell, Sheet } from '../model.ts'
import { clearUnderMerges } from './clear-under-merges.ts'
import { isoText } from './iso-text.ts'
import { plainNumber } from './plain-number.ts'
import { repairSheets } from './repair-cells.ts'

interface Book {
  readonly is1904: boolean
  /** Texts already made, by format and value. */
  readonly remembered: Map<string, Map<number, string>>
}

/** Turns the library's workbook into sheets of cells as a reader sees them. */
export function decodedWorkbook(workbook: Workbook, format: 'xlsx' | 'ods'): DecodedFile {
  const book: Book = { is1904: workbook.dateSystem === '1904', remembered: new Map() }
  const repaired = repairSheets(workbook.sheets.map((sheet) => toSheet(sheet, book)))
  return {
    format,
    encoding: undefined,
    legacyFont: repaired.legacyFont,
    repairs: repaired.repairs,
    dialect: undefined,
    sheets: repaired.sheets,
    problems: repaired.problems,
  }
}

function toSheet(raw: RawSheet, book: Book): Sheet {
  const last = raw.rows.findLastIndex((row) => row.some((value) => value !== null && value !== ''))
  const styled = cellsByRow(raw.cells)
  const rows = raw.rows.slice(0, last + 1).map((row, r) => {
    const end = row.findLastIndex((value) => value !== null && value !== '')
    return row.slice(0, end + 1).map((value, c) => toCell(value, styled[r]?.[c], book))
  })
  const sheet = sheetOfCells(rows, raw.name)
  return clearUnderMerges({
    ...sheet,
    merges: (raw.merges ?? []).map((m) => ({
      row: m.startRow,
      column: m.startCol,
      rows: m.endRow - m.startRow + 1,
      columns: m.endCol - m.startCol + 1,
    })),
    hiddenRows: [...(raw.rowDefs ?? [])].flatMap(([row, def]) => (def.hidden ? [row] : [])),
    hiddenColumns: (raw.columns ?? []).flatMap((def, column) => (def.hidden ? [column] : [])),
    ...(raw.hidden || raw.veryHidden ? { hidden: true } : {}),
  })
}

// The library keys cells by "row,column"; making two million such keys to look them up costs more than reading the file.
function cellsByRow(
  cells: ReadonlyMap<string, RawCell> | undefined,
): readonly (readonly (RawCell | undefined)[] | undefined)[] {
  const rows: (RawCell | undefined)[][] = []
  for (const [key, cell] of cells ?? []) {
    const comma = key.indexOf(',')
    const row = Number(key.slice(0, comma))
    let cellsOfRow = rows[row]
    if (!cellsOfRow) {
      cellsOfRow = []
      rows[row] = cellsOfRow
    }
    cellsOfRow[Number(key.slice(comma + 1))] = cell
  }
  return rows
}

function toCell(value: RawValue, cell: RawCell | undefined, book: Book): Cell {
  if (value === null || value === '') return textCell('')
  const style = cell?.style
  const format = style?.numFmt === 'General' ? undefined : style?.numFmt
  const runs = cell?.richText
  const text = runs ? runs.map((run) => runText(run.text, run.font?.name)).join('') : textOf(value, format, book)
  return {
    text,
    value: typeof value === 'string' ? text : value,
    ...(format === undefined ? {} : { format }),
    ...(style ? drawnAs(style) : {}),
  }
}

function drawnAs({ font, alignment }: CellStyle): Pick<Cell, 'font' | 'bold' | 'indent'> {
  return {
    ...(font?.name === undefined ? {} : { font: font.name }),
    ...(font?.bold ? { bold: true } : {}),
    ...(alignment?.indent ? { indent: alignment.indent } : {}),
  }
}

// A cell may mix fonts: each run is mapped by its own.
function runText(text: string, fontName: string | undefined): string {
  const font = legacyFontOf(fontName)
  return font === undefined ? text : convertLegacy(text, font)
}

function textOf(value: Exclude<RawValue, null>, format: string | undefined, book: Book): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (format === undefined) return typeof value === 'number' ? plainNumber(value) : isoText(value)
  return formatted(value, format, book)
}

const MAX_REMEMBERED = 20_000

// Dates and rounded figures repeat, and applying a format is slow.
function formatted(value: number | Date, format: string, { is1904, remembered }: Book): string {
  const known = remembered.get(format) ?? new Map<number, string>()
  remembered.set(format, known)
  const key = typeof value === 'number' ? value : value.getTime()
  const seen = known.get(key)
  if (seen !== undefined) return seen
  const text = formatValue(value, format, { is1904 })
  if (known.size < MAX_REMEMBERED) known.set(key, text)
  return text
}
