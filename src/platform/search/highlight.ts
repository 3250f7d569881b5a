import type { Dictionary } from './dictionary.ts'
import type { SearchHit, TextRange } from './model.ts'
import { searchLimits } from './model.ts'
import type { Query } from './query.ts'
import { blobText } from './segment.ts'
import type { Section } from './text-code.ts'
import { readSections } from './text-code.ts'
import type { Found } from './top.ts'

/** A found document as the caller sees it, matched words marked. */
export function showHit({ segment, doc, score }: Found, query: Query, dictionary: Dictionary): SearchHit {
  const sections = readSections(segment.texts, doc, dictionary)
  const terms = new Set(query.terms.map(({ term }) => term))
  const [title, ...texts] = sections
  const snippet = cutSnippet(texts, terms, dictionary)
  return {
    id: blobText(segment.ids, doc),
    score,
    title: title?.text ?? '',
    snippet: snippet.text,
    stored: blobText(segment.stored, doc),
    marks: {
      title: title ? markWords(title, { from: 0, to: title.surfaces.length }, terms, dictionary) : [],
      snippet: snippet.marks,
    },
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

function cutSnippet(texts: readonly Section[], terms: ReadonlySet<number>, dictionary: Dictionary) {
  let best: { section: Section; span: Span; worth: number } | undefined
  for (const section of texts) {
    if (section.surfaces.length === 0) continue
    const found = bestSpan(section, terms, dictionary)
    if (!best || found.worth > best.worth) best = { section, ...found }
  }
  if (!best) return { text: '', marks: [] }
  const { section, span } = best
  const start = span.from === 0 ? 0 : (section.starts[span.from] ?? 0)
  const end = span.to >= section.surfaces.length ? section.text.length : wordEnd(section, span.to - 1, dictionary)
  const lead = span.from === 0 ? '' : '… '
  const shift = lead.length - start
  const marks = markWords(section, span, terms, dictionary)
  return {
    text: `${lead}${section.text.slice(start, end)}${end < section.text.length ? ' …' : ''}`,
    marks: marks.map(([from, to]): TextRange => [from + shift, to + shift]),
  }
}

/** The stretch with most different words of the query, then most of them; the first such one. */
function bestSpan(section: Section, terms: ReadonlySet<number>, dictionary: Dictionary): { span: Span; worth: number } {
  const { surfaces } = section
  const width = searchLimits.snippetWords
  const places: number[] = []
  surfaces.forEach((surface, i) => {
    if (terms.has(dictionary.surfaceTerms[surface] ?? -1)) places.push(i)
  })
  let worth = 0
  let from = 0
  places.slice(0, 200).forEach((place, i) => {
    const inside = places.slice(i, i + width).filter((other) => other < place + width)
    const different = new Set(inside.map((other) => dictionary.surfaceTerms[surfaces[other] ?? 0])).size
    const own = different * 1000 + inside.length
    if (own > worth) {
      worth = own
      from = place
    }
  })
  // Some words before the first match tell what it is about.
  const start = from + width >= surfaces.length ? Math.max(0, surfaces.length - width) : Math.max(0, from - 4)
  return { span: { from: start, to: Math.min(surfaces.length, start + width) }, worth }
}

function markWords(section: Section, span: Span, terms: ReadonlySet<number>, dictionary: Dictionary): TextRange[] {
  const marks: [number, number][] = []
  for (let i = span.from; i < span.to; i++) {
    if (!terms.has(dictionary.surfaceTerms[section.surfaces[i] ?? 0] ?? -1)) continue
    const start = section.starts[i] ?? 0
    const end = wordEnd(section, i, dictionary)
    const last = marks.at(-1)
    if (last && start === last[1] + 1 && section.text[last[1]] === ' ') last[1] = end
    else marks.push([start, end])
  }
  return marks
}

function wordEnd(section: Section, word: number, dictionary: Dictionary): number {
  return (section.starts[word] ?? 0) + (dictionary.surfaces[section.surfaces[word] ?? 0] ?? '').length
}
