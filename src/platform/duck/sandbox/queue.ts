import { closed } from '../errors.ts'
import { sandboxErrors } from './errors.ts'

/** Places shared fairly: callers take turns, and none holds more places or waits in more than its share. */
export interface FairQueue {
  /** Waits for a place; the returned function gives it back. */
  enter(caller: string): Promise<() => void>
  /** Says that a statement of this caller ran into a limit: for a while such callers leave one place to the others. */
  slow(caller: string): void
  close(): void
}

export interface FairOptions {
  readonly places: number
  readonly placesPerCaller: number
  readonly waitingPerCaller: number
  readonly waiting: number
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number
}

/** How long a caller counts as slow. */
const SLOW_MS = 60_000

interface Waiter {
  readonly go: () => void
  readonly refuse: (error: Error) => void
}

export function createFairQueue(options: FairOptions): FairQueue {
  const places = createPlaces(options)
  const line = createLine()
  let shut = false

  const take = (caller: string): (() => void) => {
    const leave = places.take(caller)
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
      if (places.free()) line.next(places.mayTake)?.go()
    }
  }

  return {
    slow: places.slow,
    enter: (caller) => {
      if (shut) return Promise.reject(closed())
      if (places.free() && places.mayTake(caller)) return Promise.resolve(take(caller))
      if (line.lengthOf(caller) >= options.waitingPerCaller || line.length() >= options.waiting) {
        return Promise.reject(sandboxErrors.busy())
      }
      return new Promise((resolve, reject) => {
        line.join(caller, { go: () => resolve(take(caller)), refuse: reject })
      })
    },
    close: () => {
      shut = true
      for (const waiter of line.empty()) waiter.refuse(closed())
    },
  }
}

function createPlaces({ places, placesPerCaller, now }: FairOptions) {
  const inside = new Map<string, number>()
  const slowUntil = new Map<string, number>()
  let busy = 0
  let busySlow = 0
  const isSlow = (caller: string): boolean => (slowUntil.get(caller) ?? 0) > now()
  const most = Math.max(1, places - 1)
  return {
    free: () => busy < places,
    mayTake: (caller: string) => (inside.get(caller) ?? 0) < placesPerCaller && (busySlow < most || !isSlow(caller)),
    slow: (caller: string) => {
      for (const [known, until] of slowUntil) if (until <= now()) slowUntil.delete(known)
      slowUntil.set(caller, now() + SLOW_MS)
    },
    take: (caller: string) => {
      const counted = isSlow(caller) ? 1 : 0
      busy++
      busySlow += counted
      inside.set(caller, (inside.get(caller) ?? 0) + 1)
      return () => {
        busy--
        busySlow -= counted
        const still = (inside.get(caller) ?? 1) - 1
        if (still === 0) inside.delete(caller)
        else inside.set(caller, still)
      }
    },
  }
}

/** Who waits, in the order of their turns; whoever is served goes to the end. */
function createLine() {
  const waiting = new Map<string, Waiter[]>()
  let length = 0
  return {
    length: () => length,
    lengthOf: (caller: string) => waiting.get(caller)?.length ?? 0,
    join: (caller: string, waiter: Waiter) => {
      waiting.set(caller, [...(waiting.get(caller) ?? []), waiter])
      length++
    },
    next: (may: (caller: string) => boolean): Waiter | undefined => {
      for (const [caller, [first, ...rest]] of waiting) {
        if (!may(caller)) continue
        waiting.delete(caller)
        if (rest.length > 0) waiting.set(caller, rest)
        length--
        return first
      }
      return undefined
    },
    empty: (): readonly Waiter[] => {
      const all = [...waiting.values()].flat()
      waiting.clear()
      length = 0
      return all
    },
  }
}
