import { Worker } from 'node:worker_threads'
import type { CallName, SearchOpening, WorkerCalls, WorkerReply, WorkerStart } from './protocol.ts'

/** One worker thread seen as asynchronous calls. */
export interface WorkerLink {
  readonly opening: SearchOpening
  readonly call: <Name extends CallName>(
    name: Name,
    args: WorkerCalls[Name]['args'],
  ) => Promise<WorkerCalls[Name]['answer']>
  /** Lets calls under way finish, then ends the thread. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

// Sources run as .ts under type stripping, the build as .js; tsc rewrites imports but no URL.
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url)

/** Old space for strings and maps; the postings are outside the heap. */
const heapMb = 4096

/** Starts a worker thread and waits until its index is loaded. */
export async function startWorker(start: WorkerStart): Promise<WorkerLink> {
  const worker = new Worker(workerFile, { workerData: start, resourceLimits: { maxOldGenerationSizeMb: heapMb } })
  const waiting = new Map<number, Waiting>()
  let failure: Error | undefined
  let lastId = 0
  const opened = Promise.withResolvers<SearchOpening>()
  let idle: (() => void) | undefined

  function fail(error: Error): void {
    failure ??= error
    opened.reject(failure)
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
    idle?.()
  }

  function settle(reply: WorkerReply): void {
    if (reply.kind === 'opened') return opened.resolve(reply.opening)
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.kind === 'answer') call?.resolve(reply.answer)
    else call?.reject(new Error(reply.message))
    if (waiting.size === 0) idle?.()
  }

  worker.on('message', settle)
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', (code) => fail(new Error(`search worker ended with code ${code}`)))
  const opening = await opened.promise
  worker.unref()

  return {
    opening,
    call(name, args) {
      if (failure) return Promise.reject(failure)
      const id = ++lastId
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ id, call: name, args })
      return promise as Promise<WorkerCalls[typeof name]['answer']>
    },
    async close() {
      if (waiting.size > 0)
        await new Promise<void>((resolve) => {
          idle = resolve
        })
      failure ??= new Error('search engine is closed')
      await worker.terminate()
    },
  }
}
