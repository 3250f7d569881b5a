import { PARTS } from './package-doc.ts'
import { spellingBit } from './postings.ts'
import type { Query } from './query.ts'
import type { PackageStore } from './store.ts'
import { type Word, wordsOf } from './words.ts'

/** Above every sum of word scores: what is spelled as typed stands before what only sounds alike. */
const EXACT = 1 << 20
const MOST_SCORE = 2 ** 25 - 1

/** Score of every document for the words of a query: rare words weigh more, title and name 4, tags and groups 2, text 1. */
export function scoresFor(query: Query, store: PackageStore): Uint32Array {
  const scores = new Uint32Array(store.size())
  for (const word of positiveWords(query)) addWord(scores, word, store)
  return scores
}

function addWord(scores: Uint32Array, word: Word, store: PackageStore): void {
  const postings = store.words.get(word.folded)
  if (!postings) return
  const { docs, marks, spelled, count } = postings
  const rarity = Math.log(1 + store.livingCount() / count)
  // Typed without diacritics, every spelling is as good as another.
  const wanted = word.spelling === word.folded ? 0xffff : spellingBit(postings, word.spelling)
  for (let i = 0; i < count; i++) {
    const doc = docs[i] as number
    const exact = (spelled[i] as number) & wanted ? EXACT : 0
    const weight = Math.round(1000 * rarity * weightOf(marks[i] as number))
    scores[doc] = Math.min(MOST_SCORE, (scores[doc] as number) + exact + weight)
  }
}

function weightOf(mark: number): number {
  const parts = (mark & (PARTS.title | PARTS.name) ? 4 : 0) + (mark & (PARTS.tags | PARTS.groups) ? 2 : 0)
  return parts + 1
}

function positiveWords(query: Query): readonly Word[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(positiveWords)
  if (query.kind !== 'term') return []
  const { term } = query
  return term.kind === 'word' || term.kind === 'phrase' ? wordsOf(term.text) : []
}
