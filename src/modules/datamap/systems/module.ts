import type { Http } from '../../../platform/http/index.ts'
import { systemRoutes } from './api.ts'
import type { SystemsDeps } from './deps.ts'
import { systemPages } from './pages.tsx'

/** Pages and routes of the register of systems. */
export function systemsRoutes(http: Http, deps: SystemsDeps): void {
  systemRoutes(http, deps)
  systemPages(http, deps)
}
