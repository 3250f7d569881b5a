import { booleanOf, listOf, type Params, textOf, wholeOf } from '../action.ts'
import { ckanErrors } from '../errors.ts'
import type { SortKey } from './orders.ts'
import { MOST_CHARS, parseQuery } from './parse.ts'
import { ALL, allOf, type Query } from './query.ts'
import { DEFAULT_SORT, sortKeys } from './sort-text.ts'
import { wordsOf } from './words.ts'

/** `package_search` with every parameter read. */
export interface SearchWish {
  readonly query: Query
  readonly filter: Query
  readonly sort: readonly SortKey[]
  readonly sortText: string
  readonly start: number
  readonly rows: number
  readonly facets: readonly string[]
  readonly facetLimit: number
  readonly facetMinCount: number
  /** Only these fields of each dataset. */
  readonly only: readonly string[]
  readonly defaultSchema: boolean
}

const MOST_ROWS = 1000
const MOST_START = 100_000_000
const MOST_FACET_FIELDS = 30

const KNOWN: ReadonlySet<string> = new Set(
  `q fq fq_list sort rows start facet facet.field facet.limit facet.mincount include_private include_drafts include_deleted fl
   use_default_schema extras qf bf boost tie defType mm df wt q.op echoParams indent version`.split(/\s+/),
)

// Left unsaid, a client would take every dataset for one inside its box.
const NO_SHAPES =
  'This catalogue knows administrative units by code and holds no shapes, so it cannot search by a bounding box. ' +
  'Ask by unit instead, e.g. fq=areas:"province-34/01" (codes: /api/v1/code-lists/province-34).'

/** Reads the parameters of `package_search`; what CKAN does not know is refused by name, for that is how clients learn. */
export function readSearch(params: Params): SearchWish {
  const unknown = Object.keys(params).filter((name) => !KNOWN.has(name) && !name.startsWith('ext_'))
  if (unknown.length > 0) {
    const names = unknown.map((name) => `'${name}'`).join(', ')
    throw ckanErrors.searchQuery(`Search Query is invalid: "Invalid search parameters: [${names}]"`)
  }
  if (textOf(params, 'ext_bbox') !== undefined) throw ckanErrors.invalid({ ext_bbox: [NO_SHAPES] })
  const sortText = textOf(params, 'sort') ?? DEFAULT_SORT
  const q = textOf(params, 'q') ?? ''
  const filters = [...listOf(params, 'fq'), ...listOf(params, 'fq_list')]
  if (filters.reduce((sum, text) => sum + text.length, q.length) > MOST_CHARS) {
    throw ckanErrors.searchQuery(
      `Search Query is invalid: "q and fq together are longer than ${MOST_CHARS} characters"`,
    )
  }
  return {
    query: queryOf(q),
    filter: allOf(filters.map(filterOf)),
    sort: sortKeys(sortText),
    sortText: sortText === 'rank' ? DEFAULT_SORT : sortText,
    start: wholeOf(params, 'start', { fallback: 0, most: MOST_START }),
    rows: wholeOf(params, 'rows', { fallback: 10, most: MOST_ROWS }),
    ...facetsOf(params),
    only: listOf(params, 'fl', { commas: true }),
    defaultSchema: booleanOf(params, 'use_default_schema', false),
  }
}

function facetsOf(params: Params): Pick<SearchWish, 'facets' | 'facetLimit' | 'facetMinCount'> {
  const fields = booleanOf(params, 'facet', true) ? listOf(params, 'facet.field', { commas: true }) : []
  return {
    facets: [...new Set(fields)].slice(0, MOST_FACET_FIELDS),
    facetLimit: wholeOf(params, 'facet.limit', { fallback: 50, most: 1_000_000, negative: 'all' }),
    facetMinCount: wholeOf(params, 'facet.mincount', { fallback: 1 }),
  }
}

/** Words are joined by AND; a colon makes it Lucene. */
export function queryOf(q: string): Query {
  const text = q.trim()
  if (text === '' || text === '*:*' || text === '*' || text === '""' || text === "''") return ALL
  refuseLocalParams(text)
  const parsed = parseQuery(text)
  if ('query' in parsed) return parsed.query
  if (text.includes(':')) throw ckanErrors.searchQuery(`Search Query is invalid: "${parsed.fault}"`)
  // People type brackets and quotes into a search box; their words still count.
  return allOf(
    wordsOf(text).map(
      ({ spelling }): Query => ({
        kind: 'term',
        field: undefined,
        term: { kind: 'word', text: spelling },
      }),
    ),
  )
}

function filterOf(text: string): Query {
  refuseLocalParams(text)
  const parsed = parseQuery(text)
  if ('fault' in parsed) throw ckanErrors.searchQuery(`Search Query is invalid: "${parsed.fault}"`)
  return parsed.query
}

function refuseLocalParams(text: string): void {
  if (text.includes('{!')) throw ckanErrors.search('Local parameters are not supported.')
}
