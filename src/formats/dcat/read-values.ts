import { defined } from '../defined.ts'
import type { Period, Remark, Texts } from '../model.ts'
import type { Term } from '../rdf/terms.ts'
import { languageOf } from '../text.ts'
import type { Graph, Node } from './graph.ts'
import { word } from './words.ts'

/** What reading one record needs and collects. */
export interface Reading {
  readonly graph: Graph
  /** Language of texts that do not say it. */
  readonly language: string | undefined
  remark(remark: Remark): void
}

const LABELS = [
  word('rdfs:label'),
  word('skos:prefLabel'),
  word('dct:title'),
  word('schema:name'),
  word('foaf:name'),
  word('rdf:value'),
]

/** Texts by language, Vietnamese first, then English; the first of two in one language. */
export function readTexts(terms: readonly Term[], language: string | undefined): Texts {
  const found: Record<string, string> = {}
  for (const term of terms) {
    if (term.termType !== 'Literal') continue
    const tag = term.language ? primaryTag(term.language) : languageOf(term.value, language)
    found[tag] ??= term.value
  }
  const { vi, en, ...rest } = found
  return { ...(vi === undefined ? {} : { vi }), ...(en === undefined ? {} : { en }), ...rest }
}

function primaryTag(tag: string): string {
  const lower = tag.toLowerCase()
  return /^(vi|en)-/.test(lower) ? lower.slice(0, 2) : lower
}

/** One text of several: Vietnamese, else English, else the first. */
export function oneText(terms: readonly Term[]): string | undefined {
  const texts = terms.filter((term) => term.termType === 'Literal' && term.value.trim() !== '')
  const of = (tag: string) => texts.find((term) => term.language?.toLowerCase().startsWith(tag))?.value
  return of('vi') ?? of('en') ?? texts[0]?.value
}

/** A word or address: of a literal its text, of an IRI the IRI, of a node without address its label. */
export function wordOf(graph: Graph, term: Term | undefined): string | undefined {
  if (!term) return undefined
  if (term.termType === 'BlankNode')
    return labelOf(graph.node(term)) ?? graph.node(term).first(word('schema:url'))?.value
  return term.value.trim() || undefined
}

export function labelOf(node: Node): string | undefined {
  return oneText(node.all(...LABELS))
}

// A naive moment is UTC: CKAN writes those (ckanext-dcat), and every other reading would be a guess as well.
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/
const DAY = /^\d{4}(-\d\d(-\d\d)?)?(Z|[+-]\d\d:\d\d)?$/
const VIETNAMESE_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** ISO 8601 day, month, year or moment with a zone; undefined for what is none. */
export function isoDate(text: string): string | undefined {
  const given = text.trim()
  const moment = MOMENT.exec(given)
  if (moment) {
    const [, day, time = '', zone = 'Z'] = moment
    const whole = `${day}T${time.length === 5 ? `${time}:00` : time}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`
    return Number.isNaN(Date.parse(whole)) ? undefined : whole
  }
  const local = VIETNAMESE_DAY.exec(given)
  if (local) return isoDate(`${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}`)
  if (!DAY.test(given)) return undefined
  const day = given.replace(/(Z|[+-]\d\d:\d\d)$/, '')
  return Number.isNaN(Date.parse(day)) ? undefined : day
}

/** The date of a property, with a remark for one that cannot be read. */
export function readDate(reading: Reading, node: Node, names: readonly string[]): string | undefined {
  const given = node.first(...names)
  if (!given || given.value.trim() === '') return undefined
  const read = isoDate(given.value)
  if (read === undefined) {
    reading.remark({
      code: 'date-unreadable',
      at: names[0] ?? '',
      vi: `Không hiểu ngày "${given.value.slice(0, 80)}"; hãy viết theo ISO 8601, ví dụ 2026-01-31.`,
      en: `The date "${given.value.slice(0, 80)}" is not understood; write it as ISO 8601, e.g. 2026-01-31.`,
    })
  }
  return read
}

const STARTS = [word('dcat:startDate'), word('schema:startDate')]
const ENDS = [word('dcat:endDate'), word('schema:endDate')]

/** A period: a node with two ends, or a text `from/to`. */
export function readPeriod({ graph }: Reading, term: Term | undefined): Period | undefined {
  if (!term) return undefined
  const [from, to] = term.termType === 'Literal' ? endsOfText(term.value) : endsOfNode(graph, graph.node(term))
  const period = defined({ from, to })
  return Object.keys(period).length > 0 ? period : undefined
}

function endsOfText(text: string): [string | undefined, string | undefined] {
  const [from = '', to] = text.split('/')
  return [isoDate(from), to === undefined ? undefined : isoDate(to)]
}

function endsOfNode(graph: Graph, node: Node): [string | undefined, string | undefined] {
  const end = (names: readonly string[], instant: string) => {
    const given = node.first(...names)?.value
    if (given) return isoDate(given)
    const at = node.first(instant)
    const moment =
      at && graph.node(at).first(word('time:inXSDDateTime'), word('time:inXSDDate'), word('time:inXSDgYear'))
    return moment && isoDate(moment.value)
  }
  const found: [string | undefined, string | undefined] = [
    end(STARTS, word('time:hasBeginning')),
    end(ENDS, word('time:hasEnd')),
  ]
  if (found[0] === undefined && found[1] === undefined) {
    // data.gouv.fr and others name a period by an interval: http://reference.data.gov.uk/id/year/2019
    const year = /\/id\/(?:gregorian-)?(?:year|day|month)\/(\d{4}(?:-\d\d(?:-\d\d)?)?)$/.exec(node.term.value)?.[1]
    return [year, year]
  }
  return found
}
