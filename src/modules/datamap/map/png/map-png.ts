import { Worker } from 'node:worker_threads'

export interface MapPng {
  /** Draws an SVG as PNG, 3000 pixels wide, beside the web process. */
  draw(svg: string): Promise<Buffer>
  close(): Promise<void>
}

interface Answer {
  readonly id: number
  readonly png?: Uint8Array
  readonly failure?: string
}

interface Waiting {
  readonly resolve: (png: Buffer) => void
  readonly reject: (error: Error) => void
}

// Few ask for a picture to print: the renderer is started by the first one and let go when nobody has asked for a while.
const IDLE_MS = 60_000

export function createMapPng(): MapPng {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0
  const waiting = new Map<number, Waiting>()

  function start(): Worker {
    const started = new Worker(new URL(import.meta.url.replace(/map-png\.(ts|js)$/, 'png-worker.$1')))
    started.on('message', ({ id, png, failure }: Answer) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (png) one?.resolve(Buffer.from(png))
      else one?.reject(new Error(`the picture could not be drawn: ${failure ?? ''}`))
      if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref()
    })
    started.on('error', (error) => {
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
      worker = undefined
    })
    return started
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopping = worker
    worker = undefined
    for (const one of waiting.values()) one.reject(new Error('the renderer is closed'))
    waiting.clear()
    await stopping?.terminate()
  }

  return {
    draw: (svg) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        worker ??= start()
        last += 1
        waiting.set(last, { resolve, reject })
        worker.postMessage({ id: last, svg })
      }),
    close: stop,
  }
}
