import { fold } from '../text.ts'
import type { Dictionary } from './dictionary.ts'
import type { MemoryIndex } from './memory-index.ts'
import type { SearchSuggestion } from './model.ts'
import { searchLimits } from './model.ts'
import { readQuery } from './query.ts'
import type { Segment } from './segment.ts'
import { blobText, compareText, findSorted, titleMark, titleOf } from './segment.ts'
import type { FacetValues } from './values.ts'
import { tidyText } from './words.ts'

/** Titles looked at per request; a one-letter prefix fits a million. */
const mostTitles = 400
const mostCompletions = 24

/** Completes what is being typed: the last word may be a beginning, diacritics may be missing. */
export function createSuggester(index: MemoryIndex): (prefix: string, limit: number) => SearchSuggestion[] {
  const beginnings = createBeginnings(index.state.dictionary)
  const keywords = createKeywords(index)
  return (prefix, limit) => {
    const most = Math.min(Math.max(0, Math.trunc(limit)), searchLimits.suggestions)
    const { words } = readQuery(prefix, 'vi')
    const last = words.at(-1)
    if (last === undefined || most === 0) return []
    const whole = words.slice(0, -1).map((word) => index.state.dictionary.termIds.get(fold(word)) ?? -1)
    const typed = words.map(fold).join(' ')
    const chosen = keywords(typed, Math.ceil(most / 3))
    const titles = whole.includes(-1) ? [] : findTitles(index, whole, beginnings(fold(last), mostCompletions))
    const ranked = rankTitles(titles, typed, index.state.dictionary)
    const rest = ranked.slice(0, most - chosen.length)
    return [...chosen, ...rest].slice(0, most)
  }
}

/** Terms by beginning: a sorted list, renewed when the dictionary has grown by a tenth, and the newer terms unsorted. */
function createBeginnings(dictionary: Dictionary): (prefix: string, most: number) => number[] {
  let sorted: number[] = []
  const text = (term: number): string => dictionary.terms[term] ?? ''
  return (prefix, most) => {
    if (dictionary.terms.length > sorted.length * 1.1) {
      sorted = dictionary.terms.map((_, term) => term).sort((a, b) => compareText(text(a), text(b)))
    }
    const found: number[] = []
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (text(sorted[middle] ?? 0) < prefix) low = middle + 1
      else high = middle
    }
    for (let at = low; at < sorted.length && text(sorted[at] ?? 0).startsWith(prefix); at++) found.push(sorted[at] ?? 0)
    for (let term = sorted.length; term < dictionary.terms.length; term++) {
      if (text(term).startsWith(prefix)) found.push(term)
    }
    const docs = (term: number): number => dictionary.termDocs[term] ?? 0
    const living = found.filter((term) => docs(term) > 0).sort((a, b) => docs(b) - docs(a))
    const exact = living.filter((term) => text(term) === prefix)
    return [...new Set([...exact, ...living])].slice(0, most)
  }
}

interface TitlePlace {
  readonly segment: Segment
  readonly doc: number
}

function findTitles(index: MemoryIndex, whole: readonly number[], completions: readonly number[]): TitlePlace[] {
  const { sealed, open } = index.state
  const found: TitlePlace[] = []
  for (const segment of [open, ...sealed.toReversed()]) {
    const others = whole.map((term) => titleDocs(segment, term))
    for (const term of completions) {
      for (const doc of titleDocs(segment, term)) {
        if (found.length >= mostTitles) return found
        if (segment.dead[doc] === 1) continue
        if (others.every((docs) => findSorted(docs, doc) >= 0)) found.push({ segment, doc })
      }
    }
  }
  return found
}

function titleDocs(segment: Segment, term: number): Uint32Array {
  const list = segment.postings(term)
  if (!list) return new Uint32Array(0)
  const docs = new Uint32Array(list.to - list.from)
  let n = 0
  for (let at = list.from; at < list.to; at++) {
    if ((list.marks[at] as number) & titleMark) docs[n++] = list.docs[at] as number
  }
  return docs.subarray(0, n)
}

function rankTitles(places: readonly TitlePlace[], typed: string, dictionary: Dictionary): SearchSuggestion[] {
  const seen = new Set<string>()
  return places
    .map(({ segment, doc }) => {
      const text = titleOf(segment, doc, dictionary)
      return { text, folded: fold(text), id: blobText(segment.ids, doc), newness: segment.numbers[0]?.[doc] ?? 0 }
    })
    .sort(
      (a, b) =>
        Number(b.folded.startsWith(typed)) - Number(a.folded.startsWith(typed)) ||
        (b.newness || 0) - (a.newness || 0) ||
        compareText(a.text, b.text) ||
        compareText(a.id, b.id),
    )
    .filter(({ folded }) => !seen.has(folded) && seen.add(folded))
    .map(({ text, id }) => ({ kind: 'title', text, id }))
}

/** Values of the keyword facet that have a word beginning with what was typed; most used first. */
function createKeywords(index: MemoryIndex): (typed: string, most: number) => SearchSuggestion[] {
  const { fields, facetValues } = index.state
  const list: FacetValues | undefined = facetValues[fields.facets.indexOf(fields.keywords ?? '')]
  const folded: string[] = []
  return (typed, most) => {
    if (!list) return []
    for (let id = folded.length; id < list.values.length; id++) folded.push(` ${fold(tidyText(list.values[id] ?? ''))}`)
    const docs = (id: number): number => list.docs[id] ?? 0
    const found = [...folded.keys()].filter((id) => docs(id) > 0 && (folded[id] ?? '').includes(` ${typed}`))
    return found
      .sort((a, b) => docs(b) - docs(a) || compareText(list.values[a] ?? '', list.values[b] ?? ''))
      .slice(0, most)
      .map((id) => ({ kind: 'keyword', text: list.values[id] ?? '', count: docs(id) }))
  }
}
