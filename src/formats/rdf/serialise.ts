import { createJsonLdWriter } from './json-ld.ts'
import { createRdfXmlWriter } from './rdf-xml.ts'
import type { Quad } from './terms.ts'
import { createTurtleWriter, nTriples } from './turtle.ts'

export const RDF_FORMATS = ['ttl', 'jsonld', 'rdf', 'xml', 'n3', 'nt'] as const
/** Endings of addresses; `rdf` and `xml` are both RDF/XML. */
export type RdfFormat = (typeof RDF_FORMATS)[number]

const MEDIA_TYPES: Readonly<Record<RdfFormat, string>> = {
  ttl: 'text/turtle; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  rdf: 'application/rdf+xml; charset=utf-8',
  xml: 'application/rdf+xml; charset=utf-8',
  n3: 'text/n3; charset=utf-8',
  nt: 'application/n-triples; charset=utf-8',
}

export function mediaTypeOf(format: RdfFormat): string {
  return MEDIA_TYPES[format]
}

/** One document written a piece at a time: `head`, any number of `write`, `tail`. */
export interface RdfSerialiser {
  head(): string
  /** The blank nodes of one call must not be used in another. */
  write(quads: readonly Quad[]): string
  tail(): string
}

/** A writer for one document in this format. */
export function createSerialiser(format: RdfFormat, prefixes: Readonly<Record<string, string>>): RdfSerialiser {
  switch (format) {
    case 'jsonld':
      return jsonLd(prefixes)
    case 'rdf':
    case 'xml':
      return createRdfXmlWriter(prefixes)
    case 'nt':
      return { head: () => '', write: nTriples, tail: () => '' }
    case 'ttl':
    case 'n3':
      return { ...createTurtleWriter(prefixes), tail: () => '' }
  }
}

function jsonLd(prefixes: Readonly<Record<string, string>>): RdfSerialiser {
  const writer = createJsonLdWriter(prefixes)
  let first = true
  return {
    head: () => `{"@context":${JSON.stringify(writer.context)},"@graph":[\n`,
    write(quads) {
      const nodes = writer.nodes(quads).map((node) => JSON.stringify(node))
      if (nodes.length === 0) return ''
      const text = (first ? '' : ',\n') + nodes.join(',\n')
      first = false
      return text
    },
    tail: () => '\n]}\n',
  }
}
