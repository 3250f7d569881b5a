import { type Static, Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { SearchSuggestion } from '../../../platform/search/index.ts'
import { formatNumber, type Lang } from '../../../ui/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { loadLabels } from '../labels.ts'
import { FILTERS, SearchQuery, searchRequest } from './query.ts'
import { SearchPage } from './search-page.tsx'
import { searchWords } from './words.ts'

const SuggestQuery = Type.Object({ q: Type.String({ default: '', maxLength: 200 }) })
const Suggestion = Type.Object({
  text: Type.String(),
  href: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
})
const Suggestions = Type.Object({ suggestions: Type.Array(Suggestion) })

export function searchRoutes(http: Http, deps: PortalDeps): void {
  const { engine, reader } = deps.catalog
  http.get(
    '/bo-du-lieu',
    {
      schema: { operationId: 'searchPage', summary: 'Trang tìm bộ dữ liệu', hide: true, querystring: SearchQuery },
      config: { permission: 'public', operation: 'portal.search' },
    },
    async (request, reply) => {
      const { lang, query } = request
      const [result, labels] = await Promise.all([engine.search(searchRequest(query, lang)), loadLabels(deps, lang)])
      if (result.total === 0 && isPlainSearch(query)) await deps.noteFailedSearch(query.q)
      return sendPage(
        reply,
        <SearchPage frame={pageFrame(request)} query={query} result={result} labels={labels} now={deps.clock.now()} />,
      )
    },
  )
  http.get(
    '/goi-y',
    {
      schema: {
        operationId: 'suggest',
        summary: 'Gợi ý khi gõ',
        hide: true,
        querystring: SuggestQuery,
        response: { 200: Suggestions },
      },
      config: { permission: 'public', operation: 'portal.suggest' },
    },
    async (request) => {
      const found = await engine.suggest(request.query.q, 8)
      return { suggestions: await Promise.all(found.map((item) => suggestionOf(item, request.lang))) }
    },
  )

  /** A title leads to its dataset, a keyword to the search for it. */
  async function suggestionOf(item: SearchSuggestion, lang: Lang): Promise<Static<typeof Suggestion>> {
    if (item.kind === 'keyword') {
      const note = searchWords(lang).found.dataset(formatNumber(item.count, lang))
      return { text: item.text, href: `/bo-du-lieu?q=${encodeURIComponent(item.text)}`, note }
    }
    const resource = await reader.resource(item.id)
    return resource
      ? { text: item.text, href: deps.catalog.pages(resource.kind).shown(resource.slug) }
      : { text: item.text }
  }
}

/** Words alone: a search narrowed by filters finds nothing for other reasons. */
function isPlainSearch(query: SearchQuery): boolean {
  return query.q !== '' && query.kind === 'dataset' && FILTERS.every((name) => (query[name] ?? []).length === 0)
}
