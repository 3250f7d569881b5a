/** One searchable document, as a follower hands it over. */
export interface SearchDocument {
  readonly id: string
  readonly title: string
  readonly texts: readonly SearchText[]
  /** Facet field → values; many values per document and tens of thousands per field are fine. */
  readonly facets: Readonly<Record<string, readonly string[]>>
  /** Sort and range keys, such as `updatedAt` in milliseconds. A missing key sorts last. */
  readonly numbers: Readonly<Record<string, number>>
  /** Opaque JSON given back with a hit. */
  readonly stored: string
  /** Grows with every change of the document; an older version never replaces a newer one. */
  readonly version: number
}

export interface SearchText {
  readonly weight: 1 | 2 | 4
  readonly text: string
}

export type SearchChange =
  | { readonly op: 'put'; readonly doc: SearchDocument }
  | { readonly op: 'remove'; readonly id: string; readonly version: number }

export interface SearchFields {
  readonly facets: readonly string[]
  /** The first one breaks ties, larger first: put `updatedAt` there. */
  readonly numbers: readonly string[]
  /** The facet whose values are offered by `suggest` beside titles. */
  readonly keywords?: string
}

export type SearchSort = 'relevance' | 'title' | { readonly number: string; readonly order: 'asc' | 'desc' }

export type SearchLanguage = 'vi' | 'en'

export interface NumberRange {
  readonly min?: number
  readonly max?: number
}

export interface SearchRequest {
  readonly q: string
  /** Values of one field are joined by OR, fields by AND. */
  readonly filters?: Readonly<Record<string, readonly string[]>>
  /** Inclusive bounds; a document without the number is outside every range. */
  readonly ranges?: Readonly<Record<string, NumberRange>>
  /** Fields to count. The counts of a field ignore that field's own filter, so that alternatives show. */
  readonly facets?: readonly string[]
  /** Values returned per counted field, 20 unless said here; chosen values are returned besides. */
  readonly facetLimits?: Readonly<Record<string, number>>
  readonly sort?: SearchSort
  readonly offset?: number
  readonly limit?: number
  /** Language of the reader: whose function words ("của", "the") may be missing from a document. */
  readonly lang?: SearchLanguage
}

/** Start and end (exclusive) in UTF-16 units. */
export type TextRange = readonly [start: number, end: number]

export interface SearchHit {
  readonly id: string
  readonly score: number
  /** The title in NFC with single spaces; `marks.title` points into it. */
  readonly title: string
  readonly snippet: string
  readonly stored: string
  readonly marks: { readonly title: readonly TextRange[]; readonly snippet: readonly TextRange[] }
}

export interface FacetCount {
  readonly value: string
  readonly count: number
}

export interface SearchResult {
  readonly total: number
  readonly hits: readonly SearchHit[]
  readonly facets: Readonly<Record<string, readonly FacetCount[]>>
  readonly tookMs: number
  /** Follower cursor of the last applied changes. */
  readonly position: string | undefined
  /** A close spelling that does occur, only when nothing was found. */
  readonly didYouMean: string | undefined
}

export type SearchSuggestion =
  | { readonly kind: 'title'; readonly text: string; readonly id: string }
  | { readonly kind: 'keyword'; readonly text: string; readonly count: number }

/** What a request and a document may cost at most. */
export const searchLimits = {
  queryChars: 256,
  queryWords: 16,
  facetFields: 31,
  filterValues: 500,
  hits: 200,
  window: 10_000,
  facetValues: 1_000,
  suggestions: 50,
  idChars: 512,
  documentWords: 20_000,
  snippetWords: 32,
  rememberedRemovals: 200_000,
} as const
