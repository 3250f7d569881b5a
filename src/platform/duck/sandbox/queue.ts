import { closed } from '../errors.ts'
import { sandboxErrors } from './errors.ts'

/** Places shared fairly: callers take turns, and none holds more places or waits in more than its share. */
export interface FairQueue {
  /** Waits for a place; the returned function gives it back. */
  enter(caller: string): Promise<() => void>
  close(): void
}

export interface FairOptions {
  readonly places: number
  readonly placesPerCaller: number
  readonly waitingPerCaller: number
  readonly waiting: number
}

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

function createPlaces({ places, placesPerCaller }: FairOptions) {
  const inside = new Map<string, number>()
  let busy = 0
  return {
    free: () => busy < places,
    mayTake: (caller: string) => (inside.get(caller) ?? 0) < placesPerCaller,
    take: (caller: string) => {
      busy++
      inside.set(caller, (inside.get(caller) ?? 0) + 1)
      return () => {
        busy--
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
