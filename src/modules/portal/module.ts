import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import { aboutRoutes } from './about/routes.tsx'
import { apiRoutes } from './api/routes.ts'
import { datasetRoutes } from './dataset/routes.tsx'
import type { PortalDeps } from './deps.ts'
import { docsRoutes } from './docs/routes.tsx'
import { feedRoutes } from './feeds/routes.ts'
import { homeRoutes } from './home/routes.tsx'
import { createKeptPages } from './kept/kept-pages.ts'
import { listRoutes } from './lists/routes.tsx'
import { searchRoutes } from './search/routes.tsx'

export interface PortalModule {
  readonly follower: Follower
  routes(http: Http): void
}

/** Public pages: home, search, dataset, agency, theme, API docs. */
export function createPortalModule(options: Omit<PortalDeps, 'pages'>): PortalModule {
  const pages = createKeptPages({ db: options.catalog.db, clock: options.clock })
  const deps: PortalDeps = { ...options, pages }
  return {
    follower: pages.follower,
    routes(http) {
      homeRoutes(http, deps)
      apiRoutes(http, deps)
      datasetRoutes(http, deps)
      searchRoutes(http, deps)
      listRoutes(http, deps)
      feedRoutes(http, deps)
      docsRoutes(http, deps)
      aboutRoutes(http)
    },
  }
}
