import type { Matches } from './match.ts'
import type { FacetCount } from './model.ts'
import { compareText, noValue } from './segment.ts'
import type { FacetColumn, Segment } from './segment.ts'
import type { FacetValues } from './values.ts'

/** A chosen field: which values let a document through. */
export interface Filter {
  readonly field: number
  /** 1 per allowed value, by number. */
  readonly allowed: Uint8Array
}

/**
 * Splits matches by filters: those that pass all stay in `matches`; those that fail exactly one, which the counts of
 * that one field still need, are returned per filter.
 */
export function applyFilters(segment: Segment, filters: readonly Filter[], matches: Matches): Uint16Array[] {
  const { docs, scores, count } = matches
  const nearly = filters.map(() => ({ docs: new Uint16Array(count), count: 0 }))
  let n = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] as number
    const failed = failedFilter(segment, filters, doc)
    if (failed === passed) {
      docs[n] = doc
      scores[n++] = scores[i] as number
      continue
    }
    const near = nearly[failed]
    if (near) near.docs[near.count++] = doc
  }
  matches.count = n
  return nearly.map((near) => near.docs.subarray(0, near.count))
}

const passed = -1
const failedSeveral = 0xff

/** The only filter the document fails, `passed` or `failedSeveral`. */
function failedFilter(segment: Segment, filters: readonly Filter[], doc: number): number {
  let failed = passed
  for (let f = 0; f < filters.length; f++) {
    const filter = filters[f] as Filter
    if (hasAllowed(segment.facets[filter.field] as FacetColumn, filter.allowed, doc)) continue
    if (failed !== passed) return failedSeveral
    failed = f
  }
  return failed
}

function hasAllowed(column: FacetColumn, allowed: Uint8Array, doc: number): boolean {
  if (column.single) {
    const value = column.values[doc] as number
    return value < allowed.length && allowed[value] === 1
  }
  const to = column.offsets[doc + 1] as number
  for (let i = column.offsets[doc] as number; i < to; i++) {
    const value = column.values[i] as number
    if (value < allowed.length && allowed[value] === 1) return true
  }
  return false
}

/** Adds the values of the documents to `counts`; the last entry of `counts` takes documents without a value. */
export function countValues(column: FacetColumn, docs: Uint16Array, count: number, counts: Uint32Array): void {
  if (column.single) countSingle(column.values, docs, count, counts)
  else countMany(column, docs, count, counts)
}

function countSingle(values: Uint32Array, docs: Uint16Array, count: number, counts: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const value = values[docs[i] as number] as number
    if (value !== noValue) counts[value] = (counts[value] as number) + 1
  }
}

function countMany({ offsets, values }: FacetColumn, docs: Uint16Array, count: number, counts: Uint32Array): void {
  for (let i = 0; i < count; i++) {
    const doc = docs[i] as number
    const to = offsets[doc + 1] as number
    for (let at = offsets[doc] as number; at < to; at++) {
      const value = values[at] as number
      counts[value] = (counts[value] as number) + 1
    }
  }
}

/** The most frequent values, ties by value, and the chosen ones even when they fall outside the limit. */
export function topValues(
  list: FacetValues,
  counts: Uint32Array,
  limit: number,
  chosen: readonly string[],
): FacetCount[] {
  const top: FacetCount[] = []
  let least = 0
  list.values.forEach((value, id) => {
    const count = counts[id] as number
    if (count === 0 || count < least) return
    const entry = { value, count }
    if (top.length === limit && compareCounts(entry, top.at(-1) ?? entry) >= 0) return
    insertSorted(top, entry)
    if (top.length > limit) top.pop()
    if (top.length === limit) least = top.at(-1)?.count ?? 0
  })
  const missing = [...new Set(chosen)].filter((value) => !top.some((entry) => entry.value === value))
  const rest = missing.map((value) => ({ value, count: counts[list.ids.get(value) ?? -1] ?? 0 }))
  return [...top, ...rest.sort(compareCounts)]
}

function compareCounts(a: FacetCount, b: FacetCount): number {
  return b.count - a.count || compareText(a.value, b.value)
}

function insertSorted(top: FacetCount[], entry: FacetCount): void {
  let low = 0
  let high = top.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareCounts(top[middle] ?? entry, entry) <= 0) low = middle + 1
    else high = middle
  }
  top.splice(low, 0, entry)
}
