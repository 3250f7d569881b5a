import { fold } from '../text.ts'
import type { Dictionary } from './dictionary.ts'
import type { SearchLanguage } from './model.ts'
import { searchLimits } from './model.ts'
import { hashTerms } from './values.ts'
import { eachWord, spell } from './words.ts'

// Words that carry grammar, not meaning. Only as typed with their diacritics: "cua" may be a crab.
const functionWords: Readonly<Record<SearchLanguage, ReadonlySet<string>>> = {
  vi: new Set(['và', 'của', 'về', 'các', 'những', 'cho', 'là', 'thì', 'với']),
  en: new Set(['the', 'of', 'and', 'in', 'for', 'a', 'an', 'to', 'on', 'by', 'with']),
}

/** The query as words, before any dictionary is asked. */
export interface QueryWords {
  /** Every word in order, as typed. */
  readonly words: readonly string[]
  /** Words a document must have. */
  readonly required: readonly string[]
  /** Runs of words that must stand together: quoted, or codes such as G14.25 and 142/QĐ-TTg. */
  readonly phrases: readonly (readonly string[])[]
}

/** Reads the query syntax: words are joined by AND, "…" is a phrase. Never fails; what is too long is cut. */
export function readQuery(q: string, lang: SearchLanguage): QueryWords {
  const words: string[] = []
  const phrases: string[][] = []
  const inPhrase = new Set<string>()
  const keepPhrase = (phrase: string[]): void => {
    if (phrase.length < 2) return
    phrases.push(phrase)
    for (const word of phrase) inPhrase.add(word)
  }
  const text = q.slice(0, searchLimits.queryChars).normalize('NFC')
  text.split(/["“”]/u).forEach((part, i) => {
    const quoted = i % 2 === 1
    const room = searchLimits.queryWords - words.length
    const runs = splitRuns(part, quoted ? /[^]*/u : /^[./_-]$/u, room)
    words.push(...runs.flat())
    runs.forEach(keepPhrase)
  })
  const content = words.filter((word) => inPhrase.has(word) || !functionWords[lang].has(word.toLowerCase()))
  return { words, required: content.length > 0 ? content : words, phrases }
}

/** Words of a text; neighbours whose gap matches `joint` share a run. */
function splitRuns(text: string, joint: RegExp, room: number): string[][] {
  const runs: string[][] = []
  let last = 0
  let left = room
  eachWord(text, (start, end) => {
    if (left-- <= 0) return
    const word = text.slice(start, end)
    const run = runs.at(-1)
    if (run && joint.test(text.slice(last, start))) run.push(word)
    else runs.push([word])
    last = end
  })
  return runs
}

export interface QueryTerm {
  readonly term: number
  /** Spellings that count as exact; 0 when typed without diacritics, when every spelling is equal. */
  readonly spellings: number
}

/** The query as numbers of the dictionary. */
export interface Query {
  readonly terms: readonly QueryTerm[]
  readonly phrases: readonly (readonly number[])[]
  readonly titleHash: number
  /** Some word occurs nowhere: nothing can match. */
  readonly hopeless: boolean
  /** Terms typed with diacritics. */
  readonly typed: number
}

/** Looks the words up. */
export function resolveQuery({ words, required, phrases }: QueryWords, dictionary: Dictionary): Query {
  const look = (word: string): number => dictionary.termIds.get(fold(word)) ?? -1
  // One entry a spelling: "dàn" and "dân" in one query are two wishes, though one term.
  const terms = new Map<string, QueryTerm>()
  let typed = 0
  for (const word of required) {
    const spelling = spell(word)
    if (terms.has(spelling)) continue
    const isTyped = spelling !== fold(word)
    if (isTyped) typed++
    // A word typed with diacritics that no document has must not count as "any spelling": bit 16 never occurs.
    const mask = isTyped ? (dictionary.spellingBits.get(spelling) ?? 1 << 16) : 0
    terms.set(spelling, { term: look(word), spellings: mask })
  }
  const isKnown = (term: number): boolean => term >= 0 && (dictionary.termDocs[term] ?? 0) > 0
  return {
    terms: [...terms.values()],
    phrases: phrases.map((phrase) => phrase.map(look)),
    titleHash: hashTerms(words.map(look)),
    hopeless: [...terms.values()].some(({ term }) => !isKnown(term)),
    typed,
  }
}
