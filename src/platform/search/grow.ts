type Growable = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** The same array when `needed` fits, else a copy of at least twice the size. */
export function grow<T extends Growable>(array: T, needed: number): T {
  if (needed <= array.length) return array
  const make = array.constructor as new (length: number) => T
  const larger = new make(Math.max(needed, array.length * 2, 64))
  larger.set(array)
  return larger
}
