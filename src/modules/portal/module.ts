import type { Clock } from '../../platform/clock.ts'
import type { Http } from '../../platform/http/index.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { DatasetsModule } from '../datasets/index.ts'
import type { IdentityModule } from '../identity/index.ts'

/** What the public pages are composed of. */
export interface PortalDeps {
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly identity: IdentityModule
  readonly codes: CodeReader
  readonly clock: Clock
  readonly publicUrl: string
}

export interface PortalModule {
  routes(http: Http): void
}

/** Public pages: home, search, dataset, agency, theme, API docs. */
export function createPortalModule(_deps: PortalDeps): PortalModule {
  return { routes: () => undefined }
}
