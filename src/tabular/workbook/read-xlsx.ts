import { formatValue } from 'hucre'
import { readXlsx, type Sheet as RawSheet, type CellValue as RawValue } from 'hucre/xlsx'
import type { DecodedFile } from '../decode/decoded-file.ts'
import { sheetOfCells } from '../decode/sheet-of-text.ts'
import type { Cell, CellValue, Sheet } from '../model.ts'

/** Reads an Office Open XML workbook. */
export async function readXlsxFile(bytes: Uint8Array): Promise<DecodedFile> {
  const workbook = await readXlsx(bytes, { readStyles: true })
  return {
    format: 'xlsx',
    encoding: undefined,
    legacyFont: undefined,
    repairs: [],
    dialect: undefined,
    sheets: workbook.sheets.map(toSheet),
    problems: [],
  }
}

function toSheet(raw: RawSheet): Sheet {
  const rows = raw.rows.map((row, r) => row.map((value, c) => toCell(raw, value, [r, c])))
  const sheet = sheetOfCells(rows, raw.name)
  const merges = (raw.merges ?? []).map((m) => ({
    row: m.startRow,
    column: m.startCol,
    rows: m.endRow - m.startRow + 1,
    columns: m.endCol - m.startCol + 1,
  }))
  return {
    ...sheet,
    merges,
    hiddenRows: [...(raw.rowDefs ?? [])].flatMap(([row, def]) => (def.hidden ? [row] : [])),
    hiddenColumns: (raw.columns ?? []).flatMap((def, column) => (def.hidden ? [column] : [])),
  }
}

function toCell(raw: RawSheet, value: RawValue, at: readonly [number, number]): Cell {
  const style = raw.cells?.get(`${at[0]},${at[1]}`)?.style
  const plain: CellValue = value ?? undefined
  const text = plain === undefined ? '' : style?.numFmt ? formatValue(plain, style.numFmt) : String(plain)
  return {
    text: text.normalize('NFC'),
    value: plain,
    ...(style?.numFmt === undefined ? {} : { format: style.numFmt }),
    ...(style?.font?.name === undefined ? {} : { font: style.font.name }),
    ...(style?.font?.bold ? { bold: true } : {}),
    ...(style?.alignment?.indent ? { indent: style.alignment.indent } : {}),
  }
}
