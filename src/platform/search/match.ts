import type { Dictionary } from './dictionary.ts'
import type { NumberRange } from './model.ts'
import type { Query } from './query.ts'
import type { Postings, Segment } from './segment.ts'
import { segmentCapacity } from './segment.ts'
import { hasPhrase, openText } from './text-code.ts'

/** Documents of one segment that have the words, with their scores; reused from segment to segment. */
export interface Matches {
  count: number
  readonly docs: Uint16Array
  readonly scores: Int32Array
  /** Room for the documents that are no match. */
  readonly others: Uint16Array
}

/** Room for the matches of one segment. */
export function createMatches(): Matches {
  const room = () => new Uint16Array(segmentCapacity)
  return { count: 0, docs: room(), scores: new Int32Array(segmentCapacity), others: room() }
}

/** Scores are whole numbers, so that the order of adding never shows. */
export interface TermScores {
  readonly term: number
  readonly spellings: number
  /** Score by the low 8 bits of a mark, for the spelling typed and for others. */
  readonly exact: Int32Array
  readonly loose: Int32Array
}

/** Above every sum of word scores: a document with the typed spelling stands before all without. */
const exactBonus = 4_000_000
const titleBonus = 2_000_000

/** Score tables of the query's terms: rare words weigh more, the title more than the texts. */
export function scoreTerms(query: Query, dictionary: Dictionary, liveDocs: number): TermScores[] {
  return query.terms.map(({ term, spellings }) => {
    const rarity = Math.log(1 + liveDocs / Math.max(1, dictionary.termDocs[term] ?? 1))
    const loose = Int32Array.from({ length: 256 }, (_, mark) => {
      const weight = mark & 127
      return Math.round(1000 * rarity * (weight / (weight + 4) + (mark > 127 ? 2 : 0)))
    })
    return { term, spellings, loose, exact: loose.map((score) => score + exactBonus) }
  })
}

/** What a search looks for, with the numbers and scores of this index. */
export interface Sought {
  readonly query: Query
  readonly terms: readonly TermScores[]
  readonly dictionary: Dictionary
}

/** Fills `matches` with the living documents of the segment that have every word and phrase. */
export function matchSegment(segment: Segment, { query, terms }: Sought, matches: Matches): void {
  matches.count = 0
  if (terms.length === 0) {
    takeAll(segment, matches)
    return
  }
  const lists: Scored[] = []
  for (const scores of terms) {
    const postings = segment.postings(scores.term)
    if (!postings) return
    lists.push({ ...postings, scores })
  }
  lists.sort((a, b) => a.to - a.from - (b.to - b.from))
  lists.forEach((list, i) => {
    if (i === 0) takeList(segment, list, matches)
    else if (list.to - list.from > matches.count * 16) intersectByJumps(list, matches)
    else intersectByMerge(list, matches)
  })
  addTitleBonus(segment, query, matches)
}

interface Scored extends Postings {
  readonly scores: TermScores
}

function takeAll(segment: Segment, matches: Matches): void {
  const { docs, scores } = matches
  const { dead, count } = segment
  let n = 0
  for (let doc = 0; doc < count; doc++) {
    if (dead[doc] === 1) continue
    docs[n] = doc
    scores[n++] = 0
  }
  matches.count = n
}

function takeList(segment: Segment, list: Scored, matches: Matches): void {
  const { docs, scores } = matches
  const { dead } = segment
  const { exact, loose, spellings } = list.scores
  let n = 0
  for (let at = list.from; at < list.to; at++) {
    const doc = list.docs[at] as number
    if (dead[doc] === 1) continue
    const mark = list.marks[at] as number
    docs[n] = doc
    scores[n++] = ((mark >>> 8) & spellings ? exact[mark & 255] : loose[mark & 255]) as number
  }
  matches.count = n
}

function intersectByMerge(list: Scored, matches: Matches): void {
  const { docs, scores, count } = matches
  const { exact, loose, spellings } = list.scores
  const { docs: others, marks, to } = list
  let n = 0
  let at = list.from
  for (let i = 0; i < count && at < to; i++) {
    const doc = docs[i] as number
    while (at < to && (others[at] as number) < doc) at++
    if (at === to || others[at] !== doc) continue
    const mark = marks[at++] as number
    const score = ((mark >>> 8) & spellings ? exact[mark & 255] : loose[mark & 255]) as number
    docs[n] = doc
    scores[n++] = (scores[i] as number) + score
  }
  matches.count = n
}

function intersectByJumps(list: Scored, matches: Matches): void {
  const { docs, scores, count } = matches
  const { exact, loose, spellings } = list.scores
  const { docs: others, marks, to } = list
  let n = 0
  let at = list.from
  for (let i = 0; i < count && at < to; i++) {
    const doc = docs[i] as number
    at = jumpTo(list, at, doc)
    if (at === to || others[at] !== doc) continue
    const mark = marks[at++] as number
    const score = ((mark >>> 8) & spellings ? exact[mark & 255] : loose[mark & 255]) as number
    docs[n] = doc
    scores[n++] = (scores[i] as number) + score
  }
  matches.count = n
}

/** First place from `from` on whose document is not below `doc`: doubling steps, then halving. */
export function jumpTo({ docs, to }: Postings, from: number, doc: number): number {
  let step = 1
  let low = from
  while (low + step < to && (docs[low + step] as number) < doc) {
    low += step
    step *= 2
  }
  let high = Math.min(to, low + step + 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((docs[middle] as number) < doc) low = middle + 1
    else high = middle
  }
  return low
}

/** A title that is the query itself comes first, provided the spellings are those typed. */
function addTitleBonus(segment: Segment, query: Query, matches: Matches): void {
  const { docs, scores, count } = matches
  const { titleHashes } = segment
  const needed = query.typed * exactBonus
  for (let i = 0; i < count; i++) {
    if (titleHashes[docs[i] as number] !== query.titleHash) continue
    const score = scores[i] as number
    if (score >= needed) scores[i] = score + titleBonus
  }
}

/** Drops matches in which some phrase does not occur. */
export function keepPhrases(segment: Segment, { query, dictionary }: Sought, matches: Matches): void {
  for (const phrase of query.phrases) {
    keep(matches, (doc) => hasPhrase(openText(segment.texts, doc), dictionary.surfaceTerms, phrase))
  }
}

/** Drops matches outside a range of numbers. */
export function keepRanges(segment: Segment, ranges: ReadonlyMap<number, NumberRange>, matches: Matches): void {
  for (const [field, { min = -Infinity, max = Infinity }] of ranges) {
    const column = segment.numbers[field]
    if (column) keep(matches, (doc) => (column[doc] as number) >= min && (column[doc] as number) <= max)
  }
}

function keep(matches: Matches, fits: (doc: number) => boolean): void {
  const { docs, scores, count } = matches
  let n = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i] as number
    if (!fits(doc)) continue
    docs[n] = doc
    scores[n++] = scores[i] as number
  }
  matches.count = n
}
