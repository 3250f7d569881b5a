import type { Dictionary } from './dictionary.ts'
import type { Matches } from './match.ts'
import type { SearchFields, SearchSort } from './model.ts'
import type { Segment } from './segment.ts'
import { blobText, compareText, titleOf } from './segment.ts'
import { titleKey } from './title-key.ts'

export interface Found {
  readonly segment: Segment
  readonly doc: number
  readonly score: number
}

/** How hits are ordered; unknown number fields sort as if every document lacked the number. */
export interface Order {
  readonly by: 'relevance' | 'title' | 'number'
  readonly field: number
  readonly descending: boolean
}

/** Reads the sort of a request; without words there is no relevance, and the newest come first. */
export function readOrder(sort: SearchSort | undefined, fields: SearchFields, hasWords: boolean): Order {
  if (sort === 'title') return { by: 'title', field: -1, descending: false }
  if (typeof sort === 'object') {
    return { by: 'number', field: fields.numbers.indexOf(sort.number), descending: sort.order === 'desc' }
  }
  return hasWords
    ? { by: 'relevance', field: -1, descending: true }
    : { by: 'number', field: fields.numbers.length > 0 ? 0 : -1, descending: true }
}

/** What the matches of a segment are ordered by, and how many are wanted. */
export interface Wanted {
  readonly order: Order
  readonly most: number
}

/** The best matches of one segment, best first. */
export function topOfSegment(segment: Segment, matches: Matches, { order, most }: Wanted): Found[] {
  const heap = createHeap(most, matchOrder(segment, order, matches))
  const column = order.by === 'number' ? segment.numbers[order.field] : undefined
  if (order.by === 'relevance') offerByScore(segment, matches, heap)
  else if (column) offerByNumber({ column, sign: order.descending ? 1 : -1 }, matches, heap)
  else for (let i = 0; i < matches.count; i++) heap.offer(i)
  const { docs, scores } = matches
  return heap.sorted().map((i) => ({ segment, doc: docs[i] as number, score: scores[i] as number }))
}

// Nearly all matches of a broad query are worse than the worst kept one; saying so without a call halves the search.
function offerByScore(segment: Segment, { docs, scores, count }: Matches, heap: Heap): void {
  const ties = segment.numbers[0] ?? new Float64Array(segment.count)
  let worstScore = -1
  let worstTie = Number.NaN
  for (let i = 0; i < count; i++) {
    const score = scores[i] as number
    if (score < worstScore) continue
    if (score === worstScore && (ties[docs[i] as number] as number) < worstTie) continue
    const worst = heap.offer(i)
    if (worst === undefined) continue
    worstScore = scores[worst] as number
    worstTie = ties[docs[worst] as number] as number
  }
}

interface NumberKey {
  readonly column: Float64Array
  readonly sign: 1 | -1
}

function offerByNumber({ column, sign }: NumberKey, { docs, count }: Matches, heap: Heap): void {
  let worstKey = Number.NaN
  for (let i = 0; i < count; i++) {
    // A comparison with NaN is false: what has no number is offered and compared in full.
    if (sign * (column[docs[i] as number] as number) < worstKey) continue
    const worst = heap.offer(i)
    if (worst !== undefined) worstKey = sign * (column[docs[worst] as number] as number)
  }
}

/** Compares two places of `matches`: negative when the first stands before the second. */
function matchOrder(segment: Segment, order: Order, matches: Matches): (a: number, b: number) => number {
  const { docs, scores } = matches
  const tie = (a: number, b: number): number =>
    compareTies({ segment, doc: docs[a] as number }, { segment, doc: docs[b] as number })
  if (order.by === 'relevance') return (a, b) => (scores[b] as number) - (scores[a] as number) || tie(a, b)
  if (order.by === 'title') {
    return (a, b) => segment.compareTitles(docs[a] as number, docs[b] as number) || tie(a, b)
  }
  const column = segment.numbers[order.field]
  if (!column) return tie
  const { descending } = order
  return (a, b) =>
    compareNumbers(column[docs[a] as number] as number, column[docs[b] as number] as number, descending) || tie(a, b)
}

/** Merges the best of all segments. */
export function mergeTops(tops: readonly Found[], order: Order, dictionary: Dictionary): Found[] {
  if (order.by === 'title') {
    const keys = new Map(tops.map((found) => [found, titleKey(titleOf(found.segment, found.doc, dictionary))]))
    return tops.toSorted((a, b) => compareText(keys.get(a) ?? '', keys.get(b) ?? '') || compareTies(a, b))
  }
  if (order.by === 'relevance') return tops.toSorted((a, b) => b.score - a.score || compareTies(a, b))
  const number = ({ segment, doc }: Found): number => segment.numbers[order.field]?.[doc] ?? Number.NaN
  return tops.toSorted((a, b) => compareNumbers(number(a), number(b), order.descending) || compareTies(a, b))
}

type Place = Pick<Found, 'segment' | 'doc'>

/** Newest first (the first number field), then an arbitrary order that stays the same in every rebuild. */
function compareTies(a: Place, b: Place): number {
  const newA = a.segment.numbers[0]?.[a.doc] ?? 0
  const newB = b.segment.numbers[0]?.[b.doc] ?? 0
  const byHash = (a.segment.idHashes[a.doc] as number) - (b.segment.idHashes[b.doc] as number)
  return (
    compareNumbers(newA, newB, true) ||
    byHash ||
    compareText(blobText(a.segment.ids, a.doc), blobText(b.segment.ids, b.doc))
  )
}

/** A missing number (NaN) comes last in both directions. */
function compareNumbers(a: number, b: number, descending: boolean): number {
  if (a === b) return 0
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  if (Number.isNaN(b)) return -1
  return descending === a > b ? -1 : 1
}

interface Heap {
  /** Returns the worst kept item once there are as many as wanted: whatever is worse need not be offered. */
  readonly offer: (item: number) => number | undefined
  readonly sorted: () => number[]
}

/** Keeps the best `most` of what is offered; the worst kept one stands on top. */
function createHeap(most: number, compare: (a: number, b: number) => number): Heap {
  const items: number[] = []

  function rise(from: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (compare(items[at] as number, items[parent] as number) <= 0) return
      swap(at, parent)
      at = parent
    }
  }

  function sink(): void {
    let at = 0
    for (;;) {
      const left = at * 2 + 1
      if (left >= items.length) return
      const right = left + 1
      const isRight = right < items.length && compare(items[right] as number, items[left] as number) > 0
      const worst = isRight ? right : left
      if (compare(items[worst] as number, items[at] as number) <= 0) return
      swap(at, worst)
      at = worst
    }
  }

  function swap(a: number, b: number): void {
    const kept = items[a] as number
    items[a] = items[b] as number
    items[b] = kept
  }

  return {
    offer(item) {
      if (items.length < most) {
        items.push(item)
        rise(items.length - 1)
      } else if (most > 0 && compare(item, items[0] as number) < 0) {
        items[0] = item
        sink()
      }
      return items.length === most ? items[0] : undefined
    },
    sorted: () => items.toSorted(compare),
  }
}
