import type { ReadEntry, Vocabulary } from '../../formats/model.ts'
import type { Json, Notice, Problem, Source, SourceKind } from './model.ts'
import type { Fetcher } from './sources/fetcher.ts'

/** A record as an adapter gives it. Its identity is `entry.id`, what the other catalogue calls it. */
export interface SourceEntry extends ReadEntry {
  /** Our catalogue id is to be this one: a record of another Nguồn node keeps its id and URI. */
  readonly keepId?: string
  /** Kind of resource of another node; that of the entry when absent. */
  readonly kind?: string
  /** Node the record comes from first, however many relayed it. */
  readonly nodeId?: string
  /** More about a kind of its own (database, plan), kept with the record as it came. */
  readonly details?: Json
}

/** A record that could not be read at all. */
export interface UnreadEntry {
  readonly id: string
  readonly title: string
  readonly problem: Problem
}

/** What one answer of a source held. One page is written in one transaction. */
export interface SourcePage {
  readonly entries: readonly SourceEntry[]
  readonly unread?: readonly UnreadEntry[]
  /** How many things on the page were no data at all: stories, drafts, harvesting jobs. */
  readonly skipped?: number
  /** Ids of records that the source says are gone. */
  readonly gone?: readonly string[]
  /** Where to go on after this page, also in another process. */
  readonly cursor: Json
  /** How many records there are in all, as far as the source says so. */
  readonly total?: number
  readonly notices?: readonly Notice[]
}

export interface OpenFrom {
  /** Only what changed since; absent for everything. A source that cannot tell gives everything: see `canTellChanges`. */
  readonly since?: Date
  /** After which page to go on; absent for the first. */
  readonly cursor?: Json
}

/** What an adapter works with. It reaches the outside by `fetcher` alone: guarded, polite, bounded. */
export interface SourceMeans {
  readonly fetcher: Fetcher
  readonly vocabulary: Vocabulary
  readonly signal: AbortSignal
}

/**
 * One kind of other catalogue behind one port.
 *
 * `open` yields pages until the source has no more; a run that ends without an error has seen everything, and what it did
 * not see counts as absent. It throws an AppError (codes `harvest.…`, `http-out.…`) when the source cannot be read on: the
 * run then stops at its last page and goes on from there later.
 */
export interface SourceAdapter {
  readonly kind: SourceKind
  /** Whether `since` is understood; without it every run reads everything. */
  readonly canTellChanges: boolean
  /** The next page may be asked for while the present one is being written; else only after it is. */
  readonly readsAhead?: boolean
  open(source: Source, from: OpenFrom, means: SourceMeans): AsyncIterable<SourcePage>
}
