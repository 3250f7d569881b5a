import type { Clock } from '../../platform/clock.ts'
import type { Database, ModuleDb } from '../../platform/db/index.ts'
import type { Log } from '../../platform/log.ts'
import type { AgencyReader, PeopleReader } from '../identity/index.ts'

export type AuditDb = ModuleDb<'audit'>

export interface AuditOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly agencies: AgencyReader
  readonly people: PeopleReader
  readonly sealPath: string
  /** The key this node signs seals with. */
  readonly publicKey: string
}

export interface AuditDeps extends AuditOptions {
  readonly db: AuditDb
}
