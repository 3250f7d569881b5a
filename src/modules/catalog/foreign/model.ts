import type { ResourceSummary } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import type { Origin } from './origin.ts'

/** A harvested record, ready to be shown. */
export interface ForeignRecord {
  /** Catalogue id; a known one is changed, an unknown one is made. */
  readonly id: string
  readonly kind: string
  /** Wished slug, `[a-z0-9-]{2,100}`; a taken one gets an end of its own. Known resources keep theirs. */
  readonly slug: string
  readonly agencyId: string
  readonly record: ResourceRecord
  readonly summary: ResourceSummary
  readonly origin: Origin
}

/** What became of one record. */
export interface KeptForeign {
  readonly id: string
  readonly slug: string
  readonly version: number
}
