import type { Http } from '../../../platform/http/index.ts'
import type { AnyTask } from '../../../platform/jobs/index.ts'
import { liveRoutes } from './api.ts'
import type { LiveDeps } from './deps.ts'
import { livePages } from './pages.tsx'
import { readLiveTask } from './run-reading.ts'
import { readDueDatabases } from './schedule.ts'

export interface LiveModule {
  readonly tasks: readonly AnyTask[]
  /** Asks for the scheduled readings whose time has come. */
  readDue(): Promise<number>
  routes(http: Http): void
}

/** Reading the structure of running databases into the data map. */
export function createLive(deps: LiveDeps): LiveModule {
  return {
    tasks: [readLiveTask(deps)],
    readDue: () => readDueDatabases(deps),
    routes(http) {
      liveRoutes(http, deps)
      livePages(http, deps)
    },
  }
}
