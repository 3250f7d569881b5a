import { absoluteIri, iri, type Quad } from '../rdf/terms.ts'
import { type Document, dateLiteral, property, statementsOf } from './statements.ts'

/** That a catalogue holds a record, which is another thing than the dataset it is about (dcat:CatalogRecord). */
export interface Registration {
  readonly uri: string
  /** URI of the dataset. */
  readonly about: string
  /** ISO 8601: when this catalogue took it in, and when it last changed here. */
  readonly issued: string | undefined
  readonly modified: string | undefined
  /** Profiles the record is known to keep, as URIs. */
  readonly conformsTo: readonly string[]
  /** Of a harvested one: when its owner last changed the record it was read from. */
  readonly source?: { readonly modified: string | undefined } | undefined
}

/** DCAT-AP 3.0.1, Catalogue Record. One without a date of change is none: the date is mandatory. */
export function recordQuads(registration: Registration, document: Document): readonly Quad[] {
  const { uri, about, issued, modified, conformsTo, source } = registration
  const [record, topic] = [absoluteIri(uri), absoluteIri(about)]
  if (record === undefined || topic === undefined || modified === undefined) return []
  const out = statementsOf(document)
  const subject = iri(record)
  out.type(subject, property('dcat:CatalogRecord'))
  // The published shapes ask for the class above dcat:Dataset by name.
  out.add(subject, property('foaf:primaryTopic'), iri(topic))
  out.type(iri(topic), property('dcat:Resource'))
  if (issued !== undefined) out.add(subject, property('dct:issued'), dateLiteral(issued))
  out.add(subject, property('dct:modified'), dateLiteral(modified))
  for (const profile of conformsTo) {
    out.add(subject, property('dct:conformsTo'), out.once(iri(profile), property('dct:Standard')))
  }
  if (source) {
    const original = out.node(property('dcat:CatalogRecord'))
    out.add(original, property('foaf:primaryTopic'), iri(topic))
    out.add(original, property('dct:modified'), dateLiteral(source.modified ?? modified))
    out.add(subject, property('dct:source'), original)
  }
  return out.quads
}

/** That the catalogue holds these records. */
export function recordLinks(catalogUri: string, records: readonly Registration[]): readonly Quad[] {
  return records.flatMap(({ uri, modified }) => {
    const address = modified === undefined ? undefined : absoluteIri(uri)
    if (address === undefined) return []
    return [{ subject: iri(catalogUri), predicate: property('dcat:record'), object: iri(address) }]
  })
}
