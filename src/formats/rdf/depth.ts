/** Deeper than any catalogue is; the parsers grow slow with the square of it. */
export const MOST_DEEP = 200

/** Deepest nesting of arrays and objects of a JSON text, counted no further than one past the most. */
export function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let at = 0; at < text.length && deepest <= MOST_DEEP; at++) {
    const sign = text.charCodeAt(at)
    if (inText) {
      if (sign === BACKSLASH) at++
      else if (sign === QUOTE) inText = false
    } else if (sign === QUOTE) inText = true
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) deepest = Math.max(deepest, ++depth)
    else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth--
  }
  return deepest
}

const QUOTE = '"'.charCodeAt(0)
const BACKSLASH = '\\'.charCodeAt(0)
const OPEN_LIST = '['.charCodeAt(0)
const CLOSE_LIST = ']'.charCodeAt(0)
const OPEN_OBJECT = '{'.charCodeAt(0)
const CLOSE_OBJECT = '}'.charCodeAt(0)

/** Deepest nesting of elements of an XML text, by its tags alone. */
export function xmlDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = text.indexOf('<'); at >= 0 && deepest <= MOST_DEEP; at = text.indexOf('<', at + 1)) {
    const past = pastText(text, at)
    if (past !== undefined) {
      at = past
      continue
    }
    const next = text[at + 1]
    if (next === '!' || next === '?') continue
    const end = text.indexOf('>', at)
    if (end < 0) break
    if (next === '/') depth--
    else if (text[end - 1] !== '/') deepest = Math.max(deepest, ++depth)
  }
  return deepest
}

// HTML inside CDATA or a comment is no nesting of ours.
function pastText(text: string, at: number): number | undefined {
  const ends = text.startsWith('<![CDATA[', at) ? ']]>' : text.startsWith('<!--', at) ? '-->' : undefined
  if (ends === undefined) return undefined
  const end = text.indexOf(ends, at)
  return end < 0 ? text.length : end
}
