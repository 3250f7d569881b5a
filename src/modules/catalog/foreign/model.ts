import type { ResourceSummary } from '../model.ts'
import type { ResourceRecord } from '../record.ts'

/** Where a resource that is not ours was harvested. */
export interface Origin {
  /** Source it comes by; only that source may change it. */
  readonly sourceId: string
  /** Name of the source when it was read. */
  readonly source: string
  /** Node of the owner, when it runs this program. */
  readonly nodeId?: string
  /** What its owner calls it for ever. */
  readonly uri: string
  /** The owner's page about it. */
  readonly landingPage: string
  /** ISO 8601; of the reading that last changed it. */
  readonly seenAt: string
  /** ISO 8601; what the owner says. */
  readonly issued?: string
  readonly modified?: string
}

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
