import { type Static, Type } from 'typebox'
import type { SearchRequest } from '../../../platform/search/index.ts'
import type { Lang } from '../../../ui/index.ts'

const Many = Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }))

/** `GET /bo-du-lieu`; a filter given several times means any of its values. */
export const SearchQuery = Type.Object({
  q: Type.String({ default: '', maxLength: 300 }),
  agency: Many,
  theme: Many,
  format: Many,
  licence: Many,
  /** What is looked for: datasets, series of them, databases of the data map, plans. */
  kind: Type.Union([Type.Literal('dataset'), Type.Literal('series'), Type.Literal('database'), Type.Literal('plan')], {
    default: 'dataset',
  }),
  area: Many,
  fresh: Many,
  sort: Type.Union([Type.Literal('lien-quan'), Type.Literal('moi'), Type.Literal('ten'), Type.Literal('chat-luong')], {
    default: 'lien-quan',
  }),
  page: Type.Integer({ minimum: 1, maximum: 500, default: 1 }),
})
export type SearchQuery = Static<typeof SearchQuery>

export const FILTERS = ['theme', 'agency', 'format', 'fresh', 'area', 'licence'] as const
export type Filter = (typeof FILTERS)[number]

export const PAGE_SIZE = 20

const SORTS: Readonly<Record<string, NonNullable<SearchRequest['sort']>>> = {
  'lien-quan': 'relevance',
  moi: { number: 'updatedAt', order: 'desc' },
  ten: 'title',
  'chat-luong': { number: 'quality', order: 'desc' },
}

/** The question for the index. Without words the newest come first. */
export function searchRequest(query: SearchQuery, lang: Lang): SearchRequest {
  const sort = query.q === '' && query.sort === 'lien-quan' ? SORTS['moi'] : SORTS[query.sort]
  return {
    q: query.q,
    filters: {
      ...Object.fromEntries(FILTERS.flatMap((name) => (query[name]?.length ? [[name, query[name]]] : []))),
      kind: [query.kind],
    },
    facets: [...FILTERS, 'kind'],
    facetLimits: { agency: 40, area: 40 },
    ...(sort ? { sort } : {}),
    offset: (query.page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    lang,
  }
}

/** Address of the same search with something changed; always back to the first page unless the page is what changes. */
export function searchHref(query: SearchQuery, change: Partial<SearchQuery>): string {
  const next = { ...query, page: 1, ...change }
  const params = new URLSearchParams()
  if (next.q) params.set('q', next.q)
  for (const name of FILTERS) for (const value of next[name] ?? []) params.append(name, value)
  if (next.kind !== 'dataset') params.set('kind', next.kind)
  if (next.sort !== 'lien-quan') params.set('sort', next.sort)
  if (next.page > 1) params.set('page', String(next.page))
  const text = params.toString()
  return text ? `/bo-du-lieu?${text}` : '/bo-du-lieu'
}

/** The address with one value of a filter put on or taken off. */
export function toggleHref(query: SearchQuery, name: Filter, value: string): string {
  const now = query[name] ?? []
  return searchHref(query, { [name]: now.includes(value) ? now.filter((item) => item !== value) : [...now, value] })
}
