import type { Http } from '../../../platform/http/index.ts'
import type { AnyTask } from '../../../platform/jobs/index.ts'
import { liveRoutes } from './api.ts'
import type { LiveDeps } from './deps.ts'
import { livePages } from './pages.tsx'
import { readLiveTask } from './run-reading.ts'

/** Reading the structure of running databases into the data map. */
export function createLive(deps: LiveDeps): { readonly tasks: readonly AnyTask[]; routes(http: Http): void } {
  return {
    tasks: [readLiveTask(deps)],
    routes(http) {
      liveRoutes(http, deps)
      livePages(http, deps)
    },
  }
}
