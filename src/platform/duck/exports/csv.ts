import type { ColumnType, Value } from '../../../tabular/model.ts'
import type { Batches, Layout } from './layout.ts'

/**
 * CSV. Plain: RFC 4180 with CRLF, UTF-8 without a mark, every value exact, an empty text as `""` and a missing value as
 * nothing. For Excel: byte order mark, separator and decimal sign of the reader's locale, and no text that a
 * spreadsheet would run as a formula.
 */
export async function* csvBytes(
  layout: Layout,
  batches: Batches,
  how: { readonly forExcel: boolean },
): AsyncIterable<Uint8Array> {
  const isVietnamese = how.forExcel && layout.locale === 'vi'
  const separator = isVietnamese ? ';' : ','
  const cells = layout.types.map((type) => cellWriter(type, { ...how, separator, comma: isVietnamese }))
  const header = cellWriter('text', { ...how, separator, comma: false })
  yield Buffer.from(`${how.forExcel ? '\uFEFF' : ''}${layout.headers.map(header).join(separator)}\r\n`)
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) {
      for (let at = 0; at < cells.length; at++) {
        const write = cells[at]
        if (at > 0) text += separator
        text += write === undefined ? '' : write(row[at] ?? null)
      }
      text += '\r\n'
    }
    yield Buffer.from(text)
  }
}

interface CellStyle {
  readonly forExcel: boolean
  readonly separator: string
  readonly comma: boolean
}

function cellWriter(type: ColumnType, style: CellStyle): (value: Value) => string {
  if (type === 'integer') return (value) => (value === null ? '' : String(value))
  if (type === 'decimal') {
    return (value) => (value === null ? '' : style.comma ? String(value).replace('.', ',') : String(value))
  }
  const special = new RegExp(`["\r\n${style.separator}]`)
  return (value) => {
    if (value === null) return ''
    const text = style.forExcel ? disarm(String(value)) : String(value)
    // A space at the rim is kept by quoting it: some readers trim bare cells.
    const mustQuote = text === '' || special.test(text) || text.startsWith(' ') || text.endsWith(' ')
    return mustQuote ? `"${text.replaceAll('"', '""')}"` : text
  }
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/
const FORMULA = /^[=+\-@\t\r]/

/** Keeps a spreadsheet from running a text as a formula (OWASP, CSV injection). */
export function disarm(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}
