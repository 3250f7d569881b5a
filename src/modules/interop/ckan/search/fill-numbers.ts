import { addAll, type Bits, clearBit, setBit } from './bits.ts'
import { dateMath } from './date-math.ts'
import type { Term } from './query.ts'
import type { PackageStore } from './store.ts'

/** What a query is asked of. */
export interface Asked {
  readonly store: PackageStore
  readonly now: Date
  /** When to give up, in milliseconds of `performance.now()`: every other visitor waits meanwhile. */
  readonly until: number
}

interface InNumbers {
  readonly field: string
  readonly numbers: readonly number[]
  readonly term: Term
  readonly isDate: boolean
}

/** Documents whose number is the one asked for, or in the range asked for. */
export function fillNumbers(bits: Bits, { field, numbers, term, isDate }: InNumbers, { now, store }: Asked): void {
  const read = (text: string): number => (isDate ? (dateMath(text, now) ?? Number.NaN) : Number(text || Number.NaN))
  const bounds = boundsOf(term, read)
  if (!bounds) return
  const [low, high] = bounds
  const order = store.knownOrder(field)
  if (order) return fillSlice(bits, sliceOf(order.docs(), numbers, bounds), store)
  for (let doc = 0; doc < numbers.length; doc++) {
    const number = numbers[doc] as number
    if (number >= low && number <= high) setBit(bits, doc)
  }
}

interface Slice {
  readonly docs: Uint32Array
  readonly from: number
  readonly to: number
}

/** Where the numbers from low to high stand in documents ordered by them, the largest first. */
function sliceOf(docs: Uint32Array, numbers: readonly number[], [low, high]: readonly [number, number]): Slice {
  const firstBelow = (limit: number, orEqual: boolean): number => {
    let from = 0
    let to = docs.length
    while (from < to) {
      const middle = (from + to) >>> 1
      const number = numbers[docs[middle] as number] as number
      if (number < limit || (orEqual && number === limit)) to = middle
      else from = middle + 1
    }
    return from
  }
  const from = firstBelow(high, true)
  return { docs, from, to: Math.max(from, firstBelow(low, false)) }
}

function fillSlice(bits: Bits, { docs, from, to }: Slice, store: PackageStore): void {
  if ((to - from) * 2 <= docs.length) {
    for (let i = from; i < to; i++) setBit(bits, docs[i] as number)
    return
  }
  addAll(bits, store.living())
  for (let i = 0; i < from; i++) clearBit(bits, docs[i] as number)
  for (let i = to; i < docs.length; i++) clearBit(bits, docs[i] as number)
}

function boundsOf(term: Term, read: (text: string) => number): readonly [number, number] | undefined {
  if (term.kind === 'any') return [-Infinity, Infinity]
  if (term.kind === 'word' || term.kind === 'phrase') {
    const value = read(term.text)
    return Number.isNaN(value) ? undefined : [value, value]
  }
  if (term.kind === 'glob') return undefined
  const low = term.from.text === undefined ? -Infinity : read(term.from.text)
  const high = term.to.text === undefined ? Infinity : read(term.to.text)
  if (Number.isNaN(low) || Number.isNaN(high)) return undefined
  // Numbers and milliseconds are whole.
  return [term.from.inclusive ? low : low + 1, term.to.inclusive ? high : high - 1]
}
