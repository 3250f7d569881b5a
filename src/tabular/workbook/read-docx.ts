import { unzipSync } from 'fflate'
import { type DecodedFile, nothingDecoded } from '../decode/decoded-file.ts'
import { convertLegacy, legacyFontOf } from '../decode/encoding/legacy-fonts.ts'
import { attributeOf, type Token, tokensOf } from '../decode/markup-tokens.ts'
import { sheetOfText } from '../decode/sheet-of-text.ts'
import type { Merge, Sheet } from '../model.ts'
import { repairSheets } from './repair-cells.ts'

const DOCUMENT = 'word/document.xml'

/** Reads the tables of a word-processor document; the paragraphs around them are not data. */
export function readDocxTables(bytes: Uint8Array): DecodedFile {
  const part = unzipSync(bytes, { filter: (file) => file.name === DOCUMENT })[DOCUMENT]
  const sheets = part ? tablesOf(new TextDecoder().decode(part)) : []
  if (sheets.length === 0) return nothingDecoded('docx', [{ code: 'not-a-table', severity: 'error' }])
  const named = sheets.map((sheet, i) => ({ ...sheet, name: `Bảng ${i + 1}` }))
  const repaired = repairSheets(named)
  return {
    format: 'docx',
    encoding: undefined,
    legacyFont: repaired.legacyFont,
    repairs: repaired.repairs,
    dialect: undefined,
    sheets: repaired.sheets,
    problems: repaired.problems,
  }
}

interface WordCell {
  text: string
  columns: number
  /** A cell that continues the one above it. */
  continues: boolean
}

interface OpenTable {
  readonly rows: WordCell[][]
  cell: WordCell | undefined
  font: string
  inText: boolean
}

function tablesOf(markup: string): readonly Sheet[] {
  const sheets: Sheet[] = []
  const open: OpenTable[] = []
  for (const token of tokensOf(markup)) {
    if (token.kind === 'open' && token.name === 'tbl') open.push({ rows: [], cell: undefined, font: '', inText: false })
    else if (token.kind === 'close' && token.name === 'tbl') {
      const table = open.pop()
      const parent = open.at(-1)
      if (table && parent?.cell) parent.cell.text += flatten(table)
      else if (table) sheets.push(toSheet(table.rows))
    } else feed(open.at(-1), token)
  }
  return sheets.filter((sheet) => sheet.rows.length > 1 || (sheet.rows[0]?.length ?? 0) > 1)
}

const flatten = (table: OpenTable): string =>
  table.rows
    .flat()
    .map((cell) => cell.text)
    .join(' ')

function feed(table: OpenTable | undefined, token: Token): void {
  if (!table) return
  if (token.kind === 'text') {
    const font = legacyFontOf(table.font)
    if (table.cell && table.inText) table.cell.text += font === undefined ? token.text : convertLegacy(token.text, font)
    return
  }
  if (token.kind === 'close') {
    if (token.name === 't') table.inText = false
    else if (token.name === 'p' && table.cell) table.cell.text += '\n'
    else if (token.name === 'tc') table.cell = undefined
    return
  }
  feedOpening(table, token)
}

function feedOpening(table: OpenTable, { name, attributes, closed }: Extract<Token, { kind: 'open' }>): void {
  if (name === 'tr') table.rows.push([])
  else if (name === 'tc') {
    table.cell = { text: '', columns: 1, continues: false }
    table.rows.at(-1)?.push(table.cell)
  } else if (name === 'r') table.font = ''
  else if (name === 'rfonts') table.font = attributeOf(attributes, 'ascii') || attributeOf(attributes, 'hAnsi')
  else if (name === 't') table.inText = !closed
  else if (table.cell) feedCell(table.cell, name, attributes)
}

function feedCell(cell: WordCell, name: string, attributes: string): void {
  if (name === 'gridspan') cell.columns = Math.min(Number(attributeOf(attributes, 'val')) || 1, 1000)
  else if (name === 'vmerge') cell.continues = attributeOf(attributes, 'val') !== 'restart'
  else if (name === 'br') cell.text += '\n'
  else if (name === 'tab') cell.text += '\t'
}

function toSheet(rows: readonly (readonly WordCell[])[]): Sheet {
  const merges: Merge[] = []
  // The merge that a cell with this column may continue downwards.
  const above = new Map<number, Merge>()
  const texts = rows.map((cells, row) => {
    const out: string[] = []
    for (const cell of cells) {
      const column = out.length
      const before = above.get(column)
      const merge =
        cell.continues && before
          ? { ...before, rows: row - before.row + 1 }
          : { row, column, rows: 1, columns: cell.columns }
      if (cell.continues && before) merges.splice(merges.indexOf(before), 1)
      merges.push(merge)
      above.set(column, merge)
      out.push(cell.text.trim(), ...Array.from({ length: cell.columns - 1 }, () => ''))
    }
    return out
  })
  return { ...sheetOfText(texts), merges: merges.filter((m) => m.rows > 1 || m.columns > 1) }
}
