import type { Clock } from '../../platform/clock.ts'
import type { CodesDb } from './db.ts'
import type { CachedLists } from './reader.ts'

export interface CodesDeps {
  readonly db: CodesDb
  readonly clock: Clock
  readonly lists: CachedLists
}
