import type { Filter } from './count.ts'
import { applyFilters, othersOf, topValues } from './count.ts'
import { findClose } from './did-you-mean.ts'
import { countValues } from './facet-column.ts'
import { showHit } from './highlight.ts'
import type { Matches, Sought } from './match.ts'
import { createMatches, keepPhrases, keepRanges, matchSegment, scoreTerms } from './match.ts'
import type { MemoryIndex } from './memory-index.ts'
import type { FacetCount, NumberRange, SearchRequest, SearchResult } from './model.ts'
import { searchLimits } from './model.ts'
import type { Query } from './query.ts'
import { readQuery, resolveQuery } from './query.ts'
import type { Segment } from './segment.ts'
import type { Found, Order } from './top.ts'
import { mergeTops, readOrder, topOfSegment } from './top.ts'
import type { FacetValues } from './values.ts'

/** A request with every name looked up and every size bounded. */
interface Plan extends Sought {
  readonly ranges: ReadonlyMap<number, NumberRange>
  readonly filters: readonly Filter[]
  readonly counted: readonly CountedField[]
  /** Probably most documents match: those that do not are counted, and taken from what all have. */
  readonly countsOthers: boolean
  readonly order: Order
  readonly offset: number
  readonly limit: number
}

interface CountedField {
  readonly name: string
  readonly field: number
  readonly counts: Int32Array
  readonly limit: number
}

/** A searcher over one index; it owns the buffers that searches share, so calls must not overlap. */
export function createSearcher(index: MemoryIndex): (request: SearchRequest) => Omit<SearchResult, 'tookMs'> {
  const matches = createMatches()
  return (request) => search(index, request, matches)
}

function search(index: MemoryIndex, request: SearchRequest, matches: Matches): Omit<SearchResult, 'tookMs'> {
  const { state } = index
  const words = readQuery(request.q, request.lang ?? 'vi')
  const plan = makePlan(index, request, resolveQuery(words, state.dictionary))
  const tops: Found[] = []
  let total = 0
  const segments: readonly Segment[] = plan.query.hopeless ? [] : [...state.sealed, state.open]
  for (const segment of segments) {
    gather(segment, plan, matches)
    total += matches.count
    tops.push(...topOfSegment(segment, matches, { order: plan.order, most: plan.offset + plan.limit }))
  }
  if (plan.countsOthers) for (const { field, counts } of plan.counted) takeFromAll(state.facetValues[field], counts)
  const page = mergeTops(tops, plan.order, state.dictionary).slice(plan.offset, plan.offset + plan.limit)
  return {
    total,
    hits: page.map((found) => showHit(found, plan.query, state.dictionary)),
    facets: Object.fromEntries(plan.counted.map((counted) => [counted.name, listValues(index, request, counted)])),
    position: state.position,
    didYouMean: total === 0 ? findClose(words, state.dictionary) : undefined,
  }
}

function takeFromAll(list: FacetValues | undefined, counts: Int32Array): void {
  for (let value = 0; value < counts.length; value++)
    counts[value] = (list?.docs[value] ?? 0) - (counts[value] as number)
}

function makePlan(index: MemoryIndex, request: SearchRequest, query: Query): Plan {
  const { fields, facetValues, dictionary } = index.state
  const offset = clamp(request.offset ?? 0, 0, searchLimits.window)
  const counted = (request.facets ?? []).flatMap((name) => {
    const field = fields.facets.indexOf(name)
    const limit = clamp(request.facetLimits?.[name] ?? 20, 0, searchLimits.facetValues)
    const counts = new Int32Array(facetValues[field]?.values.length ?? 0)
    return field < 0 ? [] : [{ name, field, counts, limit }]
  })
  const filters = readFilters(index, request)
  return {
    query,
    dictionary,
    terms: scoreTerms(query, dictionary, index.liveCount()),
    ranges: new Map(
      Object.entries(request.ranges ?? {}).map(([name, range]) => [numberField(index, name), range] as const),
    ),
    filters,
    counted,
    countsOthers: filters.length === 0 && matchesMost(index, request, query),
    order: readOrder(request.sort, fields, query.terms.length > 0),
    offset,
    limit: clamp(request.limit ?? 20, 0, Math.min(searchLimits.hits, searchLimits.window - offset)),
  }
}

/** A guess, by the documents of the rarest word. */
function matchesMost({ state, liveCount }: MemoryIndex, { ranges }: SearchRequest, query: Query): boolean {
  if (query.hopeless || query.phrases.length > 0 || ranges) return false
  const rarest = Math.min(liveCount(), ...query.terms.map(({ term }) => state.dictionary.termDocs[term] ?? 0))
  return rarest >= liveCount() * 0.6
}

function readFilters(index: MemoryIndex, { filters = {} }: SearchRequest): Filter[] {
  const { fields, facetValues } = index.state
  return Object.entries(filters).flatMap(([name, values]) => {
    if (values.length === 0) return []
    const field = fields.facets.indexOf(name)
    if (field < 0) throw new RangeError(`search: no facet field ${name}`)
    const list = facetValues[field]
    const allowed = new Uint8Array(list?.values.length ?? 0)
    for (const value of values.slice(0, searchLimits.filterValues)) {
      const id = list?.ids.get(value)
      if (id !== undefined) allowed[id] = 1
    }
    return [{ field, allowed }]
  })
}

function numberField(index: MemoryIndex, name: string): number {
  const field = index.state.fields.numbers.indexOf(name)
  if (field < 0) throw new RangeError(`search: no number field ${name}`)
  return field
}

/** Matches, filters and counts one segment; what is left in `matches` passed everything. */
function gather(segment: Segment, plan: Plan, matches: Matches): void {
  matchSegment(segment, plan, matches)
  keepPhrases(segment, plan, matches)
  keepRanges(segment, plan.ranges, matches)
  const nearly = plan.filters.length > 0 ? applyFilters(segment, plan.filters, matches) : []
  const passing = plan.countsOthers ? othersOf(segment, matches) : matches.docs.subarray(0, matches.count)
  for (const { field, counts } of plan.counted) {
    const column = segment.facets[field]
    if (!column) continue
    countValues(column, passing, counts)
    plan.filters.forEach((filter, i) => {
      const near = nearly[i]
      if (filter.field === field && near) countValues(column, near, counts)
    })
  }
}

function listValues(index: MemoryIndex, request: SearchRequest, counted: CountedField): FacetCount[] {
  const list = index.state.facetValues[counted.field]
  if (!list) return []
  const chosen = (request.filters?.[counted.name] ?? []).slice(0, searchLimits.filterValues)
  return topValues(list, counted.counts, { limit: counted.limit, chosen })
}

function clamp(value: number, min: number, max: number): number {
  if (Number.isNaN(value)) return min
  return Math.min(max, Math.max(min, Math.trunc(value)))
}
