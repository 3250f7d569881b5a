import { fold } from '../text.ts'
import type { Dictionary } from './dictionary.ts'
import { jumpTo } from './match.ts'
import type { MemoryIndex } from './memory-index.ts'
import type { SearchSuggestion } from './model.ts'
import { searchLimits } from './model.ts'
import { readQuery } from './query.ts'
import type { Postings, Segment } from './segment.ts'
import { blobText, compareText, titleMark, titleOf } from './segment.ts'
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

/** Title terms by beginning: a sorted list, renewed when a tenth was added to it, and the newer terms unsorted. */
function createBeginnings(dictionary: Dictionary): (prefix: string, most: number) => number[] {
  let sorted: { readonly text: string; readonly term: number }[] = []
  let newer: typeof sorted = []
  const entry = (term: number) => ({ text: dictionary.terms[term] ?? '', term })

  function takeNewTerms(): void {
    const known = sorted.length + newer.length
    if (dictionary.titleTerms.size === known) return
    newer.push(...[...dictionary.titleTerms].slice(known).map(entry))
    if (newer.length * 10 < sorted.length) return
    sorted = [...sorted, ...newer].sort((a, b) => compareText(a.text, b.text))
    newer = []
  }

  return (prefix, most) => {
    takeNewTerms()
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle]?.text ?? '') < prefix) low = middle + 1
      else high = middle
    }
    let end = low
    while (sorted[end]?.text.startsWith(prefix)) end++
    const found = [...sorted.slice(low, end), ...newer.filter(({ text }) => text.startsWith(prefix))]
    const docs = (term: number): number => dictionary.termDocs[term] ?? 0
    return found
      .filter(({ term }) => docs(term) > 0)
      .sort((a, b) => Number(b.text === prefix) - Number(a.text === prefix) || docs(b.term) - docs(a.term))
      .slice(0, most)
      .map(({ term }) => term)
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
    const others = whole.map((term) => segment.postings(term))
    for (const term of completions) {
      const list = segment.postings(term)
      for (let at = list?.from ?? 0; list && at < list.to; at++) {
        const doc = list.docs[at] as number
        if (!isInTitle(list, at) || segment.dead[doc] === 1) continue
        if (others.every((other) => other && hasInTitle(other, doc))) found.push({ segment, doc })
        if (found.length >= mostTitles) return found
      }
    }
  }
  return found
}

function isInTitle(list: Postings, at: number): boolean {
  return ((list.marks[at] as number) & titleMark) !== 0
}

function hasInTitle(list: Postings, doc: number): boolean {
  const at = jumpTo(list, list.from, doc)
  return at < list.to && list.docs[at] === doc && isInTitle(list, at)
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
