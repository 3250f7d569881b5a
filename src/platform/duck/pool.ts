import type { Log } from '../log.ts'
import { closed, tooBusy } from './errors.ts'
import type { ChildSettings } from './protocol.ts'
import { type Child, startChild } from './supervise.ts'

/** A bounded queue of places; whoever holds a place may work. */
export interface Gate {
  enter(): Promise<() => void>
  close(): void
}

/** At most `atOnce` inside, at most `waiting` before the door; more are refused. */
export function createGate(atOnce: number, waiting: number): Gate {
  const queue: { readonly go: () => void; readonly refuse: (error: Error) => void }[] = []
  let inside = 0
  let shut = false
  const leave = (): void => {
    const next = queue.shift()
    if (next === undefined) inside--
    else next.go()
  }
  const place = (): (() => void) => {
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
    }
  }
  return {
    enter: () => {
      if (shut) return Promise.reject(closed())
      if (inside < atOnce) {
        inside++
        return Promise.resolve(place())
      }
      if (queue.length >= waiting) return Promise.reject(tooBusy())
      return new Promise((resolve, reject) => queue.push({ go: () => resolve(place()), refuse: reject }))
    },
    close: () => {
      shut = true
      for (const waiter of queue.splice(0)) waiter.refuse(closed())
    },
  }
}

/** One warm child that is started at first need and again after it died. */
export interface WarmChild {
  /** Runs `work` on the child, once there is a place for it. */
  use<T>(work: (child: Child) => Promise<T>): Promise<T>
  /** A place on the child until `release`. */
  lease(): Promise<{ readonly child: Child; readonly release: () => void }>
  pid(): number | undefined
  close(): Promise<void>
}

export interface WarmOptions {
  readonly settings: ChildSettings
  readonly dataLimitMb: number
  readonly atOnce: number
  readonly waiting: number
  readonly log: Log
}

export function createWarmChild(options: WarmOptions): WarmChild {
  const gate = createGate(options.atOnce, options.waiting)
  let child: Child | undefined
  const lease: WarmChild['lease'] = async () => {
    const release = await gate.enter()
    if (child === undefined || !child.alive()) child = startChild(options)
    return { child, release }
  }
  return {
    lease,
    pid: () => child?.pid(),
    use: async (work) => {
      const place = await lease()
      try {
        return await work(place.child)
      } finally {
        place.release()
      }
    },
    close: async () => {
      gate.close()
      await child?.stop()
    },
  }
}
