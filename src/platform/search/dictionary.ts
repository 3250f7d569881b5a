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
  /** Surfaces met lately, by a hash of their letters: most words are found here without being cut out of their text. */
  readonly recent: Int32Array
}

const recentPlaces = 1 << 15

/** Room for surfaces met lately. */
export function createRecent(): Int32Array {
  return new Int32Array(recentPlaces)
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
    recent: createRecent(),
  }
}

/** Where a word stands in a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Number of a word as written, given on first sight. */
export function surfaceOf(dictionary: Dictionary, text: string, span: Span): number {
  const { recent, surfaces, surfaceIds } = dictionary
  const place = hashOf(text, span) & (recentPlaces - 1)
  const guess = recent[place] as number
  if (guess !== 0 && isAt(text, span, surfaces[guess] as string)) return guess
  const word = text.slice(span.start, span.end)
  const surface = surfaceIds.get(word) ?? addSurface(dictionary, detach(word))
  recent[place] = surface
  return surface
}

function hashOf(text: string, { start, end }: Span): number {
  let hash = end - start
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

function isAt(text: string, { start, end }: Span, word: string): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
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
