import { defined } from '../defined.ts'
import type { Agent, Entry, EntryKind, ReadEntry, Remark, Vocabulary } from '../model.ts'
import { absoluteIri, type Term } from '../rdf/terms.ts'
import { slugOf } from '../text.ts'
import type { Graph, Node } from './graph.ts'
import { readAccessRights, readCode } from './read-codes.ts'
import { type DistributionReading, readDistribution } from './read-distribution.ts'
import { readLanguage } from './read-language.ts'
import { readAgent, readContact } from './read-people.ts'
import { oneText, readDate, readPeriod, readTexts, wordOf } from './read-values.ts'
import { SLUG_SCHEME, word } from './words.ts'

const TITLES = [word('dct:title'), word('schema:name'), word('rdfs:label'), word('dc11:title')]
const DESCRIPTIONS = [word('dct:description'), word('schema:description'), word('dc11:description')]
const IDENTIFIERS = [word('dct:identifier'), word('schema:identifier'), word('dc11:identifier')]
const KEYWORDS = [word('dcat:keyword'), word('schema:keywords')]
const LANDING_PAGES = [word('dcat:landingPage'), word('schema:url')]
const THEMES = [word('dcat:theme'), word('schema:about'), word('dct:subject')]

export interface DatasetContext {
  readonly graph: Graph
  readonly vocabulary: Vocabulary
  /** Publisher and language of the catalogue, for records that do not say theirs. */
  readonly publisher: Agent | undefined
  readonly language: string | undefined
  readonly baseUrl: string
}

/** One record as far as it can be read, with a remark for each thing that cannot. */
export function readDataset(context: DatasetContext, node: Node, kind: EntryKind): ReadEntry {
  const { graph } = context
  const remarks: Remark[] = []
  const language = readLanguage(graph, node) ?? context.language
  const title = readTexts(node.all(...TITLES), language)
  const named = identify(context, node, title)
  const landingPage = firstAddress(graph, node, LANDING_PAGES)
  const remark = (each: Remark) => void remarks.push(each)
  const reading = { graph, language, vocabulary: context.vocabulary, remark, dataset: { uri: named.uri, landingPage } }
  if (Object.keys(title).length === 0) remark(missing('title', { vi: 'tên', en: 'title' }))
  const description = readTexts(node.all(...DESCRIPTIONS), language)
  if (Object.keys(description).length === 0) remark(missing('description', { vi: 'mô tả', en: 'description' }))
  const entry: Entry = {
    ...named,
    kind,
    title,
    description,
    keywords: readKeywords(node),
    themes: readThemes(reading, node),
    publisher: publisherOf(context, node, remark),
    accessRights: readAccessRights(node),
    areas: readAreas(reading, node),
    ...defined({ landingPage }),
    ...optionalsOf(reading, node),
    inSeries: node.all(word('dcat:inSeries')).flatMap((each) => (each.termType === 'NamedNode' ? [each.value] : [])),
    distributions: distributionTerms(node).map((term, at) => readDistribution(reading, term, at)),
    extras: readExtras(graph, node),
  }
  return { entry, remarks: uniqueRemarks(remarks) }
}

// Identity is dct:identifier, else the address of the record: what harvesting knows it by again.
function identify(context: DatasetContext, node: Node, title: Readonly<Record<string, string>>) {
  const { graph, baseUrl } = context
  const iri = node.term.termType === 'NamedNode' ? node.term.value : undefined
  const given = wordOf(graph, node.first(...IDENTIFIERS))
  const fallback = firstAddress(graph, node, LANDING_PAGES)
  const slug = slugOf(Object.values(title)[0] ?? '')
  const uri = iri ?? (given && absoluteIri(given)) ?? fallback ?? `${baseUrl.replace(/#.*$/, '')}#${slug}`
  return { id: given ?? uri, uri, name: slugSaid(graph, node) ?? slug }
}

function slugSaid(graph: Graph, node: Node): string | undefined {
  for (const term of node.all(word('adms:identifier'))) {
    const identifier = graph.node(term)
    const scheme = identifier.first(word('adms:schemaAgency'))?.value
    if (scheme === SLUG_SCHEME) return identifier.first(word('skos:notation'))?.value
  }
  return undefined
}

function publisherOf({ graph, publisher }: DatasetContext, node: Node, remark: (each: Remark) => void): Agent {
  const terms = node.all(word('dct:publisher'), word('schema:publisher'), word('dct:creator'), word('schema:creator'))
  for (const term of terms) {
    const agent = readAgent(graph, term)
    if (agent) return agent
  }
  if (publisher) return publisher
  remark(missing('publisher', { vi: 'cơ quan công bố', en: 'publisher' }))
  return { id: '', name: '' }
}

function readKeywords(node: Node): readonly string[] {
  const schema = word('schema:keywords')
  const commas = node.all(schema).flatMap(({ value }) => value.split(','))
  const given = [...node.all(...KEYWORDS.filter((name) => name !== schema)).map(({ value }) => value), ...commas]
  return [...new Set(given.map((each) => each.trim()).filter(Boolean))]
}

function readThemes(reading: DistributionReading, node: Node): readonly string[] {
  const { vocabulary } = reading
  const terms = node.all(...THEMES)
  // An EU theme beside one of ours that says the same adds nothing, and would be read as another of ours.
  const ours = terms.flatMap(({ value }) =>
    /\/id\/concept\/theme\//.test(value) ? (vocabulary.codeOf('theme', value) ?? []) : [],
  )
  const said = new Set(ours.map((code) => vocabulary.attributeOf('theme', code, 'authority')))
  const codes = terms
    .filter(({ value }) => !said.has(value))
    .flatMap((term) => readCode(reading, { list: 'theme', term, at: 'dcat:theme' }) ?? [])
  return [...new Set(codes)]
}

function readAreas(reading: DistributionReading, node: Node): readonly string[] {
  const codes = node
    .all(word('dct:spatial'), word('schema:spatialCoverage'))
    .flatMap((term) => readCode(reading, { list: 'area', term, at: 'dct:spatial' }) ?? [])
  return [...new Set(codes)]
}

function optionalsOf(reading: DistributionReading, node: Node): Partial<Entry> {
  const { graph } = reading
  const code = (list: 'licence' | 'frequency', at: string, ...names: readonly string[]) =>
    readCode(reading, { list, term: node.first(...names), at })
  return defined({
    contact: readContact(
      graph,
      node.all(word('dcat:contactPoint'), word('adms:contactPoint'), word('schema:contactPoint')),
    ),
    licence: code('licence', 'dct:license', word('dct:license'), word('schema:license')),
    frequency: code('frequency', 'dct:accrualPeriodicity', word('dct:accrualPeriodicity')),
    temporal: readPeriod(reading, node.first(word('dct:temporal'), word('schema:temporalCoverage'))),
    issued: readDate(reading, node, [word('dct:issued'), word('schema:datePublished'), word('schema:dateCreated')]),
    modified: readDate(reading, node, [word('dct:modified'), word('schema:dateModified')]),
    version: node.first(word('dcat:version'), word('owl:versionInfo'), word('adms:version'), word('schema:version'))
      ?.value,
    source: wordOf(graph, node.first(word('dct:provenance'), word('dct:source'))),
    legalBasis: wordOf(graph, node.first(word('dcatap:applicableLegislation'))),
    endpointUrl: firstAddress(graph, node, [word('dcat:endpointURL')]),
  })
}

function distributionTerms(node: Node): readonly Term[] {
  return node
    .all(word('dcat:distribution'), word('schema:distribution'))
    .filter(({ termType }) => termType !== 'Literal')
}

const GEOMETRIES = [word('dcat:bbox'), word('locn:geometry'), word('dcat:centroid')]

/** Words that other catalogues add, and the drawn extent of a place, which a code cannot hold. */
function readExtras(graph: Graph, node: Node): Readonly<Record<string, string>> {
  // A map: a name such as __proto__ is a word like any other.
  const extras = new Map<string, string>()
  for (const term of node.all(word('schema:additionalProperty'))) {
    const pair = graph.node(term)
    const name = pair.first(word('schema:name'))?.value
    const value = pair.first(word('schema:value'))?.value
    if (name !== undefined && value !== undefined) extras.set(name, value)
  }
  for (const term of node.all(word('dct:spatial'))) {
    const shape = term.termType === 'Literal' ? undefined : oneText(graph.node(term).all(...GEOMETRIES))
    if (shape !== undefined && !extras.has('spatial')) extras.set('spatial', shape)
  }
  return Object.fromEntries(extras)
}

function firstAddress(graph: Graph, node: Node, names: readonly string[]): string | undefined {
  for (const term of node.all(...names)) {
    const address = absoluteIri(wordOf(graph, term) ?? '')
    if (address !== undefined) return address
  }
  return undefined
}

function uniqueRemarks(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((each) => [`${each.code} ${each.vi}`, each])).values()]
}

function missing(property: string, { vi, en }: { vi: string; en: string }): Remark {
  const at = `dct:${property}`
  return {
    code: `${property}-missing`,
    at,
    vi: `Bản ghi không có ${vi} (${at}).`,
    en: `The record has no ${en} (${at}).`,
  }
}
