import type { SearchChange, SearchDocument } from './model.ts'
import type { WorkerCalls, WorkerStart } from './protocol.ts'
import type { WorkerLink } from './worker-link.ts'
import { startWorker } from './worker-link.ts'

/** The worker that answers and, during a rebuild, the one being filled. */
export interface WorkerPair {
  readonly current: () => WorkerLink
  readonly isRebuilding: () => boolean
  readonly apply: (args: WorkerCalls['apply']['args']) => Promise<void>
  readonly rebuild: (documents: AsyncIterable<SearchDocument>, position?: string) => Promise<void>
  readonly close: () => Promise<void>
}

const rebuildBatch = 256

/** Starts the first worker. */
export async function createWorkerPair(start: WorkerStart): Promise<WorkerPair> {
  let current = await startWorker(start)
  let next: Promise<WorkerLink> | undefined

  return {
    current: () => current,
    isRebuilding: () => next !== undefined,
    async apply(args) {
      // During a rebuild both indexes hear of every change; versions make the order of stream and changes irrelevant.
      const inCurrent = current.call('apply', args)
      const inNext = next?.then((link) => link.call('apply', args))
      // A failure of the new index is the rebuild's to report.
      await Promise.all([inCurrent, inNext?.catch(() => undefined)])
    },
    async rebuild(documents, position) {
      if (next) throw new Error('search engine is being rebuilt already')
      next = startWorker({ ...start, empty: true })
      try {
        const fresh = await fillNew(next, documents, position)
        const old = current
        current = fresh
        next = undefined
        await old.close()
      } finally {
        next = undefined
      }
    },
    async close() {
      await next?.then((link) => link.close()).catch(() => undefined)
      await current.close()
    },
  }
}

async function fillNew(
  starting: Promise<WorkerLink>,
  documents: AsyncIterable<SearchDocument>,
  position: string | undefined,
): Promise<WorkerLink> {
  const link = await starting
  try {
    await link.call('apply', { changes: [], position })
    await fill(link, documents)
    return link
  } catch (error) {
    await link.close()
    throw error
  }
}

async function fill(link: WorkerLink, documents: AsyncIterable<SearchDocument>): Promise<void> {
  const send = (changes: readonly SearchChange[]) => link.call('apply', { changes, position: undefined })
  let batch: SearchChange[] = []
  let before: Promise<unknown> = Promise.resolve()
  for await (const doc of documents) {
    batch.push({ op: 'put', doc })
    if (batch.length < rebuildBatch) continue
    // One batch is indexed while the next is read.
    await before
    before = send(batch)
    before.catch(() => undefined)
    batch = []
  }
  await before
  await send(batch)
}
