import { fold } from '../../../../platform/text.ts'

/** A word as typed and as it is looked up: without diacritics, đ as d, in lower case. */
export interface Word {
  readonly folded: string
  readonly spelling: string
}

const WORDS = /[\p{L}\p{M}\p{N}]+/gu
const MOST_WORDS = 2000
const PLAIN = /^[a-z0-9]+$/

// A language has few thousand syllables, and folding one costs more than finding it again.
const known = new Map<string, Word>()
const MOST_KNOWN = 20_000
// No more: a longer piece of a text would keep the whole text alive.
const MOST_KNOWN_CHARS = 12

/** Syllables, numbers and codes of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const found of runsOf(text.normalize('NFC').toLowerCase())) words.push(known.get(found) ?? newWord(found))
  return words
}

// One look at a table instead of one at Unicode's properties; texts beyond its 16 bits are rare enough for the latter.
const IN_WORD = Uint8Array.from({ length: 65_536 }, (_, unit) =>
  Number(/[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit))),
)
const SURROGATE = /[\ud800-\udfff]/

function runsOf(text: string): readonly string[] {
  if (SURROGATE.test(text)) return (text.match(WORDS) ?? []).slice(0, MOST_WORDS)
  const runs: string[] = []
  for (let at = 0; at < text.length && runs.length < MOST_WORDS; at++) {
    if (IN_WORD[text.charCodeAt(at)] === 0) continue
    const start = at
    while (at < text.length && IN_WORD[text.charCodeAt(at)] === 1) at++
    runs.push(text.slice(start, at))
  }
  return runs
}

function newWord(found: string): Word {
  if (PLAIN.test(found)) return { folded: found, spelling: found }
  const word = { folded: fold(found), spelling: found }
  if (known.size >= MOST_KNOWN) known.clear()
  if (found.length <= MOST_KNOWN_CHARS) known.set(found, word)
  return word
}

/** Titles and names in the order of the Vietnamese alphabet, as far as letters go: folded first, spelling after. */
export function sortKey(text: string): string {
  return `${fold(text)}\u0000${text}`
}
