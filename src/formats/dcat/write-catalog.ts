import type { CatalogEntry, Vocabulary } from '../model.ts'
import { absoluteIri, iri, langLiteral, literal, type Quad, type Term, XSD } from '../rdf/terms.ts'
import { type Document, dateLiteral, property, type Statements, statementsOf } from './statements.ts'
import { AUTHORITY } from './words.ts'
import { codeTerm, languageTerms, type Writing } from './write-codes.ts'
import { agentTerm, documentLink } from './write-people.ts'

/** The catalogue itself, without its datasets. */
export function catalogQuads(catalog: CatalogEntry, vocabulary: Vocabulary, document: Document): readonly Quad[] {
  const out = statementsOf(document)
  const subject = iri(catalog.uri)
  const language = Object.keys(catalog.title)[0] ?? 'und'
  const writing: Writing = { out, vocabulary, language }
  out.type(subject, property('dcat:Catalog'))
  out.texts(subject, property('dct:title'), catalog.title)
  out.texts(subject, property('dct:description'), catalog.description)
  out.add(subject, property('dct:publisher'), agentTerm(out, catalog.publisher, language))
  documentLink(out, subject, { predicate: property('foaf:homepage'), address: catalog.homepage })
  for (const tongue of languageTerms({ out }, catalog.languages)) out.add(subject, property('dct:language'), tongue)
  if (catalog.issued !== undefined) out.add(subject, property('dct:issued'), dateLiteral(catalog.issued))
  if (catalog.modified !== undefined) out.add(subject, property('dct:modified'), dateLiteral(catalog.modified))
  if (catalog.licence !== undefined)
    out.add(subject, property('dct:license'), codeTerm(writing, 'licence', catalog.licence))
  for (const area of catalog.areas) out.add(subject, property('dct:spatial'), codeTerm(writing, 'area', area))
  out.add(subject, property('dcat:themeTaxonomy'), themeScheme(out))
  return out.quads
}

function themeScheme(out: Statements): Term {
  return out.once(iri(`${AUTHORITY}data-theme`), property('skos:ConceptScheme'), (subject) => {
    out.add(subject, property('dct:title'), langLiteral('Data theme', 'en'))
  })
}

/** That the catalogue has these datasets. */
export function memberQuads(catalogUri: string, uris: readonly string[]): readonly Quad[] {
  const subject = iri(catalogUri)
  const predicate = property('dcat:dataset')
  return uris.flatMap((uri) => {
    const address = absoluteIri(uri)
    return address === undefined ? [] : [{ subject, predicate, object: iri(address) }]
  })
}

/** Where a page of a catalogue stands among the others; addresses are absolute. */
export interface PageOfCatalog {
  readonly self: string
  readonly first: string
  readonly previous?: string | undefined
  readonly next?: string | undefined
  readonly last?: string | undefined
  readonly total: number
  readonly perPage: number
}

/** Hydra paging, both as the PagedCollection that ckanext-dcat follows and as the PartialCollectionView of today. */
export function pageQuads(catalogUri: string, page: PageOfCatalog, document: Document): readonly Quad[] {
  const out = statementsOf(document)
  const view = iri(page.self)
  const links = [
    ['hydra:first', 'hydra:firstPage', page.first],
    ['hydra:previous', 'hydra:previousPage', page.previous],
    ['hydra:next', 'hydra:nextPage', page.next],
    ['hydra:last', 'hydra:lastPage', page.last],
  ] as const
  out.type(view, property('hydra:PartialCollectionView'), property('hydra:PagedCollection'))
  for (const [today, before, address] of links) {
    if (address === undefined) continue
    out.add(view, property(today), iri(address))
    out.add(view, property(before), iri(address))
  }
  const whole = (count: number) => literal(String(count), `${XSD}integer`)
  out.add(view, property('hydra:totalItems'), whole(page.total))
  out.add(view, property('hydra:itemsPerPage'), whole(page.perPage))
  out.add(iri(catalogUri), property('hydra:view'), view)
  return out.quads
}
