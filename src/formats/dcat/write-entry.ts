import type { Entry, EntryDistribution, Vocabulary } from '../model.ts'
import { absoluteIri, iri, langLiteral, literal, type Quad, type Term, XSD } from '../rdf/terms.ts'
import { type Document, dateLiteral, property, type Statements, statementsOf } from './statements.ts'
import { OPENAPI, SLUG_SCHEME } from './words.ts'
import {
  accessRightsTerm,
  availabilityTerm,
  checksumTerm,
  codeTerm,
  languageTerms,
  mediaTypeTerm,
  themeTerms,
  type Writing,
} from './write-codes.ts'
import { agentTerm, contactTerm, documentLink } from './write-people.ts'

const CLASS_OF = {
  dataset: property('dcat:Dataset'),
  service: property('dcat:DataService'),
  series: property('dcat:DatasetSeries'),
} as const

/** A record as statements of DCAT-AP 3.0.1. Concepts and agencies are described at their first use in the document. */
export function entryQuads(entry: Entry, vocabulary: Vocabulary, document: Document): readonly Quad[] {
  const out = statementsOf(document)
  const language = Object.keys(entry.title)[0] ?? 'und'
  const writing: Writing = { out, vocabulary, language }
  const subject = iri(absoluteIri(entry.uri) ?? `urn:x-record:${encodeURIComponent(entry.uri)}`)
  out.type(subject, CLASS_OF[entry.kind])
  describe(writing, subject, entry)
  classify(writing, subject, entry)
  date(out, subject, entry)
  trace(writing, subject, entry)
  for (const distribution of entry.distributions) {
    out.add(subject, property('dcat:distribution'), distributionTerm(writing, distribution, subject))
  }
  return out.quads
}

function describe({ out, language }: Writing, subject: Term, entry: Entry): void {
  out.texts(subject, property('dct:title'), entry.title)
  out.texts(subject, property('dct:description'), entry.description)
  out.add(subject, property('dct:identifier'), literal(entry.id))
  if (entry.name) {
    const slug = out.node(property('adms:Identifier'))
    out.add(slug, property('skos:notation'), literal(entry.name))
    out.add(slug, property('adms:schemaAgency'), literal(SLUG_SCHEME))
    out.add(subject, property('adms:identifier'), slug)
  }
  for (const keyword of entry.keywords) out.add(subject, property('dcat:keyword'), langLiteral(keyword, language))
  if (entry.publisher.name) out.add(subject, property('dct:publisher'), agentTerm(out, entry.publisher, language))
  if (entry.contact) out.add(subject, property('dcat:contactPoint'), contactTerm(out, entry.contact))
  if (entry.landingPage) {
    documentLink(out, subject, { predicate: property('dcat:landingPage'), address: entry.landingPage })
  }
  for (const tongue of languageTerms({ out }, Object.keys(entry.title)))
    out.add(subject, property('dct:language'), tongue)
}

function classify(writing: Writing, subject: Term, entry: Entry): void {
  const { out } = writing
  for (const theme of themeTerms(writing, entry.themes)) out.add(subject, property('dcat:theme'), theme)
  out.add(subject, property('dct:accessRights'), accessRightsTerm(writing, entry.accessRights))
  if (entry.licence !== undefined)
    out.add(subject, property('dct:license'), codeTerm(writing, 'licence', entry.licence))
  if (entry.frequency !== undefined) {
    out.add(subject, property('dct:accrualPeriodicity'), codeTerm(writing, 'frequency', entry.frequency))
  }
  for (const area of entry.areas) out.add(subject, property('dct:spatial'), codeTerm(writing, 'area', area))
}

function date(out: Statements, subject: Term, { issued, modified, temporal, version }: Entry): void {
  if (issued !== undefined) out.add(subject, property('dct:issued'), dateLiteral(issued))
  if (modified !== undefined) out.add(subject, property('dct:modified'), dateLiteral(modified))
  if (version !== undefined) out.add(subject, property('dcat:version'), literal(version))
  if (!temporal) return
  const period = out.node(property('dct:PeriodOfTime'))
  if (temporal.from !== undefined) out.add(period, property('dcat:startDate'), dateLiteral(temporal.from))
  if (temporal.to !== undefined) out.add(period, property('dcat:endDate'), dateLiteral(temporal.to))
  out.add(subject, property('dct:temporal'), period)
}

function trace({ out, language }: Writing, subject: Term, entry: Entry): void {
  if (entry.source !== undefined) {
    const provenance = out.node(property('dct:ProvenanceStatement'))
    out.add(provenance, property('rdfs:label'), langLiteral(entry.source, language))
    out.add(subject, property('dct:provenance'), provenance)
  }
  if (entry.legalBasis !== undefined) {
    const law = out.reference(entry.legalBasis, property('eli:LegalResource'), language)
    out.add(subject, property('dcatap:applicableLegislation'), law)
  }
  for (const series of entry.inSeries) {
    const address = absoluteIri(series)
    if (address !== undefined) out.add(subject, property('dcat:inSeries'), iri(address))
  }
  if (entry.endpointUrl !== undefined)
    out.add(subject, property('dcat:endpointURL'), resourceTerm(out, entry.endpointUrl))
  for (const [name, value] of Object.entries(entry.extras)) {
    const pair = out.node(property('schema:PropertyValue'))
    out.add(pair, property('schema:name'), literal(name))
    out.add(pair, property('schema:value'), literal(value))
    out.add(subject, property('schema:additionalProperty'), pair)
  }
}

function distributionTerm(writing: Writing, distribution: EntryDistribution, dataset: Term): Term {
  const { out } = writing
  const subject = iri(absoluteIri(distribution.uri) ?? `urn:x-record:${encodeURIComponent(distribution.uri)}`)
  out.type(subject, property('dcat:Distribution'))
  out.add(subject, property('dct:identifier'), literal(distribution.id))
  out.texts(subject, property('dct:title'), distribution.title)
  out.texts(subject, property('dct:description'), distribution.description)
  out.add(subject, property('dcat:accessURL'), iri(absoluteIri(distribution.accessUrl) ?? dataset.value))
  const download = distribution.downloadUrl === undefined ? undefined : absoluteIri(distribution.downloadUrl)
  if (download !== undefined) out.add(subject, property('dcat:downloadURL'), iri(download))
  content(writing, subject, distribution)
  conditions(writing, subject, distribution)
  if (distribution.accessService) {
    out.add(subject, property('dcat:accessService'), serviceTerm(writing, distribution, dataset))
  }
  return subject
}

function content(
  writing: Writing,
  subject: Term,
  { format, mediaType, bytes, checksum, conformsTo }: EntryDistribution,
) {
  const { out } = writing
  if (format !== undefined) out.add(subject, property('dct:format'), codeTerm(writing, 'format', format))
  if (mediaType !== undefined) out.add(subject, property('dcat:mediaType'), mediaTypeTerm(writing, mediaType))
  if (bytes !== undefined) {
    out.add(subject, property('dcat:byteSize'), literal(String(bytes), `${XSD}nonNegativeInteger`))
  }
  if (checksum) out.add(subject, property('spdx:checksum'), checksumTerm(writing, checksum))
  for (const standard of conformsTo) {
    const address = absoluteIri(standard)
    if (address !== undefined) out.add(subject, property('dct:conformsTo'), standardTerm(out, address))
  }
}

function conditions(writing: Writing, subject: Term, distribution: EntryDistribution): void {
  const { out, language } = writing
  const { licence, rights, issued, modified, availability } = distribution
  if (licence !== undefined) out.add(subject, property('dct:license'), codeTerm(writing, 'licence', licence))
  if (rights !== undefined) {
    out.add(subject, property('dct:rights'), out.reference(rights, property('dct:RightsStatement'), language))
  }
  if (issued !== undefined) out.add(subject, property('dct:issued'), dateLiteral(issued))
  if (modified !== undefined) out.add(subject, property('dct:modified'), dateLiteral(modified))
  if (availability) out.add(subject, property('dcatap:availability'), availabilityTerm(writing, availability))
}

function serviceTerm({ out }: Writing, { accessService, queryable }: EntryDistribution, dataset: Term): Term {
  if (!accessService) throw new Error('a distribution without a service')
  const service = iri(absoluteIri(accessService.uri) ?? accessService.endpointUrl)
  out.type(service, property('dcat:DataService'))
  out.texts(service, property('dct:title'), accessService.title)
  out.add(service, property('dcat:endpointURL'), resourceTerm(out, accessService.endpointUrl))
  if (accessService.endpointDescription !== undefined) {
    out.add(service, property('dcat:endpointDescription'), resourceTerm(out, accessService.endpointDescription))
  }
  if (queryable) out.add(service, property('dct:conformsTo'), standardTerm(out, OPENAPI))
  out.add(service, property('dcat:servesDataset'), dataset)
  return service
}

function standardTerm(out: Statements, address: string): Term {
  return out.once(iri(address), property('dct:Standard'))
}

// The shapes ask for the class although everything is a resource.
function resourceTerm(out: Statements, address: string): Term {
  const subject = iri(absoluteIri(address) ?? 'urn:x-record:none')
  out.type(subject, property('rdfs:Resource'))
  return subject
}
