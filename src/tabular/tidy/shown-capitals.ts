import type { Cell, Sheet } from '../model.ts'
import type { Ledger } from './ledger.ts'

/** Fonts of the TCVN3 family whose small codes are drawn as capitals: `.VnTimeH`, `.VnArial NarrowH`. */
const CAPITALS_FONT = /^\.?vn.*H$/i

/**
 * Texts in a font that has capitals only, written as the reader of the sheet saw them. `read` keeps the stored case;
 * titles and labels of a tidy table follow the eye.
 */
export function shownCapitals(sheets: readonly Sheet[], ledger: Ledger): readonly Sheet[] {
  return sheets.map((sheet) => {
    const drawn = sheet.rows.some((row) => row.some(isInCapitals))
    return drawn ? { ...sheet, rows: sheet.rows.map((row) => row.map((cell) => asShown(cell, ledger))) } : sheet
  })
}

function isInCapitals({ font, value }: Cell): boolean {
  return font !== undefined && typeof value === 'string' && CAPITALS_FONT.test(font)
}

function asShown(cell: Cell, ledger: Ledger): Cell {
  if (!isInCapitals(cell)) return cell
  const text = cell.text.toLocaleUpperCase('vi')
  if (text === cell.text) return cell
  ledger.fix('capitals-font', cell.text, text)
  return { ...cell, text, value: text }
}
