import type { Http } from '../../../platform/http/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { loadLabels } from '../labels.ts'
import { createHomeMap } from './home-map.ts'
import { HomePage } from './home-page.tsx'
import { readHome } from './read-home.ts'

export function homeRoutes(http: Http, deps: PortalDeps): void {
  const homeMap = createHomeMap(deps)
  http.get(
    '/',
    {
      schema: { operationId: 'homePage', summary: 'Trang chủ', hide: true },
      config: { permission: 'public', operation: 'portal.home' },
    },
    async (request, reply) => {
      const [home, labels, map] = await Promise.all([readHome(deps), loadLabels(deps, request.lang), homeMap()])
      return sendPage(
        reply,
        <HomePage frame={pageFrame(request)} home={home} labels={labels} map={map} now={deps.clock.now()} />,
      )
    },
  )
}
