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

/** Reads the sort of a request. */
export function readOrder(sort: SearchSort | undefined, fields: SearchFields): Order {
  if (sort === undefined || sort === 'relevance') return { by: 'relevance', field: -1, descending: true }
  if (sort === 'title') return { by: 'title', field: -1, descending: false }
  return { by: 'number', field: fields.numbers.indexOf(sort.number), descending: sort.order === 'desc' }
}

/** The best `most` matches of one segment, best first. */
export function topOfSegment(segment: Segment, order: Order, matches: Matches, most: number): Found[] {
  const { docs, scores, count } = matches
  const before = matchOrder(segment, order, matches)
  const heap = createHeap(most, before)
  for (let i = 0; i < count; i++) heap.offer(i)
  return heap.sorted().map((i) => ({ segment, doc: docs[i] as number, score: scores[i] as number }))
}

/** Compares two places of `matches`: negative when the first stands before the second. */
function matchOrder(segment: Segment, order: Order, matches: Matches): (a: number, b: number) => number {
  const { docs, scores } = matches
  const tie = (a: number, b: number): number => compareTies(segment, docs[a] as number, segment, docs[b] as number)
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
    return tops.toSorted((a, b) => compareText(keys.get(a) ?? '', keys.get(b) ?? '') || compareFound(a, b))
  }
  if (order.by === 'relevance') return tops.toSorted((a, b) => b.score - a.score || compareFound(a, b))
  const number = ({ segment, doc }: Found): number => segment.numbers[order.field]?.[doc] ?? Number.NaN
  return tops.toSorted((a, b) => compareNumbers(number(a), number(b), order.descending) || compareFound(a, b))
}

function compareFound(a: Found, b: Found): number {
  return compareTies(a.segment, a.doc, b.segment, b.doc)
}

/** Newest first (the first number field), then an arbitrary order that stays the same in every rebuild. */
function compareTies(segmentA: Segment, a: number, segmentB: Segment, b: number): number {
  const numbersA = segmentA.numbers[0]
  const numbersB = segmentB.numbers[0]
  if (numbersA && numbersB) {
    const byNumber = compareNumbers(numbersA[a] as number, numbersB[b] as number, true)
    if (byNumber !== 0) return byNumber
  }
  const byHash = (segmentA.idHashes[a] as number) - (segmentB.idHashes[b] as number)
  return byHash || compareText(blobText(segmentA.ids, a), blobText(segmentB.ids, b))
}

/** A missing number (NaN) comes last in both directions. */
function compareNumbers(a: number, b: number, descending: boolean): number {
  if (a === b) return 0
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  if (Number.isNaN(b)) return -1
  return descending === a > b ? -1 : 1
}

/** Keeps the best `most` of what is offered; the worst kept one stands on top. */
function createHeap(most: number, compare: (a: number, b: number) => number) {
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
    offer(item: number): void {
      if (items.length < most) {
        items.push(item)
        rise(items.length - 1)
      } else if (most > 0 && compare(item, items[0] as number) < 0) {
        items[0] = item
        sink()
      }
    },
    sorted: () => items.toSorted(compare),
  }
}
