import type { DecodedFile } from '../decode/decoded-file.ts'
import { decodeText } from '../decode/encoding/decode-text.ts'
import { attributeOf, type Token, tokensOf } from '../decode/markup-tokens.ts'
import type { Sheet } from '../model.ts'
import { createTableGrid, type TableGrid } from './table-grid.ts'

/** Reads the tables of an HTML page; many systems save such a page under the name of a workbook. */
export function readHtmlTables(bytes: Uint8Array): DecodedFile {
  const decoded = decodeText(bytes)
  const sheets = tablesOf(decoded.text)
  const named =
    sheets.length === 1 ? sheets : sheets.map((sheet, i) => ({ ...sheet, name: sheet.name ?? `Bảng ${i + 1}` }))
  return {
    format: 'html',
    encoding: decoded.encoding,
    legacyFont: decoded.legacyFont,
    repairs: decoded.repairs,
    dialect: undefined,
    sheets: named,
    problems: [...decoded.problems, { code: 'html-table', severity: 'info' }],
  }
}

interface OpenCell {
  text: string
  readonly attributes: string
  bold: boolean
}

interface OpenTable {
  readonly grid: TableGrid
  cell: OpenCell | undefined
}

const SKIPPED = new Set(['script', 'style', 'head', 'title'])
const BREAKS = new Set(['br', 'p', 'div', 'li'])

function tablesOf(markup: string): readonly Sheet[] {
  const sheets: Sheet[] = []
  const open: OpenTable[] = []
  for (const token of withoutSkipped(tokensOf(markup))) {
    if (token.kind === 'open' && token.name === 'table') open.push({ grid: createTableGrid(), cell: undefined })
    else if (token.kind === 'close' && token.name === 'table') finishTable(open, sheets)
    else feed(open.at(-1), token)
  }
  while (open.length > 0) finishTable(open, sheets)
  return sheets
}

function* withoutSkipped(tokens: Iterable<Token>): Generator<Token> {
  let skipping = ''
  for (const token of tokens) {
    if (skipping === '' && token.kind === 'open' && SKIPPED.has(token.name) && !token.closed) skipping = token.name
    if (skipping === '') yield token
    else if (token.kind === 'close' && token.name === skipping) skipping = ''
  }
}

function finishTable(open: OpenTable[], sheets: Sheet[]): void {
  const table = open.pop()
  if (!table) return
  closeCell(table)
  const sheet = table.grid.finish(undefined)
  if (sheet?.rows.some((row) => row.some((cell) => cell.text !== ''))) sheets.push(sheet)
}

function feed(table: OpenTable | undefined, token: Token): void {
  if (!table) return
  if (token.kind === 'text') {
    if (table.cell) table.cell.text += token.text.replace(/[ \t\r\n]+/g, ' ')
  } else if (token.name === 'tr') {
    closeCell(table)
    if (token.kind === 'open') table.grid.startRow()
  } else if (token.name === 'td' || token.name === 'th') {
    closeCell(table)
    if (token.kind === 'open') table.cell = { text: '', attributes: token.attributes, bold: token.name === 'th' }
  } else if (table.cell && token.kind === 'open') feedCell(table.cell, token.name)
}

function feedCell(cell: OpenCell, name: string): void {
  if (BREAKS.has(name) && cell.text.trim() !== '') cell.text += '\n'
  if (name === 'b' || name === 'strong') cell.bold = true
}

function closeCell(table: OpenTable): void {
  const { cell } = table
  if (!cell) return
  table.cell = undefined
  const text = cell.text
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .trim()
  const span = {
    rows: Number(attributeOf(cell.attributes, 'rowspan')) || 1,
    columns: Number(attributeOf(cell.attributes, 'colspan')) || 1,
  }
  table.grid.addCell(
    { text, value: text === '' ? undefined : text, ...(cell.bold && text !== '' ? { bold: true } : {}) },
    span,
  )
}
