import { fold } from '../text.ts'
import { grow } from './grow.ts'
import { spell } from './words.ts'

/** Surface 0 ends a section of a document's text. */
export const sectionEnd = 0

/**
 * Words as written (surfaces) and as searched (terms: folded). Every surface belongs to one term and carries one bit of
 * the term's spellings: the first bit is the plain one, six spellings with diacritics have a bit of their own, all later
 * ones share the eighth.
 */
export interface Dictionary {
  readonly surfaceIds: Map<string, number>
  readonly surfaces: string[]
  surfaceTerms: Uint32Array
  surfaceBits: Uint8Array
  surfaceUses: Uint32Array
  readonly termIds: Map<string, number>
  readonly terms: string[]
  /** Living documents per term. */
  termDocs: Uint32Array
  termSpellings: Uint8Array
  /** Terms that ever stood in a title, in the order of their first time there: what suggestions complete. */
  readonly titleTerms: Set<number>
  /** Spellings other than the plain one. */
  readonly spellingBits: Map<string, number>
  readonly separatorIds: Map<string, number>
  readonly separators: string[]
}

const plainSpelling = 1

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  return {
    surfaceIds: new Map(),
    surfaces: [''],
    surfaceTerms: new Uint32Array(1024),
    surfaceBits: new Uint8Array(1024),
    surfaceUses: new Uint32Array(1024),
    termIds: new Map(),
    terms: [],
    termDocs: new Uint32Array(1024),
    termSpellings: new Uint8Array(1024),
    titleTerms: new Set(),
    spellingBits: new Map(),
    separatorIds: new Map([[' ', 0]]),
    separators: [' '],
  }
}

/** Number of a word as written, given on first sight. */
export function surfaceOf(dictionary: Dictionary, word: string): number {
  const known = dictionary.surfaceIds.get(word)
  return known ?? addSurface(dictionary, detach(word))
}

/** Number of what stands between two words, given on first sight. */
export function separatorOf(dictionary: Dictionary, text: string): number {
  const known = dictionary.separatorIds.get(text)
  if (known !== undefined) return known
  const own = detach(text)
  const id = dictionary.separators.push(own) - 1
  dictionary.separatorIds.set(own, id)
  return id
}

function addSurface(dictionary: Dictionary, word: string): number {
  const id = dictionary.surfaces.push(word) - 1
  dictionary.surfaceIds.set(word, id)
  dictionary.surfaceTerms = grow(dictionary.surfaceTerms, id + 1)
  dictionary.surfaceBits = grow(dictionary.surfaceBits, id + 1)
  dictionary.surfaceUses = grow(dictionary.surfaceUses, id + 1)
  const term = termOf(dictionary, fold(word))
  dictionary.surfaceTerms[id] = term
  dictionary.surfaceBits[id] = spellingBit(dictionary, term, spell(word))
  return id
}

function termOf(dictionary: Dictionary, folded: string): number {
  const known = dictionary.termIds.get(folded)
  if (known !== undefined) return known
  const id = dictionary.terms.push(folded) - 1
  dictionary.termIds.set(folded, id)
  dictionary.termDocs = grow(dictionary.termDocs, id + 1)
  dictionary.termSpellings = grow(dictionary.termSpellings, id + 1)
  return id
}

function spellingBit(dictionary: Dictionary, term: number, spelling: string): number {
  // Numbers and codes are most of a dictionary and have no other spelling: they need no entry.
  if (spelling === dictionary.terms[term]) return plainSpelling
  const known = dictionary.spellingBits.get(spelling)
  if (known !== undefined) return known
  const order = Math.min(7, (dictionary.termSpellings[term] ?? 0) + 1)
  dictionary.termSpellings[term] = order
  const bit = 1 << order
  dictionary.spellingBits.set(spelling, bit)
  return bit
}

// A slice keeps the whole text it was cut from alive; a kept word must be a string of its own.
function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
