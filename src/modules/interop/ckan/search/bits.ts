/** A set of documents, one bit each. */
export type Bits = Uint32Array

export function noBits(docs: number): Bits {
  return new Uint32Array((docs + 31) >>> 5)
}

export function setBit(bits: Bits, doc: number): void {
  bits[doc >>> 5] = (bits[doc >>> 5] as number) | (1 << (doc & 31))
}

export function clearBit(bits: Bits, doc: number): void {
  bits[doc >>> 5] = (bits[doc >>> 5] as number) & ~(1 << (doc & 31))
}

export function hasBit(bits: Bits, doc: number): boolean {
  return ((bits[doc >>> 5] as number) & (1 << (doc & 31))) !== 0
}

/** Keeps in `into` what is also in `other`. */
export function keepCommon(into: Bits, other: Bits): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) & (other[i] ?? 0)
}

export function addAll(into: Bits, other: Bits): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) | (other[i] ?? 0)
}

/** Puts everything of `all` that is not in `bits` into `rest`. */
export function fillRest(rest: Bits, all: Bits, bits: Bits): void {
  for (let i = 0; i < all.length; i++) rest[i] = (all[i] as number) & ~(bits[i] ?? 0)
}

export function countBits(bits: Bits): number {
  let count = 0
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return count
}

/** Numbers of the set bits, growing, at the beginning of `docs`. */
export function docsIn(bits: Bits, docs: Int32Array): void {
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    for (let left = (bits[i] as number) | 0; left !== 0; left &= left - 1) {
      docs[count++] = i * 32 + 31 - Math.clz32(left & -left)
    }
  }
}
