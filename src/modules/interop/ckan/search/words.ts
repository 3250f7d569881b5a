import { fold } from '../../../../platform/text.ts'

/** A word as typed and as it is looked up: without diacritics, đ as d, in lower case. */
export interface Word {
  readonly folded: string
  readonly spelling: string
}

const WORDS = /[\p{L}\p{M}\p{N}]+/gu
const MOST_WORDS = 2000
const PLAIN = /^[a-z0-9]+$/

/** Syllables, numbers and codes of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const [found] of text.normalize('NFC').toLowerCase().matchAll(WORDS)) {
    if (words.length === MOST_WORDS) break
    words.push({ folded: PLAIN.test(found) ? found : fold(found), spelling: found })
  }
  return words
}

/** Titles and names in the order of the Vietnamese alphabet, as far as letters go: folded first, spelling after. */
export function sortKey(text: string): string {
  return `${fold(text)}\u0000${text}`
}
