import type { Value } from '../model.ts'

/** Two independent 32-bit hashes of a cell, kept in one object that is filled anew for every cell: cells come by the million. */
export interface CellHash {
  a: number
  b: number
}

const numberBytes = new DataView(new ArrayBuffer(8))

/** Hashes a cell so that `1` and `"1"` differ, and an empty cell equals only another. */
export function hashCell(value: Value, into: CellHash): void {
  if (typeof value === 'string') hashChars(value, into)
  else if (typeof value === 'number') {
    numberBytes.setFloat64(0, value === 0 ? 0 : value)
    const [high, low] = [numberBytes.getUint32(0), numberBytes.getUint32(4)]
    into.a = mix(Math.imul(high, 0x9e3779b1) ^ low)
    into.b = mix(Math.imul(low, 0x85ebca77) ^ high ^ 0x27d4eb2f)
  } else {
    into.a = value === null ? 0x5bd1e995 : value ? 1 : 2
    into.b = into.a
  }
}

/** FNV-1a with two seeds in one pass, then the finaliser of MurmurHash3. */
function hashChars(text: string, into: CellHash): void {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
  }
  into.a = mix(a)
  into.b = mix(b ^ text.length)
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Hash of several hashes in order. */
export function combine(hash: number, next: number): number {
  return mix(Math.imul(hash, 0x01000193) ^ next)
}

/** 53 bits of two hashes in one number: collisions stay unlikely up to some millions. */
export function wide(a: number, b: number): number {
  return (a & 0x1fffff) * 0x100000000 + b
}

const FOLDED = foldTable()

/** For each character of the Latin blocks: the letter it folds to, 0 if it is dropped, 32 for what parts words. */
function foldTable(): Uint8Array {
  const table = new Uint8Array(0x1f00).fill(32)
  for (let code = 0; code < table.length; code += 1) {
    const char = String.fromCharCode(code)
    const base = char === 'đ' || char === 'Đ' ? 'd' : char.normalize('NFD').charAt(0).toLowerCase()
    if (/[a-z0-9.]/.test(base)) table[code] = base.charCodeAt(0)
    else if (/\p{M}/u.test(char)) table[code] = 0
  }
  return table
}

/** Hash of a text that does not see case, diacritics, punctuation and runs of blanks. */
export function hashFolded(text: string): number {
  let hash = 0x811c9dc5
  let parted = true
  for (let at = 0; at < text.length; at += 1) {
    const code = FOLDED[text.charCodeAt(at)] ?? 32
    if (code === 0) continue
    if (code === 32) {
      parted = true
      continue
    }
    if (parted) hash = Math.imul(hash ^ 32, 0x01000193)
    parted = false
    hash = Math.imul(hash ^ code, 0x01000193)
  }
  return mix(hash)
}
