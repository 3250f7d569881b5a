/** What a key and the entry itself take besides the thing: a small thing under a long key is not small. */
const ENTRY_BYTES = 200
const sizeOfKey = (key: string): number => ENTRY_BYTES + 2 * key.length

/** Remembers things up to a total size; the one not asked for longest goes first, and everything after a while. */
export interface Kept<Thing> {
  get(key: string): Thing | undefined
  set(key: string, thing: Thing): void
  delete(key: string): void
  clear(): void
}

export interface KeptOptions<Thing> {
  readonly most: number
  readonly sizeOf: (thing: Thing) => number
  readonly mostAgeMs: number
  /** Milliseconds that only grow. */
  readonly now: () => number
}

export function createKept<Thing>({ most, sizeOf, mostAgeMs, now }: KeptOptions<Thing>): Kept<Thing> {
  const things = new Map<string, { thing: Thing; size: number; at: number }>()
  let total = 0

  function drop(key: string): void {
    total -= things.get(key)?.size ?? 0
    things.delete(key)
  }

  return {
    get(key) {
      const found = things.get(key)
      if (!found) return undefined
      if (now() - found.at > mostAgeMs) {
        drop(key)
        return undefined
      }
      things.delete(key)
      things.set(key, found)
      return found.thing
    },
    set(key, thing) {
      drop(key)
      const size = sizeOf(thing) + sizeOfKey(key)
      // One that would push everything else out is not worth it.
      if (size > most / 4) return
      things.set(key, { thing, size, at: now() })
      total += size
      while (total > most) drop(things.keys().next().value ?? '')
    },
    delete: drop,
    clear() {
      things.clear()
      total = 0
    },
  }
}
