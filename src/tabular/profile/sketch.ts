import type { Column, Value } from '../model.ts'
import type { CellHash } from './hash.ts'
import { combine, hashCell, hashFolded } from './hash.ts'

/** A small fingerprint of a table, to find near copies of it among many. Plain data: store it as JSON. */
export interface TableSketch {
  readonly version: 1
  readonly rows: number
  readonly columns: number
  /** Smallest hashes, ascending, of the set of column labels, of cell values, of whole records. */
  readonly labels: readonly number[]
  readonly values: readonly number[]
  readonly records: readonly number[]
  /** Smallest hashes of all records as they were loaded, for large tables; of a kind of their own. */
  readonly loaded?: readonly number[]
}

export interface Similarity {
  /** 0 to 1: how much one table looks like the other in all. */
  readonly score: number
  readonly labels: number
  readonly values: number
  readonly records: number
  /** Part of the smaller table's records that the other seems to have too: 1 for a table that only grew. */
  readonly contained: number
}

export interface SketchAccumulator {
  add(row: readonly Value[]): void
  result(): TableSketch
}

const SIZE = 256

/** Sketches a table while its records stream by. */
export function createSketch(columns: readonly Column[]): SketchAccumulator {
  const labels = createBottom()
  const values = createBottom()
  const records = createBottom()
  for (const column of columns) labels.add(hashFolded(column.title))
  const cell: CellHash = { a: 0, b: 0 }
  let rows = 0
  return {
    add(row) {
      rows += 1
      // Records are hashed as a sum of their cells, so that moved columns do not matter.
      let record = 0
      for (const value of row) {
        if (value === null || value === '') continue
        const hash = hashValue(value, cell)
        record = (record + combine(hash, 7)) >>> 0
        if (isTelling(value)) values.add(hash)
      }
      records.add(combine(record, row.length))
    },
    result: () => ({
      version: 1,
      rows,
      columns: columns.length,
      labels: labels.list(),
      values: values.list(),
      records: records.list(),
    }),
  }
}

function hashValue(value: Exclude<Value, null>, cell: CellHash): number {
  if (typeof value === 'string') return hashFolded(value)
  hashCell(value, cell)
  return cell.a
}

/** Short numbers and marks are in every table. */
function isTelling(value: Exclude<Value, null>): boolean {
  if (typeof value === 'number') return Math.abs(value) >= 100 || !Number.isInteger(value)
  return typeof value === 'string' && value.length > 2
}

/** Keeps the `SIZE` smallest distinct hashes it sees (a bottom-k sketch: Cohen and Kaplan 2007). */
function createBottom(): { add(hash: number): void; list(): readonly number[] } {
  const kept: number[] = []
  const known = new Set<number>()
  return {
    add(hash) {
      const largest = kept.at(-1)
      if ((kept.length === SIZE && largest !== undefined && hash >= largest) || known.has(hash)) return
      let low = 0
      let high = kept.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((kept[middle] ?? 0) < hash) low = middle + 1
        else high = middle
      }
      kept.splice(low, 0, hash)
      known.add(hash)
      if (kept.length > SIZE) known.delete(kept.pop() ?? -1)
    },
    list: () => [...kept],
  }
}

/** Adds what the loaded table says of its records; without a sketch so far it is all there is, with the labels. */
export function sketchLoaded(
  { columns, rows, hashes }: { columns: readonly Column[]; rows: number; hashes: readonly number[] },
  sketch: TableSketch = createSketch(columns).result(),
): TableSketch {
  return { ...sketch, rows, loaded: hashes }
}

/** How alike two tables are by their sketches. */
export function similarity(a: TableSketch, b: TableSketch): Similarity {
  const labels = overlap(a.labels, b.labels)
  const loaded = a.loaded && b.loaded ? overlap(a.loaded, b.loaded) : undefined
  const values = loaded ?? overlap(a.values, b.values)
  const records = loaded ?? overlap(a.records, b.records)
  const [small, large] = a.rows <= b.rows ? [a, b] : [b, a]
  const together = records * (small.rows + large.rows)
  const contained = small.rows === 0 ? 0 : Math.min(1, together / (1 + records) / small.rows)
  return {
    score: 0.25 * labels + 0.4 * values + 0.35 * Math.max(records, contained),
    labels,
    values,
    records,
    contained,
  }
}

/** Estimated share of common members in the union of two sets. */
function overlap(a: readonly number[], b: readonly number[]): number {
  const other = new Set(b)
  const mine = new Set(a)
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SIZE)
  if (union.length === 0) return 0
  return union.filter((hash) => mine.has(hash) && other.has(hash)).length / union.length
}
