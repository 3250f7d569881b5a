import type { Http } from '../../platform/http/index.ts'
import type { AnyTask, Schedule } from '../../platform/jobs/index.ts'
import { auditRoutes } from './api.ts'
import { checkSealsTask, sealSchedules } from './check-seals.ts'
import type { AuditDeps, AuditOptions } from './deps.ts'
import { auditPages } from './pages.tsx'

export interface AuditModule {
  readonly tasks: readonly AnyTask[]
  readonly schedules: readonly Schedule[]
  routes(http: Http): void
}

/** Reading, filtering, exporting and checking the evidence. */
export function createAuditModule(options: AuditOptions): AuditModule {
  const deps: AuditDeps = { ...options, db: options.database.module<'audit'>() }
  return {
    tasks: [checkSealsTask(deps)],
    schedules: sealSchedules,
    routes(http) {
      auditRoutes(http, deps)
      auditPages(http, deps)
    },
  }
}
