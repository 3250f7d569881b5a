import { type Bits, countBits, hasBit } from './bits.ts'
import { evaluate } from './evaluate.ts'
import type { SortKey } from './orders.ts'
import type { Query } from './query.ts'
import { scoresFor } from './score.ts'
import type { PackageStore } from './store.ts'

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
  readonly now: Date
}

export interface PackageFound {
  readonly count: number
  /** Documents of the page, in order. */
  readonly docs: readonly number[]
  /** Every value of a counted field that occurs, the most frequent first. */
  readonly facets: ReadonlyMap<string, readonly FacetValue[]>
}

export interface FacetValue {
  readonly name: string
  readonly count: number
}

/** Answers one request: exact count, exact facets, any page at about the same price. */
export function searchPackages(store: PackageStore, request: PackageRequest): PackageFound {
  const { query, filter, now } = request
  const asked = { store, now }
  const bits = evaluate({ kind: 'and', parts: [query, filter] }, asked)
  const count = countBits(bits)
  const facets = new Map(request.facets.map((field) => [field, countValues(store, field, bits)]))
  if (request.rows === 0 || request.start >= count) return { count, docs: [], facets }
  const [first, ...rest] = request.sort
  const docs =
    first?.field === 'score'
      ? byScore(store, { request, bits, rest, count, ascending: !first.descending })
      : pageOf(store.order(request.sort).docs(), bits, request)
  return { count, docs, facets }
}

interface Page {
  readonly start: number
  readonly rows: number
}

/** The fitting documents of an order, from `start` on. */
function pageOf(order: Uint32Array, bits: Bits, { start, rows }: Page): readonly number[] {
  const page: number[] = []
  let left = start
  for (const doc of order) {
    if (!hasBit(bits, doc)) continue
    if (left-- > 0) continue
    page.push(doc)
    if (page.length === rows) break
  }
  return page
}

interface Scored {
  readonly request: PackageRequest
  readonly bits: Bits
  /** Keys that order what scores the same. */
  readonly rest: readonly SortKey[]
  readonly count: number
  readonly ascending: boolean
}

// Score and place in the order of ties fit one float of 53 bits: sorting plain numbers is many times faster than comparing.
const PLACES = 2 ** 27

function byScore(store: PackageStore, { request, bits, rest, count, ascending }: Scored): readonly number[] {
  const order = store.order(rest).docs()
  const scores = scoresFor(request.query, store)
  if (!scores.some((score) => score > 0)) return pageOf(order, bits, request)
  const keys = new Float64Array(count)
  let n = 0
  for (let place = 0; place < order.length; place++) {
    const doc = order[place] as number
    if (!hasBit(bits, doc)) continue
    const score = scores[doc] as number
    keys[n++] = (ascending ? score : -score) * PLACES + place
  }
  keys.sort()
  return Array.from(keys.subarray(request.start, request.start + request.rows), (key) => {
    const place = ((key % PLACES) + PLACES) % PLACES
    return order[place] as number
  })
}

function countValues(store: PackageStore, field: string, bits: Bits): readonly FacetValue[] {
  const found: FacetValue[] = []
  const values = store.fields.get(field) ?? store.fields.get(`extras_${field}`)
  for (const [name, { docs, count }] of values?.values ?? []) found.push({ name, count: countIn(bits, docs, count) })
  return found.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

// The innermost loop of a search with facets: a bit is added instead of asked for.
function countIn(bits: Bits, docs: Uint32Array, count: number): number {
  let hits = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] as number
    hits += ((bits[doc >>> 5] as number) >>> (doc & 31)) & 1
  }
  return hits
}
