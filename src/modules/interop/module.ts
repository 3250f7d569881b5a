import type { Http } from '../../platform/http/index.ts'
import { croissantRoutes } from './croissant/routes.ts'
import { datastoreRoutes } from './datastore/index.ts'
import { dcatRoutes } from './dcat/routes.ts'
import type { InteropDeps } from './deps.ts'
import { excelRoutes } from './excel/index.ts'
import { mcpRoutes } from './mcp/index.ts'
import { odataRoutes } from './odata/index.ts'
import { podRoutes } from './pod/routes.ts'

export interface InteropModule {
  readonly entries: InteropDeps['entries']
  routes(http: Http): void
}

/** Other people's protocols, spoken outward: DCAT-AP, CKAN, data.json. */
export function createInteropModule(deps: InteropDeps): InteropModule {
  return {
    entries: deps.entries,
    routes(http) {
      dcatRoutes(http, deps)
      podRoutes(http, deps)
      croissantRoutes(http, deps)
      datastoreRoutes(http, deps)
      odataRoutes(http, deps)
      excelRoutes(http, deps)
      mcpRoutes(http, deps)
    },
  }
}
