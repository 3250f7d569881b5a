import type { Clock } from '../../platform/clock.ts'
import type { Ids } from '../../platform/ids.ts'
import type { AgencyReader } from '../identity/index.ts'
import type { Kind } from './kinds.ts'
import type { ReviewCheck } from './review/review-check.ts'
import type { CatalogDb } from './store.ts'

/** What every use case of the catalogue needs. */
export interface CatalogDeps {
  readonly db: CatalogDb
  readonly clock: Clock
  readonly ids: Ids
  readonly agencies: AgencyReader
  kind(name: string): Kind
  /** What else keeps a draft of a kind from review. */
  reviewCheck(kind: string): ReviewCheck | undefined
  /** Resolves when the search index and the kept pages show everything committed so far. */
  readonly shown: () => Promise<void>
}
