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

function feedOpening(table: OpenTable, token: Extract<Token, { kind: 'open' }>): void {
  const { cell } = table
  switch (token.name) {
    case 'tr':
      table.rows.push([])
      break
    case 'tc':
      table.cell = { text: '', columns: 1, continues: false }
      table.rows.at(-1)?.push(table.cell)
      break
    case 'gridspan':
      if (cell) cell.columns = Math.min(Number(attributeOf(token.attributes, 'val')) || 1, 1000)
      break
    case 'vmerge':
      if (cell) cell.continues = attributeOf(token.attributes, 'val') !== 'restart'
      break
    case 'r':
      table.font = ''
      break
    case 'rfonts':
      table.font = attributeOf(token.attributes, 'ascii') || attributeOf(token.attributes, 'hAnsi')
      break
    case 't':
      table.inText = !token.closed
      break
    case 'br':
    case 'tab':
      if (cell) cell.text += token.name === 'br' ? '\n' : '\t'
      break
  }
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
      out.push(cell.text.trim(), ...new Array<string>(cell.columns - 1).fill(''))
    }
    return out
  })
  return { ...sheetOfText(texts), merges: merges.filter((m) => m.rows > 1 || m.columns > 1) }
}
