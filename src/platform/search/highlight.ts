import type { Dictionary } from './dictionary.ts'
import type { SearchHit, TextRange } from './model.ts'
import { searchLimits } from './model.ts'
import type { Query } from './query.ts'
import { blobText } from './segment.ts'
import type { Section } from './text-code.ts'
import { openText, readSections } from './text-code.ts'
import type { Found } from './top.ts'

/** A found document as the caller sees it, matched words marked. */
export function showHit({ segment, doc, score }: Found, query: Query, dictionary: Dictionary): SearchHit {
  const sections = readSections(openText(segment.texts, doc), dictionary)
  const terms = new Set(query.terms.map(({ term }) => term))
  const termOf: TermOf = (surface) => {
    const term = dictionary.surfaceTerms[surface]
    return term !== undefined && terms.has(term) ? term : undefined
  }
  const [title, ...texts] = sections
  const snippet = cutSnippet(texts, termOf)
  return {
    id: blobText(segment.ids, doc),
    score,
    title: title?.text ?? '',
    snippet: snippet.text,
    stored: blobText(segment.stored, doc),
    marks: {
      title: title ? markWords(title, { from: 0, to: title.surfaces.length }, termOf) : [],
      snippet: snippet.marks,
    },
  }
}

/** The term of a word, if the query asks for it. */
type TermOf = (surface: number) => number | undefined

interface Span {
  readonly from: number
  readonly to: number
}

function cutSnippet(texts: readonly Section[], termOf: TermOf) {
  let best: { section: Section; span: Span; worth: number } | undefined
  for (const section of texts) {
    if (section.surfaces.length === 0) continue
    const found = bestSpan(section, termOf)
    if (!best || found.worth > best.worth) best = { section, ...found }
  }
  if (!best) return { text: '', marks: [] }
  const { section, span } = best
  const start = span.from === 0 ? 0 : (section.starts[span.from] ?? 0)
  const end = span.to >= section.surfaces.length ? section.text.length : (section.ends[span.to - 1] ?? 0)
  const lead = span.from === 0 ? '' : '… '
  const shift = lead.length - start
  const marks = markWords(section, span, termOf)
  return {
    text: `${lead}${section.text.slice(start, end)}${end < section.text.length ? ' …' : ''}`,
    marks: marks.map(([from, to]): TextRange => [from + shift, to + shift]),
  }
}

/** The stretch with most different words of the query, then most of them; the first such one. */
function bestSpan(section: Section, termOf: TermOf): { span: Span; worth: number } {
  const { surfaces } = section
  const width = searchLimits.snippetWords
  const places: number[] = []
  surfaces.forEach((surface, i) => {
    if (termOf(surface) !== undefined) places.push(i)
  })
  let worth = 0
  let from = 0
  places.slice(0, 200).forEach((place, i) => {
    const inside = places.slice(i, i + width).filter((other) => other < place + width)
    const different = new Set(inside.map((other) => termOf(surfaces[other] ?? 0))).size
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

function markWords(section: Section, span: Span, termOf: TermOf): TextRange[] {
  const marks: [number, number][] = []
  for (let i = span.from; i < span.to; i++) {
    if (termOf(section.surfaces[i] ?? 0) === undefined) continue
    const start = section.starts[i] ?? 0
    const end = section.ends[i] ?? 0
    const last = marks.at(-1)
    if (last && start === last[1] + 1 && section.text[last[1]] === ' ') last[1] = end
    else marks.push([start, end])
  }
  return marks
}
