import * as xlsx from '@e965/xlsx'
import { writeXlsx } from 'hucre/xlsx'
import type { CellSpec, SheetSpec, Workbook } from './sheet.ts'

/** Bytes of a workbook in its format. */
export async function writeWorkbook(book: Workbook): Promise<Uint8Array> {
  if (book.format === 'xlsx') return writeXlsx({ sheets: book.sheets.map(sheetOfXlsx) })
  if (book.format === 'xls') return oldWorkbook(book.sheets)
  const [sheet] = book.sheets
  const rows = sheet ? gridOf(sheet) : []
  return book.format === 'html' ? new TextEncoder().encode(html(sheet, rows)) : csv(book, rows)
}

function sheetOfXlsx(sheet: SheetSpec) {
  const cells = new Map(
    [...sheet.cells].map(([at, { value, format, font, bold }]) => {
      const style = {
        ...(format ? { numFmt: format } : {}),
        ...(font || bold ? { font: { ...(font ? { name: font } : {}), ...(bold ? { bold } : {}) } } : {}),
      }
      return [at, { value, style }] as const
    }),
  )
  return {
    name: sheet.name,
    rows: gridOf(sheet).map((row) => row.map((cell) => cell?.value ?? null)),
    cells,
    merges: sheet.merges,
  }
}

type Grid = readonly (readonly (CellSpec | undefined)[])[]

function gridOf(sheet: SheetSpec): Grid {
  const places = [...sheet.cells.keys()].map((at) => at.split(',').map(Number))
  const height = Math.max(0, ...places.map(([row = 0]) => row + 1))
  const width = Math.max(0, ...places.map(([, column = 0]) => column + 1), ...sheet.merges.map((m) => m.endCol + 1))
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => sheet.cells.get(`${row},${column}`)),
  )
}

function oldWorkbook(sheets: readonly SheetSpec[]): Uint8Array {
  const book = xlsx.utils.book_new()
  for (const sheet of sheets) {
    const made = xlsx.utils.aoa_to_sheet(gridOf(sheet).map((row) => row.map((cell) => cell?.value ?? null)))
    made['!merges'] = sheet.merges.map((m) => ({
      s: { r: m.startRow, c: m.startCol },
      e: { r: m.endRow, c: m.endCol },
    }))
    xlsx.utils.book_append_sheet(book, made, sheet.name)
  }
  return new Uint8Array(xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer)
}

function html(sheet: SheetSpec | undefined, rows: Grid): string {
  const merges = sheet?.merges ?? []
  const body = rows.map((row, r) => {
    const cells = row.map((cell, c) => {
      const span = merges.find((m) => r >= m.startRow && r <= m.endRow && c >= m.startCol && c <= m.endCol)
      if (span && (span.startRow !== r || span.startCol !== c)) return ''
      const size = span ? ` rowspan=${span.endRow - span.startRow + 1} colspan=${span.endCol - span.startCol + 1}` : ''
      return `<td${size}>${shown(cell).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<html><head><meta charset="utf-8"></head><body><table border=1>\n${body.join('\n')}\n</table></body></html>\n`
}

function shown(cell: CellSpec | undefined): string {
  const value = cell?.value ?? ''
  return value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('/') : String(value)
}

function csv({ csv: options }: Workbook, rows: Grid): Uint8Array {
  const { delimiter, encoding } = options ?? { delimiter: ',', encoding: 'utf-8' as const }
  const field = (text: string): string =>
    text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const text = rows.map((row) => `${row.map((cell) => field(shown(cell))).join(delimiter)}\r\n`).join('')
  if (encoding === 'tcvn3') return Buffer.from(tcvn3(text), 'latin1')
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(encoding === 'utf-8-bom' ? `\ufeff${text}` : text, 'utf8')
}

const TCVN3_LETTERS = 'àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĐĂÂÊÔƠƯ'
const TCVN3_CODES =
  'b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea7a1a2a3a4a5a6'
const TCVN3 = new Map(
  Array.from(TCVN3_LETTERS, (letter, at) => [
    letter,
    String.fromCharCode(Number.parseInt(TCVN3_CODES.slice(2 * at, 2 * at + 2), 16)),
  ]),
)

/** The letters a font of TCVN 5712 (ABC) shows: stored as Latin letters; toned capitals have no code of their own. */
export function tcvn3(text: string): string {
  return Array.from(
    text.normalize('NFC'),
    (letter) => TCVN3.get(letter) ?? TCVN3.get(letter.toLowerCase()) ?? letter,
  ).join('')
}

const VNI_WHOLE: Readonly<Record<string, string>> = {
  đ: 'ñ',
  Đ: 'Ñ',
  ì: 'ì',
  í: 'í',
  ỉ: 'æ',
  ĩ: 'ó',
  ị: 'ò',
  Ì: 'Ì',
  Í: 'Í',
  Ỉ: 'Æ',
  Ĩ: 'Ó',
  Ị: 'Ò',
  ỵ: 'î',
  Ỵ: 'Î',
}
const VNI_MARK: Readonly<Record<string, string>> = {
  '\u0300': 'ø',
  '\u0301': 'ù',
  '\u0309': 'û',
  '\u0303': 'õ',
  '\u0323': 'ï',
  '\u0302': 'â',
  '\u0302\u0301': 'á',
  '\u0302\u0300': 'à',
  '\u0302\u0309': 'å',
  '\u0302\u0303': 'ã',
  '\u0302\u0323': 'ä',
  '\u0306': 'ê',
  '\u0306\u0301': 'é',
  '\u0306\u0300': 'è',
  '\u0306\u0309': 'ú',
  '\u0306\u0303': 'ü',
  '\u0306\u0323': 'ë',
}

/** The letters a VNI font shows: a vowel, then the code of its marks. */
export function vni(text: string): string {
  return Array.from(text.normalize('NFC'), vniLetter).join('')
}

function vniLetter(letter: string): string {
  const whole = VNI_WHOLE[letter]
  if (whole !== undefined) return whole
  const [base = '', ...marks] = letter.normalize('NFD')
  const horned = marks.includes('\u031b')
  const upper = base !== base.toLowerCase()
  const vowel = horned ? (base.toLowerCase() === 'o' ? 'ô' : 'ö') : base
  const rest = marks.filter((mark) => mark !== '\u031b')
  // Canonical order puts the dot below first.
  const mark = VNI_MARK[rest.join('')] ?? VNI_MARK[rest.toReversed().join('')] ?? ''
  if (rest.length > 0 && mark === '') return letter
  const coded = `${vowel}${mark}`
  return upper ? coded.toUpperCase() : coded
}
