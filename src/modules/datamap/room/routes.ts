import type { Http } from '../../../platform/http/index.ts'
import { databaseApi } from '../api/routes.ts'
import type { DatamapDeps } from '../deps.ts'
import { doubleRoutes } from '../duplicates/page.tsx'
import { inventoryRoutes } from '../inventory/routes.tsx'
import { publicRoutes } from '../public/routes.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { ownedRoutes } from './owned-routes.tsx'

/** Pages of databases, for the public and for officers. */
export function databaseRoutes(http: Http, deps: DatamapDeps): void {
  publicRoutes(http, deps)
  listRoutes(http, deps)
  draftRoutes(http, deps)
  inventoryRoutes(http, deps)
  doubleRoutes(http, deps)
  databaseApi(http, deps, { publicUrl: deps.publicUrl })
  ownedRoutes(http, deps)
}
