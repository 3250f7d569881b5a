import { closed } from '../errors.ts'
import { sandboxErrors } from './errors.ts'

/** Places shared fairly: who has spent least goes first, and none holds more places or waits in more than its share. */
export interface FairQueue {
  /** Waits for a place; the returned function gives it back. */
  enter(caller: string): Promise<() => void>
  /** Looks again who may enter: callers become slow, and are forgiven, as time goes by. */
  look(): void
  close(): void
}

export interface FairOptions {
  readonly places: number
  readonly placesPerCaller: number
  readonly waitingPerCaller: number
  readonly waiting: number
  /** What a caller has spent of late, ms. */
  readonly spent: (caller: string) => number
  /** Callers that have spent more than this share all places but one. */
  readonly slowMs: number
}

interface Waiter {
  readonly go: () => void
  readonly refuse: (error: Error) => void
}

export function createFairQueue(options: FairOptions): FairQueue {
  const places = createPlaces(options)
  const line = createLine(options.spent)
  let shut = false

  const look = (): void => {
    for (let next = line.next(places.mayTake); next !== undefined; next = line.next(places.mayTake)) next.go()
  }
  const take = (caller: string): (() => void) => {
    const leave = places.take(caller)
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
      look()
    }
  }

  return {
    look,
    enter: (caller) => {
      if (shut) return Promise.reject(closed())
      if (places.mayTake(caller)) return Promise.resolve(take(caller))
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

function createPlaces({ places, placesPerCaller, spent, slowMs }: FairOptions) {
  const inside = new Map<string, number>()
  const isSlow = (caller: string): boolean => spent(caller) > slowMs
  const most = Math.max(1, places - 1)

  function mayTake(caller: string): boolean {
    if ((inside.get(caller) ?? 0) >= placesPerCaller) return false
    let busy = 0
    let slow = 0
    for (const [one, held] of inside) {
      busy += held
      if (isSlow(one)) slow += held
    }
    if (busy < places) return slow < most || !isSlow(caller)
    // Whoever became slow inside must not keep the quick ones out: there is one place more for those.
    return places > 1 && busy === places && slow === busy && !isSlow(caller)
  }

  return {
    mayTake,
    take: (caller: string) => {
      inside.set(caller, (inside.get(caller) ?? 0) + 1)
      return () => {
        const still = (inside.get(caller) ?? 1) - 1
        if (still === 0) inside.delete(caller)
        else inside.set(caller, still)
      }
    },
  }
}

/** Who waits; among those who spent the same, in the order of their turns: whoever is served goes to the end. */
function createLine(spent: (caller: string) => number) {
  const waiting = new Map<string, Waiter[]>()
  let length = 0

  function cheapest(may: (caller: string) => boolean): string | undefined {
    let found: string | undefined
    let least = Number.POSITIVE_INFINITY
    for (const caller of waiting.keys()) {
      const cost = spent(caller)
      if (cost >= least || !may(caller)) continue
      found = caller
      least = cost
    }
    return found
  }

  return {
    length: () => length,
    lengthOf: (caller: string) => waiting.get(caller)?.length ?? 0,
    join: (caller: string, waiter: Waiter) => {
      waiting.set(caller, [...(waiting.get(caller) ?? []), waiter])
      length++
    },
    next: (may: (caller: string) => boolean): Waiter | undefined => {
      const caller = cheapest(may)
      if (caller === undefined) return undefined
      const [first, ...rest] = waiting.get(caller) ?? []
      waiting.delete(caller)
      if (rest.length > 0) waiting.set(caller, rest)
      length--
      return first
    },
    empty: (): readonly Waiter[] => {
      const all = [...waiting.values()].flat()
      waiting.clear()
      length = 0
      return all
    },
  }
}
