import type {
  SearchChange,
  SearchDocument,
  SearchFields,
  SearchRequest,
  SearchResult,
  SearchSuggestion,
} from './model.ts'
import type { SearchOpening, WorkerStats } from './protocol.ts'
import type { WorkerLink } from './worker-link.ts'
import { startWorker } from './worker-link.ts'

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

const rebuildBatch = 256

/** Starts the search engine in a worker thread. */
export async function createSearchEngine(options: SearchEngineOptions): Promise<SearchEngine> {
  const { fields, snapshotPath, now } = options
  const start = { fields, ...(snapshotPath !== undefined && { snapshotPath }) }
  let current = await startWorker({ ...start, empty: false })
  let next: Promise<WorkerLink> | undefined
  let pendingChanges = 0
  let appliedAt: Date | undefined
  let snapshotAt: Date | undefined
  const { opening } = current

  async function apply(changes: readonly SearchChange[], position?: string): Promise<void> {
    pendingChanges += changes.length
    try {
      // During a rebuild both indexes hear of every change; versions make the order of stream and changes irrelevant.
      const inCurrent = current.call('apply', { changes, position })
      const inNext = next?.then((link) => link.call('apply', { changes, position }))
      // A failure of the new index is the rebuild's to report.
      await Promise.all([inCurrent, inNext?.catch(() => undefined)])
      appliedAt = now()
    } finally {
      pendingChanges -= changes.length
    }
  }

  async function snapshot(): Promise<boolean> {
    // A half-built index must not replace the files of the whole one, nor the other way round.
    if (next) return false
    const isWritten = await current.call('snapshot', undefined)
    if (isWritten) snapshotAt = now()
    return isWritten
  }

  async function rebuild(documents: AsyncIterable<SearchDocument>, position?: string): Promise<void> {
    if (next) throw new Error('search engine is being rebuilt already')
    const starting = startWorker({ ...start, empty: true })
    next = starting
    try {
      const fresh = await starting
      await fill(fresh, documents, position).catch((error: unknown) => fresh.close().then(() => Promise.reject(error)))
      const old = current
      current = fresh
      next = undefined
      await old.close()
    } finally {
      next = undefined
    }
    await snapshot()
  }

  const timer = setInterval(() => {
    // A failed periodic snapshot is tried again at the next tick; `stats` shows the age of the last one.
    snapshot().catch(() => undefined)
  }, options.snapshotEveryMs ?? 300_000)
  timer.unref()

  return {
    opening,
    apply,
    search: (request) => current.call('search', request),
    suggest: (prefix, limit) => current.call('suggest', { prefix, limit }),
    rebuild,
    snapshot,
    async stats() {
      const stats = await current.call('stats', undefined)
      return { ...stats, pendingChanges, appliedAt, snapshotAt, rebuilding: next !== undefined }
    },
    async close() {
      clearInterval(timer)
      await snapshot().catch(() => false)
      await next?.then((link) => link.close())
      await current.close()
    },
  }
}

async function fill(link: WorkerLink, documents: AsyncIterable<SearchDocument>, position?: string): Promise<void> {
  await link.call('apply', { changes: [], position })
  let batch: SearchChange[] = []
  let before: Promise<unknown> = Promise.resolve()
  for await (const doc of documents) {
    batch.push({ op: 'put', doc })
    if (batch.length < rebuildBatch) continue
    // One batch is indexed while the next is read.
    await before
    before = link.call('apply', { changes: batch, position: undefined })
    before.catch(() => undefined)
    batch = []
  }
  await before
  await link.call('apply', { changes: batch, position: undefined })
}
