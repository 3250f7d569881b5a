import type { ColumnType, Value } from '../../../tabular/model.ts'
import type { Batches, Layout } from './layout.ts'

type Cell = string | number | boolean | Date | null

/**
 * A workbook of one sheet (more where Excel's row limit demands), written as it is read. Text stays text: `007` and
 * `=1+1` are strings in the file. Numbers beyond 15 digits are text too, because Excel would cut them.
 */
export async function* xlsxBytes(layout: Layout, batches: Batches): AsyncIterable<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx')
  const convert = layout.types.map(cellOf)
  async function* rows(): AsyncIterable<Cell[]> {
    yield [...layout.headers]
    for await (const batch of batches) {
      for (const row of batch) yield convert.map((make, at) => make(row[at] ?? null))
    }
  }
  const stream = writeXlsxStream(rows(), { name: sheetName(layout.title), zip64: true })
  for await (const piece of stream) yield piece
}

// The first date Excel counts without its leap year error of 1900.
const FIRST_EXCEL_DATE = '1900-03-01'

function cellOf(type: ColumnType): (value: Value) => Cell {
  if (type === 'date' || type === 'datetime') {
    return (value) => {
      if (typeof value !== 'string' || value < FIRST_EXCEL_DATE || value.length > 23) return value
      return new Date(value.length === 10 ? `${value}T00:00:00Z` : `${value}Z`)
    }
  }
  if (type === 'integer') {
    return (value) => (typeof value === 'number' && Math.abs(value) >= 1e15 ? String(value) : value)
  }
  return (value) => value
}

/** Excel allows 31 characters and none of `[]:*?/\`. */
function sheetName(title: string): string {
  const name = title
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 28)
  return name === '' ? 'data' : name
}
