/**
 * Arrays that searches use one after the other. Allocated anew for each search, they would have the garbage collector
 * walk through the whole index every few dozen searches.
 */
export interface Room {
  /** An array under a name, with whatever the last search left in it. */
  take(name: 'docs' | 'others' | 'scores', length: number): Int32Array
}

/** No arrays yet. */
export function createRoom(): Room {
  const arrays = new Map<string, Int32Array>()
  return {
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
