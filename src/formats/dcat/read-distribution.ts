import { defined } from '../defined.ts'
import type { EntryDistribution, Remark, Texts, Vocabulary } from '../model.ts'
import { absoluteIri, type Term } from '../rdf/terms.ts'
import type { Node } from './graph.ts'
import { readAvailability, readCode } from './read-codes.ts'
import { type Reading, readDate, readTexts, wordOf } from './read-values.ts'
import { OPENAPI, word } from './words.ts'

const TITLES = [word('dct:title'), word('schema:name'), word('rdfs:label'), word('dc11:title')]
const DESCRIPTIONS = [word('dct:description'), word('schema:description'), word('dc11:description')]
const ACCESS = [word('dcat:accessURL'), word('schema:url')]
const DOWNLOAD = [word('dcat:downloadURL'), word('schema:contentUrl')]
const FORMATS = [word('dct:format'), word('schema:fileFormat'), word('dc11:format')]
const MEDIA_TYPES = [word('dcat:mediaType'), word('schema:encodingFormat')]
const SIZES = [word('dcat:byteSize'), word('schema:contentSize')]
const IANA_START = /^https?:\/\/(?:www\.)?iana\.org\/assignments\/media-types\//

export interface DistributionReading extends Reading {
  readonly vocabulary: Vocabulary
  /** URI and page of the dataset, for a distribution that says neither. */
  readonly dataset: { readonly uri: string; readonly landingPage: string | undefined }
}

/** One distribution; `position` names one that has no address of its own. */
export function readDistribution(reading: DistributionReading, term: Term, position: number): EntryDistribution {
  const { graph, dataset } = reading
  const node = graph.node(term)
  const accessUrl = addressOf(reading, node, ACCESS)
  const downloadUrl = addressOf(reading, node, DOWNLOAD)
  if (accessUrl === undefined && downloadUrl === undefined) reading.remark(noAddress())
  const uri = term.termType === 'NamedNode' ? term.value : `${dataset.uri}#distribution-${position + 1}`
  return {
    id: node.first(word('dct:identifier'), word('schema:identifier'))?.value ?? uri,
    uri,
    title: readTexts(node.all(...TITLES), reading.language),
    description: readTexts(node.all(...DESCRIPTIONS), reading.language),
    accessUrl: accessUrl ?? downloadUrl ?? dataset.landingPage ?? dataset.uri,
    ...kindOfContent(reading, node),
    ...defined({ downloadUrl }),
    ...rightsOf(reading, node),
    ...datesOf(reading, node),
    conformsTo: node.all(word('dct:conformsTo')).flatMap((each) => (each.termType === 'NamedNode' ? [each.value] : [])),
    ...serviceOf(reading, node),
  }
}

function addressOf({ graph }: Reading, node: Node, names: readonly string[]): string | undefined {
  for (const term of node.all(...names)) {
    const given = wordOf(graph, term)
    const address = given === undefined ? undefined : absoluteIri(given)
    if (address !== undefined) return address
  }
  return undefined
}

function kindOfContent(reading: DistributionReading, node: Node) {
  const format = readCode(reading, { list: 'format', term: node.first(...FORMATS), at: 'dct:format' })
  const mediaType = wordOf(reading.graph, node.first(...MEDIA_TYPES))?.replace(IANA_START, '')
  const known = format ?? (mediaType === undefined ? undefined : reading.vocabulary.codeOf('format', mediaType))
  const bytes = readBytes(reading, node)
  const checksum = readChecksum(reading, node)
  return defined({ format: known, mediaType, bytes, checksum })
}

function readBytes(reading: Reading, node: Node): number | undefined {
  const given = node.first(...SIZES)?.value.trim()
  if (!given) return undefined
  const bytes = Number(given)
  if (Number.isFinite(bytes) && bytes >= 0) return Math.round(bytes)
  reading.remark({
    code: 'bytes-unreadable',
    at: 'dcat:byteSize',
    vi: `Dung lượng "${given.slice(0, 60)}" không phải số byte; đã bỏ qua.`,
    en: `The size "${given.slice(0, 60)}" is not a number of bytes; it was passed over.`,
  })
  return undefined
}

const ALGORITHMS = [
  ['SHA-256', /sha-?_?256$/i],
  ['SHA-1', /sha-?_?1$/i],
  ['MD5', /md5$/i],
] as const

function readChecksum({ graph }: Reading, node: Node): EntryDistribution['checksum'] {
  for (const term of node.all(word('spdx:checksum'))) {
    const sum = graph.node(term)
    const named = sum.first(word('spdx:algorithm'))?.value ?? ''
    const algorithm = ALGORITHMS.find(([, sign]) => sign.test(named))?.[0]
    const value = sum.first(word('spdx:checksumValue'))?.value
    if (algorithm && value) return { algorithm, value: value.toLowerCase() }
  }
  return undefined
}

function rightsOf(reading: DistributionReading, node: Node) {
  const term = node.first(word('dct:license'), word('schema:license'))
  const licence = readCode(reading, { list: 'licence', term, at: 'dct:license' })
  const rights = wordOf(reading.graph, node.first(word('dct:rights')))
  return defined({ licence, rights })
}

function datesOf(reading: Reading, node: Node) {
  const issued = readDate(reading, node, [word('dct:issued'), word('schema:datePublished')])
  const modified = readDate(reading, node, [word('dct:modified'), word('schema:dateModified')])
  const availability = readAvailability(node)
  return defined({ issued, modified, availability })
}

function serviceOf(reading: Reading, node: Node): Pick<EntryDistribution, 'queryable' | 'accessService'> {
  const term = node.first(word('dcat:accessService'))
  const service = term && reading.graph.node(term)
  const endpointUrl = service && addressOf(reading, service, [word('dcat:endpointURL')])
  if (!term || !service || endpointUrl === undefined) return { queryable: false }
  const endpointDescription = addressOf(reading, service, [word('dcat:endpointDescription')])
  const title: Texts = readTexts(service.all(...TITLES), reading.language)
  const uri = term.termType === 'NamedNode' ? term.value : endpointUrl
  return {
    accessService: { uri, title, endpointUrl, ...defined({ endpointDescription }) },
    queryable: service.all(word('dct:conformsTo')).some(({ value }) => value === OPENAPI),
  }
}

function noAddress(): Remark {
  return {
    code: 'access-url-missing',
    at: 'dcat:accessURL',
    vi: 'Tài nguyên không có địa chỉ để lấy dữ liệu (dcat:accessURL).',
    en: 'The distribution has no address to get the data from (dcat:accessURL).',
  }
}
