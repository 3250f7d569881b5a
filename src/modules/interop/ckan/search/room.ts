import { type Bits, noBits } from './bits.ts'

/**
 * Arrays that searches use one after the other. Allocated anew for each search, they would have the garbage collector
 * walk through the whole index every few dozen searches.
 */
export interface Room {
  /** An array under a name, with whatever the last search left in it. */
  take(name: 'docs' | 'others' | 'scores', length: number): Int32Array
  /** A set without documents, for this search only. */
  noBits(docs: number): Bits
  /** A new search begins: the sets of the last one are free. */
  begin(): void
}

// A query with hundreds of terms may have its own.
const MOST_SETS = 16

/** No arrays yet. */
export function createRoom(): Room {
  const arrays = new Map<string, Int32Array>()
  const sets: Bits[] = []
  let used = 0
  return {
    begin() {
      used = 0
    },
    noBits(docs) {
      const place = used++
      if (place >= MOST_SETS) return noBits(docs)
      let set = sets[place]
      if (!set || set.length * 32 < docs) {
        set = noBits(docs * 2)
        sets[place] = set
      }
      return set.subarray(0, (docs + 31) >>> 5).fill(0)
    },
    take(name, length) {
      let array = arrays.get(name)
      if (!array || array.length < length) {
        array = new Int32Array(length * 2)
        arrays.set(name, array)
      }
      return array.subarray(0, length)
    },
  }
}
