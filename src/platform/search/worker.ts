import { parentPort, workerData } from 'node:worker_threads'
import type { MemoryIndex, RestoredState } from './memory-index.ts'
import { createMemoryIndex } from './memory-index.ts'
import type { SearchOpening, WorkerReply, WorkerRequest, WorkerStart, WorkerStats } from './protocol.ts'
import { createSearcher } from './run-search.ts'
import { createSnapshotWriter, readSnapshot } from './snapshot.ts'
import { indexBytes } from './stats.ts'
import { createSuggester } from './suggest.ts'

const port = parentPort
if (!port) throw new Error('search worker: not a worker thread')
const start = workerData as WorkerStart

function reply(message: WorkerReply): void {
  port?.postMessage(message)
}

const restored = await restore()
const index = createMemoryIndex({ fields: start.fields, ...(restored.state && { restored: restored.state }) })
const answer = createAnswers(index)
port.on('message', (request: WorkerRequest) => {
  void respond(request)
})
reply({ kind: 'opened', opening: restored.opening })

async function respond(request: WorkerRequest): Promise<void> {
  try {
    reply({ kind: 'answer', id: request.id, answer: await answer(request) })
  } catch (error) {
    reply({ kind: 'error', id: request.id, message: error instanceof Error ? error.message : String(error) })
  }
}

async function restore(): Promise<{ opening: SearchOpening; state?: RestoredState }> {
  if (start.snapshotPath === undefined || start.empty) return { opening: { from: 'nothing' } }
  try {
    const state = await readSnapshot(start.snapshotPath, start.fields)
    if (!state) return { opening: { from: 'nothing' } }
    const docs = state.sealed.reduce((sum, segment) => sum + segment.count - segment.deadCount, 0)
    return { opening: { from: 'snapshot', position: state.position, docs }, state }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { opening: { from: 'damaged-snapshot', reason } }
  }
}

function createAnswers(memory: MemoryIndex): (request: WorkerRequest) => unknown {
  const search = createSearcher(memory)
  const suggest = createSuggester(memory)
  const write = start.snapshotPath === undefined ? undefined : createSnapshotWriter(start.snapshotPath)
  let savedRevision = start.empty ? -1 : memory.state.revision
  let writing: Promise<unknown> = Promise.resolve()

  async function snapshot(): Promise<boolean> {
    const { revision } = memory.state
    if (!write || revision === savedRevision) return false
    await write(memory.state)
    savedRevision = revision
    return true
  }

  function stats(): WorkerStats {
    const { sealed, open, dictionary, position } = memory.state
    const segments = [...sealed, open]
    return {
      docs: memory.liveCount(),
      terms: dictionary.terms.length,
      bytes: indexBytes(memory.state),
      segments: segments.length,
      deadDocs: segments.reduce((sum, segment) => sum + segment.deadCount, 0),
      position,
    }
  }

  return (request) => {
    switch (request.call) {
      case 'apply':
        return memory.apply(request.args.changes, request.args.position)
      case 'search': {
        const began = performance.now()
        return { ...search(request.args), tookMs: performance.now() - began }
      }
      case 'suggest':
        return suggest(request.args.prefix, request.args.limit)
      case 'snapshot': {
        const next = writing.then(snapshot)
        writing = next.catch(() => undefined)
        return next
      }
      case 'stats':
        return stats()
    }
  }
}
