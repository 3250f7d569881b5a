import { unzipSync } from 'fflate'
import { type CellValue as RawValue, streamXlsxRows } from 'hucre/xlsx'
import { type DecodedFile, nothingDecoded } from '../decode/decoded-file.ts'
import { attributeOf, tokensOf } from '../decode/markup-tokens.ts'
import { sheetOfCells, textCell } from '../decode/sheet-of-text.ts'
import type { Cell, Sheet } from '../model.ts'
import { isoText } from './iso-text.ts'
import { plainNumber } from './plain-number.ts'
import { repairSheets } from './repair-cells.ts'

const WORKBOOK = 'xl/workbook.xml'
const MAX_CELLS = 12_000_000

/** Reads the values of a workbook too large to be held with its styles. */
export async function streamXlsxFile(bytes: Uint8Array): Promise<DecodedFile> {
  const sheets: Sheet[] = []
  let cells = 0
  for (const name of sheetNames(bytes)) {
    const rows: Cell[][] = []
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
      cells += values.length
      if (cells > MAX_CELLS) return nothingDecoded('xlsx', [{ code: 'too-large', severity: 'error' }])
      while (rows.length < index) rows.push([])
      rows.push(values.map(toCell))
    }
    sheets.push(sheetOfCells(rows, name))
  }
  const repaired = repairSheets(sheets)
  return {
    format: 'xlsx',
    encoding: undefined,
    legacyFont: repaired.legacyFont,
    repairs: repaired.repairs,
    dialect: undefined,
    sheets: repaired.sheets,
    problems: [...repaired.problems, { code: 'styles-skipped', severity: 'info' }],
  }
}

function sheetNames(bytes: Uint8Array): readonly string[] {
  const part = unzipSync(bytes, { filter: (file) => file.name === WORKBOOK })[WORKBOOK]
  const names: string[] = []
  for (const token of tokensOf(new TextDecoder().decode(part)))
    if (token.kind === 'open' && token.name === 'sheet') names.push(attributeOf(token.attributes, 'name'))
  return names
}

function toCell(value: RawValue): Cell {
  if (value === null || value === '') return textCell('')
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'number') return { text: plainNumber(value), value }
  return { text: typeof value === 'boolean' ? String(value).toUpperCase() : isoText(value), value }
}
