import type { FacetColumn } from './facet-column.ts'
import { allowedDocs } from './facet-column.ts'
import type { Matches } from './match.ts'
import type { FacetCount } from './model.ts'
import type { Segment } from './segment.ts'
import { compareText } from './segment.ts'
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
  const failed = failedFilters(segment, filters, matches)
  const nearly = filters.map(() => ({ docs: new Uint16Array(count), count: 0 }))
  let n = 0
  for (let i = 0; i < count; i++) {
    const fails = failed[i] as number
    if (fails === 0) {
      docs[n] = docs[i] as number
      scores[n++] = scores[i] as number
    } else if ((fails & (fails - 1)) === 0) {
      const near = nearly[31 - Math.clz32(fails)] as { docs: Uint16Array; count: number }
      near.docs[near.count++] = docs[i] as number
    }
  }
  matches.count = n
  return nearly.map((near) => near.docs.subarray(0, near.count))
}

/** One bit per filter that a match fails. */
function failedFilters(segment: Segment, filters: readonly Filter[], { docs, count }: Matches): Int32Array {
  const failed = new Int32Array(count)
  filters.forEach(({ field, allowed }, f) => {
    const allows = allowedDocs(segment.facets[field] as FacetColumn, segment.count, allowed)
    for (let i = 0; i < count; i++) {
      failed[i] = (failed[i] as number) | (((allows[docs[i] as number] as number) ^ 1) << f)
    }
  })
  return failed
}

/** Living documents of the segment that are no match. */
export function othersOf({ dead, count }: Segment, { docs, count: matched, others }: Matches): Uint16Array {
  let n = 0
  let at = 0
  for (let doc = 0; doc < count; doc++) {
    if (at < matched && docs[at] === doc) at++
    else if (dead[doc] === 0) others[n++] = doc
  }
  return others.subarray(0, n)
}

export interface ListWanted {
  readonly limit: number
  /** Values of the field's own filter: returned even when they fall outside the limit. */
  readonly chosen: readonly string[]
}

/** The most frequent values, ties by value. */
export function topValues(list: FacetValues, counts: Int32Array, { limit, chosen }: ListWanted): FacetCount[] {
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
