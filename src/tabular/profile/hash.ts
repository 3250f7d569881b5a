/** A 32-bit hash of a text with well mixed bits (FNV-1a, then the finaliser of MurmurHash3). */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A 53-bit hash of a text: collisions stay unlikely up to some millions of texts. */
export function wideHash(text: string): number {
  return (hashText(text) & 0x1fffff) * 0x100000000 + hashText(text, 0x9e3779b9)
}
