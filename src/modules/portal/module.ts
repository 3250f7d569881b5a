import type { Http } from '../../platform/http/index.ts'
import type { PortalDeps } from './deps.ts'
import { apiRoutes } from './api/routes.ts'
import { datasetRoutes } from './dataset/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { searchRoutes } from './search/routes.tsx'

export interface PortalModule {
  routes(http: Http): void
}

/** Public pages: home, search, dataset, agency, theme, API docs. */
export function createPortalModule(deps: PortalDeps): PortalModule {
  return {
    routes(http) {
      homeRoutes(http, deps)
      apiRoutes(http, deps)
      datasetRoutes(http, deps)
      searchRoutes(http, deps)
    },
  }
}
