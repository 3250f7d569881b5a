import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { pageFrame } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { loadLabels } from '../labels.ts'
import { sendPage } from '../send-page.ts'
import { SearchQuery, searchRequest } from './query.ts'
import { SearchPage } from './search-page.tsx'

const SuggestQuery = Type.Object({ q: Type.String({ default: '', maxLength: 200 }) })
const Suggestion = Type.Object({ text: Type.String(), kind: Type.String(), href: Type.String() })

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
        response: { 200: Type.Array(Suggestion) },
      },
      config: { permission: 'public', operation: 'portal.suggest' },
    },
    async (request) => {
      const found = await engine.suggest(request.query.q, 8)
      return Promise.all(
        found.map(async (item) => {
          const slug = item.kind === 'title' ? (await reader.resource(item.id))?.slug : undefined
          const href = slug ? `/bo-du-lieu/${slug}` : `/bo-du-lieu?q=${encodeURIComponent(item.text)}`
          return { text: item.text, kind: item.kind, href }
        }),
      )
    },
  )
}
