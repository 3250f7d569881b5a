/** Reads a pattern with `*`, `?` and `\` escapes; what it gives says of a text whether it fits. */
export function readGlob(pattern: string): (text: string) => boolean {
  const parts = partsOf(pattern)
  return (text) => fits(parts, text)
}

// Linear in the text for every pattern with one star.
function fits(parts: readonly (string | symbol)[], text: string): boolean {
  let part = 0
  let at = 0
  let starPart = -1
  let starAt = 0
  while (at < text.length) {
    const wanted = parts[part]
    if (wanted === STAR) {
      starPart = part++
      starAt = at
    } else if (wanted !== undefined && (wanted === ONE || wanted === text[at])) {
      part++
      at++
    } else if (starPart >= 0) {
      // The star takes one sign more.
      part = starPart + 1
      at = ++starAt
    } else return false
  }
  while (parts[part] === STAR) part++
  return part === parts.length
}

const STAR = Symbol('any run of signs')
const ONE = Symbol('any one sign')

function partsOf(pattern: string): (string | symbol)[] {
  const parts: (string | symbol)[] = []
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i] ?? ''
    if (sign === '\\') parts.push(pattern[++i] ?? '\\')
    else if (sign === '*') {
      if (parts.at(-1) !== STAR) parts.push(STAR)
    } else parts.push(sign === '?' ? ONE : sign)
  }
  return parts
}

/** What a pattern begins with, up to its first wildcard: for looking up instead of looking through. */
export function globStart(pattern: string): string {
  const parts = partsOf(pattern)
  const end = parts.findIndex((part) => typeof part === 'symbol')
  return (end < 0 ? parts : parts.slice(0, end)).join('')
}
