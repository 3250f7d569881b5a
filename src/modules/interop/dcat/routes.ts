import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { conceptRoutes } from './concept-routes.ts'
import { datasetRdfRoutes } from './dataset-routes.ts'
import { uriRoutes } from './uri-routes.ts'

/** DCAT-AP 3.0.1 for catalogues, datasets and permanent URIs. */
export function dcatRoutes(http: Http, deps: InteropDeps): void {
  catalogRoutes(http, deps)
  datasetRdfRoutes(http, deps)
  uriRoutes(http, deps)
  conceptRoutes(http, deps)
}
