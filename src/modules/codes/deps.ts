import type { Clock } from '../../platform/clock.ts'
import type { ModuleDb } from '../../platform/db/index.ts'
import type { CachedLists } from './reader.ts'

export type CodesDb = ModuleDb<'codes'>

export interface CodesDeps {
  readonly db: CodesDb
  readonly clock: Clock
  readonly lists: CachedLists
}
