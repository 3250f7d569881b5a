import { type Bits, countBits, docsIn, fillRest, hasBit } from './bits.ts'
import { evaluate } from './evaluate.ts'
import type { FacetColumn } from './facet-column.ts'
import type { Order, SortKey } from './orders.ts'
import type { Query } from './query.ts'
import { fillScores, scoredWords } from './score.ts'
import type { PackageStore } from './store.ts'
import { type Page, topPlaces } from './top.ts'

export interface PackageRequest {
  /** What is looked for; its words make the score. */
  readonly query: Query
  /** What it must be besides. */
  readonly filter: Query
  /** Keys in their order; `score` counts only as the first. */
  readonly sort: readonly SortKey[]
  readonly start: number
  readonly rows: number
  readonly facets: readonly string[]
  /** Values of each counted field at most; all of them unless said here. */
  readonly facetLimit?: number
  /** What a value must count to be named; 0 unless said here. */
  readonly facetMinCount?: number
  readonly now: Date
  /** How long documents may be looked for; 2 s unless said here. */
  readonly mostMs?: number
}

const MOST_MS = 2_000

export interface PackageFound {
  readonly count: number
  /** Documents of the page, in order. */
  readonly docs: readonly number[]
  /** Values of the counted fields, the most frequent first. */
  readonly facets: ReadonlyMap<string, readonly FacetValue[]>
}

export interface FacetValue {
  readonly name: string
  readonly count: number
}

/**
 * Answers one request: exact count, exact facets, any page at about the same price. Throws AppError `ckan.search` for a
 * query that asks for too much.
 */
export function searchPackages(store: PackageStore, request: PackageRequest): PackageFound {
  store.room.begin()
  const asked = { store, now: request.now, until: performance.now() + (request.mostMs ?? MOST_MS) }
  const bits = evaluate({ kind: 'and', parts: [request.query, request.filter] }, asked)
  const count = countBits(bits)
  const fitting: Fitting = { bits, count, docs: once(() => docsOf(bits, store.room.take('docs', count))) }
  return {
    count,
    docs: pageOf(store, request, fitting),
    facets: countFacets(store, request, fitting),
  }
}

/** Documents that fit a request. */
interface Fitting {
  readonly bits: Bits
  readonly count: number
  readonly docs: () => Int32Array
}

function docsOf(bits: Bits, docs: Int32Array): Int32Array {
  docsIn(bits, docs)
  return docs
}

function once<Thing>(make: () => Thing): () => Thing {
  let made: { readonly thing: Thing } | undefined
  return () => (made ??= { thing: make() }).thing
}

function pageOf(store: PackageStore, request: PackageRequest, { bits, count, docs }: Fitting): readonly number[] {
  if (request.rows === 0 || request.start >= count) return []
  const [first, ...rest] = request.sort
  const isByScore = first?.field === 'score'
  const order = store.order(isByScore ? rest : request.sort)
  const words = isByScore ? scoredWords(request.query, store) : []
  if (words.length === 0 && count * 16 > store.livingCount()) return walk(order, bits, request)
  const places = order.places()
  const scores = store.room.take('scores', store.size())
  fillScores(scores, { words, docs: docs() }, store)
  const found = topPlaces({ ids: docs(), count, scores, places, ascending: first?.descending === false }, request)
  const inOrder = order.docs()
  return found.map((place) => inOrder[place] as number)
}

/** The fitting documents of an order, from `start` on. */
function walk(order: Order, bits: Bits, { start, rows }: Page): readonly number[] {
  const page: number[] = []
  let left = start
  for (const doc of order.docs()) {
    if (!hasBit(bits, doc)) continue
    if (left-- > 0) continue
    page.push(doc)
    if (page.length === rows) break
  }
  return page
}

function countFacets(store: PackageStore, request: PackageRequest, fitting: Fitting): PackageFound['facets'] {
  // Of more than half, the rest is counted.
  const others = store.livingCount() - fitting.count
  const isMost = others < fitting.count
  const counted = once(() => (isMost ? othersOf(store, fitting.bits, others) : fitting.docs()))
  return new Map(
    request.facets.map((field) => {
      const column = store.facetColumn(field) ?? store.facetColumn(`extras_${field}`)
      if (!column) return [field, []]
      const counts = new Int32Array(column.names.length)
      column.count(counted(), counts)
      if (isMost) column.totals().forEach((total, value) => (counts[value] = total - (counts[value] as number)))
      return [field, mostFrequent(column, counts, request)]
    }),
  )
}

function othersOf({ room, living, size }: PackageStore, bits: Bits, count: number): Int32Array {
  const rest = room.noBits(size())
  fillRest(rest, living(), bits)
  return docsOf(rest, room.take('others', count))
}

function mostFrequent(
  { names, byName }: FacetColumn,
  counts: Int32Array,
  { facetLimit = Infinity, facetMinCount = 0 }: PackageRequest,
): readonly FacetValue[] {
  const ids = new Int32Array(counts.length)
  let count = 0
  for (let value = 0; value < counts.length; value++)
    if ((counts[value] as number) >= facetMinCount) ids[count++] = value
  const inOrder = byName.docs()
  const places = topPlaces({ ids, count, scores: counts, places: byName.places() }, { start: 0, rows: facetLimit })
  return places.map((place) => {
    const value = inOrder[place] as number
    return { name: names[value] as string, count: counts[value] as number }
  })
}
