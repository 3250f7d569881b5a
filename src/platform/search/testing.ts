import { fold } from '../text.ts'
import type { FacetCount, SearchChange, SearchDocument, SearchRequest } from './model.ts'
import { readQuery } from './query.ts'
import { titleKey } from './title-key.ts'
import { eachWord, spell, tidyText } from './words.ts'

/** The answer a plain scan over all documents gives; the index must give the same. */
export interface ScanResult {
  readonly total: number
  readonly ids: readonly string[]
  readonly facets: Readonly<Record<string, readonly FacetCount[]>>
}

/** A document with sensible defaults for tests. */
export function makeDocument(part: Partial<SearchDocument> & { readonly id: string }): SearchDocument {
  return { title: '', texts: [], facets: {}, numbers: {}, stored: '{}', version: 1, ...part }
}

/** The rule of versions, on a plain map. */
export function createPlainStore() {
  const docs = new Map<string, SearchDocument>()
  const removed = new Map<string, number>()
  return {
    docs,
    apply(change: SearchChange): void {
      const id = change.op === 'put' ? change.doc.id : change.id
      const version = change.op === 'put' ? change.doc.version : change.version
      const known = docs.get(id)
      if (known && version < known.version) return
      if (change.op === 'remove') {
        docs.delete(id)
        removed.set(id, Math.max(version, removed.get(id) ?? version))
        return
      }
      if (version <= (removed.get(id) ?? -Infinity)) return
      removed.delete(id)
      docs.set(id, change.doc)
    },
  }
}

/** Searches by looking at every document; ordered for `title` and number sorts, by id otherwise. */
export function scan(docs: Iterable<SearchDocument>, request: SearchRequest): ScanResult {
  const words = readQuery(request.q, request.lang ?? 'vi')
  const matching = [...docs].filter((doc) => hasWords(doc, words.required, words.phrases) && isInRanges(doc, request))
  const filters = Object.entries(request.filters ?? {}).filter(([, values]) => values.length > 0)
  const passes = (doc: SearchDocument, but?: string): boolean =>
    filters.every(
      ([field, values]) => field === but || (doc.facets[field] ?? []).some((value) => values.includes(value)),
    )
  const found = matching.filter((doc) => passes(doc))
  return {
    total: found.length,
    ids: found.toSorted((a, b) => compareDocuments(a, b, request)).map((doc) => doc.id),
    facets: Object.fromEntries(
      (request.facets ?? []).map((field) => [
        field,
        countField(
          matching.filter((doc) => passes(doc, field)),
          field,
          request,
        ),
      ]),
    ),
  }
}

/** Words of a text as the index sees them. */
function wordsOf(text: string): string[] {
  const tidy = tidyText(text)
  const words: string[] = []
  eachWord(tidy, (start, end) => words.push(tidy.slice(start, end)))
  return words
}

/** Whether every word typed with diacritics occurs with exactly those. */
export function hasSpellings(doc: SearchDocument, q: string): boolean {
  const spellings = new Set([doc.title, ...doc.texts.map(({ text }) => text)].flatMap(wordsOf).map(spell))
  return readQuery(q, 'vi').required.every((word) => spell(word) === fold(word) || spellings.has(spell(word)))
}

function hasWords(doc: SearchDocument, required: readonly string[], phrases: readonly (readonly string[])[]): boolean {
  const sections = [doc.title, ...doc.texts.map(({ text }) => text)].map((text) => wordsOf(text).map(fold))
  const has = (phrase: readonly string[]): boolean =>
    sections.some((words) => words.some((_, at) => phrase.every((word, i) => words[at + i] === fold(word))))
  return required.every((word) => has([word])) && phrases.every(has)
}

function isInRanges(doc: SearchDocument, { ranges = {} }: SearchRequest): boolean {
  return Object.entries(ranges).every(([field, { min = -Infinity, max = Infinity }]) => {
    const value = doc.numbers[field]
    return value !== undefined && value >= min && value <= max
  })
}

function countField(docs: readonly SearchDocument[], field: string, request: SearchRequest): FacetCount[] {
  const counts = new Map<string, number>()
  for (const doc of docs) {
    for (const value of new Set(doc.facets[field])) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const order = (a: FacetCount, b: FacetCount): number => b.count - a.count || (a.value < b.value ? -1 : 1)
  const all = [...counts].map(([value, count]) => ({ value, count })).sort(order)
  const top = all.slice(0, request.facetLimits?.[field] ?? 20)
  const chosen = [...new Set(request.filters?.[field])].filter((value) => !top.some((entry) => entry.value === value))
  return [...top, ...chosen.map((value) => ({ value, count: counts.get(value) ?? 0 })).sort(order)]
}

function compareDocuments(a: SearchDocument, b: SearchDocument, { sort }: SearchRequest): number {
  const byId = a.id < b.id ? -1 : 1
  if (sort === 'title') {
    const [keyA, keyB] = [titleKey(a.title), titleKey(b.title)]
    return keyA < keyB ? -1 : keyA > keyB ? 1 : byId
  }
  if (sort === undefined || sort === 'relevance') return byId
  const [x, y] = [a.numbers[sort.number], b.numbers[sort.number]]
  if (x === y) return byId
  if (x === undefined) return 1
  if (y === undefined) return -1
  return sort.order === 'asc' ? x - y : y - x
}
