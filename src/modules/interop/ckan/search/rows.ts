/** Lists of small numbers, each list once. Row 0 is the empty list. */
export interface Rows {
  count: number
  /** Row r is `numbers[ends[r - 1] .. ends[r])`. */
  ends: Int32Array
  numbers: Int32Array
  /** Rows by the hash of their list, 0 where none is: open addressing. */
  table: Int32Array
}

/** No lists but the empty one. */
export function newRows(): Rows {
  return { count: 1, ends: new Int32Array(64), numbers: new Int32Array(64), table: new Int32Array(128) }
}

/** The row of a list, given on first sight. */
export function rowOf(rows: Rows, list: Int32Array): number {
  if (list.length === 0) return 0
  const place = placeOf(rows, list)
  const known = rows.table[place] as number
  if (known !== 0) return known
  const row = rows.count++
  const from = rows.ends[row - 1] as number
  if (row === rows.ends.length) rows.ends = larger(rows.ends, row + 1)
  if (from + list.length > rows.numbers.length) rows.numbers = larger(rows.numbers, from + list.length)
  rows.numbers.set(list, from)
  rows.ends[row] = from + list.length
  rows.table[place] = row
  if (rows.count * 2 > rows.table.length) rehash(rows)
  return row
}

/** The list of a row. */
export function listOf({ ends, numbers }: Rows, row: number): Int32Array {
  return row === 0 ? numbers.subarray(0, 0) : numbers.subarray(ends[row - 1], ends[row])
}

/** What a search counts: documents, and the row of each. */
export interface RowsOfDocs {
  readonly docs: Int32Array
  readonly rowByDoc: Int32Array
}

/** Adds to `sums` how often each number stands in the rows of the documents. */
export function addUp(rows: Rows, counted: RowsOfDocs, sums: Int32Array): void {
  if (rows.count * 4 < counted.docs.length) addByRow(rows, counted, sums)
  else addEach(rows, counted, sums)
}

// Most fields have few different lists: one addition a document, then each list once.
function addByRow({ count, ends, numbers }: Rows, { docs, rowByDoc }: RowsOfDocs, sums: Int32Array): void {
  const named = new Int32Array(count)
  for (let i = 0; i < docs.length; i++) {
    const row = rowByDoc[docs[i] as number] as number
    named[row] = (named[row] as number) + 1
  }
  for (let row = 1; row < count; row++) {
    const times = named[row] as number
    if (times === 0) continue
    for (let at = ends[row - 1] as number; at < (ends[row] as number); at++) {
      const number = numbers[at] as number
      sums[number] = (sums[number] as number) + times
    }
  }
}

function addEach({ ends, numbers }: Rows, { docs, rowByDoc }: RowsOfDocs, sums: Int32Array): void {
  for (let i = 0; i < docs.length; i++) {
    const row = rowByDoc[docs[i] as number] as number
    if (row === 0) continue
    const end = ends[row] as number
    for (let at = ends[row - 1] as number; at < end; at++) {
      const number = numbers[at] as number
      sums[number] = (sums[number] as number) + 1
    }
  }
}

/** Where the list stands in the table, or the free place it would take. */
function placeOf(rows: Rows, list: Int32Array): number {
  const { table } = rows
  const mask = table.length - 1
  let place = hashOf(list) & mask
  while (table[place] !== 0 && !isRow(rows, table[place] as number, list)) place = (place + 1) & mask
  return place
}

function isRow({ ends, numbers }: Rows, row: number, list: Int32Array): boolean {
  const from = ends[row - 1] as number
  if ((ends[row] as number) - from !== list.length) return false
  for (let i = 0; i < list.length; i++) if (numbers[from + i] !== list[i]) return false
  return true
}

function hashOf(list: Int32Array): number {
  let hash = list.length
  for (let i = 0; i < list.length; i++) {
    hash = Math.imul(hash ^ (list[i] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function rehash(rows: Rows): void {
  rows.table = new Int32Array(rows.table.length * 2)
  for (let row = 1; row < rows.count; row++) rows.table[placeOf(rows, listOf(rows, row))] = row
}

/** A longer copy. */
export function larger(array: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(needed, array.length * 2))
  grown.set(array)
  return grown
}
