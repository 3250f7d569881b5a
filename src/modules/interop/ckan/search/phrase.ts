import type { Bits } from './bits.ts'
import { PART_MARK, type PackageStore } from './store.ts'

/** Words by number, side by side in one of the parts asked for. */
interface Phrase {
  readonly numbers: readonly number[]
  readonly parts: number
}

/** Drops documents in which the words do not stand side by side in one of the parts asked for. */
export function keepPhrase(bits: Bits, phrase: Phrase, store: PackageStore): void {
  for (let i = 0; i < bits.length; i++) {
    for (let left = bits[i] as number; left !== 0; left &= left - 1) {
      const doc = i * 32 + (31 - Math.clz32(left & -left))
      if (!standsIn(store.sequence(doc), phrase)) bits[i] = (bits[i] as number) & ~(left & -left)
    }
  }
}

function standsIn(sequence: Uint32Array, { numbers, parts }: Phrase): boolean {
  const last = sequence.length - numbers.length
  let isAsked = false
  for (let at = 0; at <= last; at++) {
    const word = sequence[at] as number
    if (word >= PART_MARK) isAsked = ((word - PART_MARK) & parts) !== 0
    else if (isAsked && numbers.every((number, i) => sequence[at + i] === number)) return true
  }
  return false
}
