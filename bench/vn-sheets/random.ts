/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Dice {
  /** A whole number from `low` to `high`. */
  int(low: number, high: number): number
  /** A number with so many decimals. */
  decimal(low: number, high: number, places: number): number
  pick<T>(list: readonly T[]): T
  /** So many of the list, in its order. */
  some<T>(list: readonly T[], count: number): readonly T[]
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    int,
    decimal: (low, high, places) => Math.round((low + next() * (high - low)) * 10 ** places) / 10 ** places,
    pick: (list) => {
      const found = list[int(0, list.length - 1)]
      if (found === undefined) throw new Error('an empty list')
      return found
    },
    some: (list, count) => {
      const marked = list.map((item, at) => ({ item, at, key: next() }))
      const chosen = marked.sort((a, b) => a.key - b.key).slice(0, count)
      return chosen.sort((a, b) => a.at - b.at).map(({ item }) => item)
    },
  }
}
