import { formatValue } from 'hucre'
import {
  type Cell as RawCell,
  type CellStyle,
  type CellValue as RawValue,
  readXlsx,
  type Sheet as RawSheet,
} from 'hucre/xlsx'
import type { DecodedFile } from '../decode/decoded-file.ts'
import { legacyFontOf, convertLegacy } from '../decode/encoding/legacy-fonts.ts'
import { sheetOfCells, textCell } from '../decode/sheet-of-text.ts'
import type { Cell, Problem, Sheet } from '../model.ts'
import { clearUnderMerges } from './clear-under-merges.ts'
import { plainNumber } from './plain-number.ts'
import { repairSheets } from './repair-cells.ts'

/** Reads an Office Open XML workbook with fonts, merges and number formats. */
export async function readXlsxFile(bytes: Uint8Array): Promise<DecodedFile> {
  const workbook = await readXlsx(bytes, { readStyles: true })
  const is1904 = workbook.dateSystem === '1904'
  const repaired = repairSheets(workbook.sheets.map((sheet) => toSheet(sheet, is1904)))
  const problems: Problem[] = [...repaired.problems]
  if ((workbook.externalLinks?.length ?? 0) > 0) problems.push({ code: 'external-links-ignored', severity: 'info' })
  return {
    format: 'xlsx',
    encoding: undefined,
    legacyFont: repaired.legacyFont,
    repairs: repaired.repairs,
    dialect: undefined,
    sheets: repaired.sheets,
    problems,
  }
}

function toSheet(raw: RawSheet, is1904: boolean): Sheet {
  const last = raw.rows.findLastIndex((row) => row.some((value) => value !== null && value !== ''))
  const rows = raw.rows.slice(0, last + 1).map((row, r) => {
    const end = row.findLastIndex((value) => value !== null && value !== '')
    return row.slice(0, end + 1).map((value, c) => toCell(value, raw.cells?.get(`${r},${c}`), is1904))
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

function toCell(value: RawValue, cell: RawCell | undefined, is1904: boolean): Cell {
  if (value === null || value === '') return textCell('')
  const style = cell?.style
  const format = style?.numFmt === 'General' ? undefined : style?.numFmt
  const runs = cell?.richText
  const text = runs ? runs.map((run) => runText(run.text, run.font?.name)).join('') : textOf(value, format, is1904)
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

function textOf(value: Exclude<RawValue, null>, format: string | undefined, is1904: boolean): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (format === undefined) return typeof value === 'number' ? plainNumber(value) : isoText(value)
  return formatValue(value, format, { is1904 })
}

function isoText(date: Date): string {
  const text = date.toISOString().replace(/\.000Z$/, '')
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text.replace('T', ' ')
}
