import { PARTS } from './package-doc.ts'
import { spellingBit, type WordPostings } from './postings.ts'
import type { Query } from './query.ts'
import type { PackageStore } from './store.ts'
import { type Word, wordsOf } from './words.ts'

/** Above every sum of word scores: what is spelled as typed stands before what only sounds alike. */
const EXACT = 1 << 20
const MOST_SCORE = 2 ** 25 - 1

/** Weight of a word by the parts it stands in: title and name 4, tags and groups 2, any text 1. */
const WEIGHTS = Uint8Array.from({ length: 2048 }, (_, mark) => {
  const parts = (mark & (PARTS.title | PARTS.name) ? 4 : 0) + (mark & (PARTS.tags | PARTS.groups) ? 2 : 0)
  return parts + 1
})

/** Words that documents are scored by, as far as any document has them. */
export function scoredWords(query: Query, store: PackageStore): readonly ScoredWord[] {
  return positiveWords(query).flatMap((word) => {
    const postings = store.words.get(word.folded)
    return postings ? [scoredWord(word, postings, store)] : []
  })
}

interface ScoredWord {
  readonly folded: string
  readonly postings: WordPostings
  /** Score by weight: rare words count more. */
  readonly byWeight: Int32Array
  /** Spellings that are as typed. */
  readonly wanted: number
}

function scoredWord({ folded, spelling }: Word, postings: WordPostings, store: PackageStore): ScoredWord {
  const rarity = Math.log(1 + store.livingCount() / postings.count)
  return {
    folded,
    postings,
    byWeight: Int32Array.from({ length: 8 }, (_, weight) => Math.round(1000 * rarity * weight)),
    // Typed without diacritics, every spelling is as good as another.
    wanted: spelling === folded ? 0xffff : spellingBit(postings, spelling),
  }
}

/** Puts the scores of `docs`, which grow, into `scores` by document; what stands there for others means nothing. */
export function fillScores(scores: Int32Array, { words, docs }: Scoring, store: PackageStore): void {
  for (const doc of docs) scores[doc] = 0
  for (const word of words) {
    const isLong = word.postings.count > docs.length * 16
    const classes = store.wordClasses.get(keyOf(word)) ?? (isLong ? undefined : classesOf(word, store))
    if (classes) addByClass(scores, word, { docs, classes })
    else addByJumps(scores, word, docs)
  }
}

interface Scoring {
  readonly words: readonly ScoredWord[]
  readonly docs: Int32Array
}

const EXACT_CLASS = 8

/** By document: the weight of the word in it, and `EXACT_CLASS` where it is spelled as wanted; 0 where it is not. */
function classesOf(word: ScoredWord, store: PackageStore): Uint8Array {
  const { postings, wanted } = word
  const classes = new Uint8Array(store.size())
  const { docs, marks, spelled, count } = postings
  for (let i = 0; i < count; i++) {
    const exact = (spelled[i] as number) & wanted ? EXACT_CLASS : 0
    classes[docs[i] as number] = (WEIGHTS[marks[i] as number] as number) + exact
  }
  store.wordClasses.set(keyOf(word), classes)
  return classes
}

function keyOf({ folded, wanted }: ScoredWord): string {
  return `${folded} ${wanted}`
}

interface Classed {
  readonly docs: Int32Array
  readonly classes: Uint8Array
}

function addByClass(scores: Int32Array, { byWeight }: ScoredWord, { docs, classes }: Classed): void {
  const byClass = Int32Array.from(
    { length: 16 },
    (_, own) => (byWeight[own & 7] as number) + (own >= EXACT_CLASS ? EXACT : 0),
  )
  for (let i = 0; i < docs.length; i++) {
    const doc = docs[i] as number
    const sum = (scores[doc] as number) + (byClass[classes[doc] as number] as number)
    scores[doc] = sum < MOST_SCORE ? sum : MOST_SCORE
  }
}

function addByJumps(scores: Int32Array, { postings, byWeight, wanted }: ScoredWord, docs: Int32Array): void {
  const { marks, spelled, count } = postings
  let at = 0
  for (const doc of docs) {
    at = jumpTo(postings, at, doc)
    if (at === count) return
    if (postings.docs[at] !== doc) continue
    const exact = (spelled[at] as number) & wanted ? EXACT : 0
    const score = (byWeight[WEIGHTS[marks[at] as number] as number] as number) + exact
    scores[doc] = Math.min(MOST_SCORE, (scores[doc] as number) + score)
  }
}

/** First place from `from` on whose document is not below `doc`: doubling steps, then halving. */
function jumpTo({ docs, count }: WordPostings, from: number, doc: number): number {
  let step = 1
  let low = from
  while (low + step < count && (docs[low + step] as number) < doc) {
    low += step
    step *= 2
  }
  let high = Math.min(count, low + step + 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((docs[middle] as number) < doc) low = middle + 1
    else high = middle
  }
  return low
}

function positiveWords(query: Query): readonly Word[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(positiveWords)
  if (query.kind !== 'term') return []
  const { term } = query
  return term.kind === 'word' || term.kind === 'phrase' ? wordsOf(term.text) : []
}
