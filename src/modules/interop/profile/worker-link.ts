import { Worker } from 'node:worker_threads'
import type { Quad } from '../../../formats/rdf/terms.ts'
import type { ShaclFinding } from '../../../formats/shacl/index.ts'

export interface ProfileRequest {
  readonly id: number
  /** One graph a record. */
  readonly graphs: readonly (readonly Quad[])[]
}

export type ProfileReply =
  | { readonly id: number; readonly findings: readonly (readonly ShaclFinding[])[] }
  | { readonly id: number; readonly failure: string }

export interface ProfileWorker {
  /** Findings of each graph, in their order. */
  check(graphs: ProfileRequest['graphs']): Promise<readonly (readonly ShaclFinding[])[]>
  close(): Promise<void>
}

// Sources run as .ts under type stripping, the build as .js; tsc rewrites imports but no URL.
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('./worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url)

const HEAP_MB = 512

interface Waiting {
  readonly resolve: (findings: readonly (readonly ShaclFinding[])[]) => void
  readonly reject: (error: Error) => void
}

/** A thread that holds records against shapes; started at the first question, started again after it died. */
export function createProfileWorker(shapes: readonly Quad[]): ProfileWorker {
  let worker: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  function fail(error: Error): void {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function started(): Worker {
    if (worker) return worker
    const made = new Worker(workerFile, { workerData: shapes, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
    made.on('message', (reply: ProfileReply) => {
      const call = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('findings' in reply) call?.resolve(reply.findings)
      else call?.reject(new Error(reply.failure))
    })
    made.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    made.on('exit', (code) => fail(new Error(`profile worker ended with code ${code}`)))
    made.unref()
    worker = made
    return made
  }

  return {
    check(graphs) {
      const id = (lastId += 1)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        started().postMessage({ id, graphs } satisfies ProfileRequest)
      })
    },
    async close() {
      await worker?.terminate()
    },
  }
}
