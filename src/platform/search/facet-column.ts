import { grow } from './grow.ts'

/**
 * Facet values of the documents of one segment. A row is a list of values; `rows` names the row of each document, or is
 * empty when every document has a row of its own. Most fields have few different lists (one theme, three formats), so
 * that counting rows first and their values afterwards is one addition per document. Arrays are signed because the
 * JavaScript engine computes unsigned 32-bit numbers as doubles, at twice the time.
 */
export interface FacetColumn {
  readonly rows: Int32Array
  offsets: Int32Array
  values: Int32Array
}

export interface OpenColumn extends FacetColumn {
  /** Row of each list of values met so far; empty once there are too many different ones to share rows. */
  readonly known: Map<string, number>
  rowCount: number
}

/** Room for documents still to come. */
export function createOpenColumn(capacity: number): OpenColumn {
  return {
    rows: new Int32Array(capacity),
    offsets: new Int32Array(capacity + 1),
    values: new Int32Array(64),
    known: new Map(),
    rowCount: 0,
  }
}

/** Sets the values of the next document. */
export function appendRow(column: OpenColumn, doc: number, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b)
  const { known, rowCount } = column
  if (isScattered(column, column.rows.length)) known.clear()
  else {
    const key = sorted.join()
    const row = known.get(key) ?? rowCount
    column.rows[doc] = row
    if (row < rowCount) return
    known.set(key, row)
  }
  column.rows[doc] = rowCount
  const at = column.offsets[rowCount] as number
  column.values = grow(column.values, at + sorted.length)
  column.values.set(sorted, at)
  column.offsets[rowCount + 1] = at + sorted.length
  column.rowCount = rowCount + 1
}

/** Whether so many documents have a list of their own that sharing does not pay. */
function isScattered({ rowCount }: OpenColumn, docs: number): boolean {
  return rowCount * 4 > docs + 16
}

/** The values of one document. */
export function valuesOf(column: FacetColumn, doc: number): Int32Array {
  const row = column.rows.length > 0 ? (column.rows[doc] as number) : doc
  return column.values.subarray(column.offsets[row], column.offsets[row + 1])
}

/** The smallest form of the first `count` documents of a column. */
export function tightenColumn(column: OpenColumn, count: number): FacetColumn {
  const { rowCount } = column
  if (isScattered(column, count)) return ownRows(column, count)
  const offsets = column.offsets.slice(0, rowCount + 1)
  return { rows: column.rows.slice(0, count), offsets, values: column.values.slice(0, offsets[rowCount]) }
}

function ownRows(column: FacetColumn, count: number): FacetColumn {
  const offsets = new Int32Array(count + 1)
  let values = new Int32Array(count)
  for (let doc = 0; doc < count; doc++) {
    const own = valuesOf(column, doc)
    const at = offsets[doc] as number
    values = grow(values, at + own.length)
    values.set(own, at)
    offsets[doc + 1] = at + own.length
  }
  return { rows: new Int32Array(0), offsets, values: values.slice(0, offsets[count]) }
}

/** Adds the values of the documents to `counts`. */
export function countValues(column: FacetColumn, docs: Uint16Array, counts: Int32Array): void {
  const { rows, offsets, values } = column
  if (rows.length === 0) {
    countOwnRows(column, docs, counts)
    return
  }
  const rowCounts = new Int32Array(offsets.length - 1)
  for (let i = 0; i < docs.length; i++) {
    const row = rows[docs[i] as number] as number
    rowCounts[row] = (rowCounts[row] as number) + 1
  }
  for (let row = 0; row < rowCounts.length; row++) {
    const count = rowCounts[row] as number
    if (count === 0) continue
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      const value = values[at] as number
      counts[value] = (counts[value] as number) + count
    }
  }
}

function countOwnRows({ offsets, values }: FacetColumn, docs: Uint16Array, counts: Int32Array): void {
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] as number
    const to = offsets[doc + 1] as number
    for (let at = offsets[doc] as number; at < to; at++) {
      const value = values[at] as number
      counts[value] = (counts[value] as number) + 1
    }
  }
}

/** 1 for every document that has an allowed value. */
export function allowedDocs(column: FacetColumn, count: number, allowed: Uint8Array): Uint8Array {
  const { rows, offsets, values } = column
  const rowCount = rows.length > 0 ? offsets.length - 1 : count
  const byRow = new Uint8Array(rowCount)
  for (let row = 0; row < rowCount; row++) {
    for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
      if (allowed[values[at] as number] === 1) byRow[row] = 1
    }
  }
  if (rows.length === 0) return byRow
  const byDoc = new Uint8Array(count)
  for (let doc = 0; doc < count; doc++) byDoc[doc] = byRow[rows[doc] as number] as number
  return byDoc
}
