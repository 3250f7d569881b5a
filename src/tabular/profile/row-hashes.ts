import type { Column, Value } from '../model.ts'
import type { CellHash } from './hash.ts'
import { combine, wide } from './hash.ts'

export interface DuplicateRows {
  /** Records that are equal to an earlier one. */
  readonly count: number
  /** Pairs of 1-based record numbers: the repeated one and the one it repeats, at most 10. */
  readonly examples: readonly { readonly row: number; readonly sameAs: number }[]
  /** Records compared; fewer than the table has when it is very long. */
  readonly checked: number
}

export interface RowAccumulator {
  /** `hashes` are those of the cells of `row`. */
  add(row: readonly Value[], hashes: readonly CellHash[], number: number): void
  duplicates(): DuplicateRows
  /** Columns or sets of columns whose values tell every checked record apart, shortest first. */
  keys(): readonly (readonly string[])[]
}

const CHECKED = 2_000_000
const EXAMPLES = 10
const CANDIDATES = 24

interface Candidate {
  readonly columns: readonly number[]
  readonly seen: Set<number>
  alive: boolean
}

/** Compares records by hash: repeated ones, and which columns could be a key. */
export function createRowAccumulator(columns: readonly Column[]): RowAccumulator {
  const first = new Map<number, number>()
  const examples: { row: number; sameAs: number }[] = []
  const candidates = candidateKeys(columns).map((key): Candidate => ({ columns: key, seen: new Set(), alive: true }))
  const tally = { duplicates: 0, checked: 0 }
  const every = Array.from(columns.keys())
  return {
    add(row, hashes, number) {
      if (tally.checked >= CHECKED) return
      tally.checked += 1
      const hash = hashCells(hashes, every)
      const sameAs = first.get(hash)
      if (sameAs === undefined) first.set(hash, number)
      else {
        tally.duplicates += 1
        if (examples.length < EXAMPLES) examples.push({ row: number, sameAs })
      }
      for (const candidate of candidates) if (candidate.alive) testCandidate(candidate, row, hashes)
    },
    duplicates: () => ({ count: tally.duplicates, examples, checked: tally.checked }),
    keys() {
      if (tally.checked < 2) return []
      const found = candidates.filter((candidate) => candidate.alive).map(({ columns: key }) => key)
      return found
        .filter(
          (key) =>
            !found.some((other) => other !== key && other.length < key.length && other.every((at) => key.includes(at))),
        )
        .map((key) => key.flatMap((at) => columns[at]?.name ?? []))
    },
  }
}

function testCandidate(candidate: Candidate, row: readonly Value[], hashes: readonly CellHash[]): void {
  const hash = hashCells(hashes, candidate.columns)
  const missing = candidate.columns.some((at) => row[at] === null || row[at] === '')
  if (missing || candidate.seen.has(hash)) {
    candidate.alive = false
    candidate.seen.clear()
  } else candidate.seen.add(hash)
}

function hashCells(hashes: readonly CellHash[], columns: readonly number[]): number {
  let a = 0
  let b = 1
  for (const at of columns) {
    const hash = hashes[at]
    if (!hash) continue
    a = combine(a, hash.a)
    b = combine(b, hash.b)
  }
  return wide(a, b)
}

/** Single columns that are no measures, pairs of dimensions, and all dimensions together. */
function candidateKeys(columns: readonly Column[]): number[][] {
  const single = columns.flatMap((column, at) => (column.role === 'measure' && column.type === 'decimal' ? [] : [[at]]))
  const dimensions = columns.flatMap((column, at) => (column.role === 'dimension' ? [at] : []))
  const pairs = dimensions.flatMap((a, at) => dimensions.slice(at + 1).map((b) => [a, b]))
  const all = dimensions.length > 2 ? [dimensions] : []
  return [...single.slice(0, CANDIDATES), ...pairs.slice(0, CANDIDATES), ...all]
}
