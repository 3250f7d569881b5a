import type {
  SearchChange,
  SearchDocument,
  SearchFields,
  SearchRequest,
  SearchResult,
  SearchSuggestion,
} from './model.ts'
import { searchLimits } from './model.ts'
import type { SearchOpening, WorkerStats } from './protocol.ts'
import { createWorkerPair } from './worker-pair.ts'

export type { SearchOpening } from './protocol.ts'

export interface SearchEngineOptions {
  readonly fields: SearchFields
  /** Folder of the snapshot; without one the index lives in memory only. */
  readonly snapshotPath?: string
  /** How often a changed index is written, 5 minutes unless said here. */
  readonly snapshotEveryMs?: number
  readonly now: () => Date
}

export interface SearchStats extends WorkerStats {
  /** Changes handed over and not yet searchable. */
  readonly pendingChanges: number
  readonly appliedAt: Date | undefined
  readonly snapshotAt: Date | undefined
  readonly rebuilding: boolean
}

export interface SearchEngine {
  /** How the index began; unless from a snapshot, the caller has to rebuild. */
  readonly opening: SearchOpening
  /** Resolves when the changes are searchable. `position` is the follower's cursor after them. */
  readonly apply: (changes: readonly SearchChange[], position?: string) => Promise<void>
  readonly search: (request: SearchRequest) => Promise<SearchResult>
  readonly suggest: (prefix: string, limit: number) => Promise<readonly SearchSuggestion[]>
  /** Fills a new index from a stream while the old one answers, then swaps. `position` = cursor at the stream's start. */
  readonly rebuild: (documents: AsyncIterable<SearchDocument>, position?: string) => Promise<void>
  /** Writes a snapshot now; false when nothing changed or there is no folder. */
  readonly snapshot: () => Promise<boolean>
  readonly stats: () => Promise<SearchStats>
  /** Writes a last snapshot and ends the thread. */
  readonly close: () => Promise<void>
}

/** Starts the search engine in a worker thread. */
export async function createSearchEngine(options: SearchEngineOptions): Promise<SearchEngine> {
  const { fields, snapshotPath, now } = options
  // Which filters a document fails is one bit each of a 32-bit number.
  if (fields.facets.length > searchLimits.facetFields) throw new RangeError('search: too many facet fields')
  const pair = await createWorkerPair({ fields, ...(snapshotPath !== undefined && { snapshotPath }), empty: false })
  let pendingChanges = 0
  let appliedAt: Date | undefined
  let snapshotAt: Date | undefined

  async function snapshot(): Promise<boolean> {
    // A half-built index must not replace the files of the whole one, nor the other way round.
    if (pair.isRebuilding()) return false
    const isWritten = await pair.current().call('snapshot', undefined)
    if (isWritten) snapshotAt = now()
    return isWritten
  }

  const timer = setInterval(() => {
    // A failed periodic snapshot is tried again at the next tick; `stats` shows the age of the last one.
    snapshot().catch(() => undefined)
  }, options.snapshotEveryMs ?? 300_000)
  timer.unref()

  return {
    opening: pair.current().opening,
    async apply(changes, position) {
      pendingChanges += changes.length
      try {
        await pair.apply({ changes, position })
        appliedAt = now()
      } finally {
        pendingChanges -= changes.length
      }
    },
    search: (request) => pair.current().call('search', request),
    suggest: (prefix, limit) => pair.current().call('suggest', { prefix, limit }),
    async rebuild(documents, position) {
      await pair.rebuild(documents, position)
      await snapshot()
    },
    snapshot,
    async stats() {
      const stats = await pair.current().call('stats', undefined)
      return { ...stats, pendingChanges, appliedAt, snapshotAt, rebuilding: pair.isRebuilding() }
    },
    async close() {
      clearInterval(timer)
      await snapshot().catch(() => false)
      await pair.close()
    },
  }
}
