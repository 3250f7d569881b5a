import { defined } from '../defined.ts'
import type { CatalogEntry, Vocabulary } from '../model.ts'
import { absoluteIri } from '../rdf/terms.ts'
import type { Graph, Node } from './graph.ts'
import { readCode } from './read-codes.ts'
import { readLanguages } from './read-language.ts'
import { readAgent } from './read-people.ts'
import { readDate, readTexts } from './read-values.ts'
import { word } from './words.ts'

const NEXT = [word('hydra:next'), word('hydra:nextPage')]

export interface Paging {
  readonly next?: string
  readonly total?: number
}

/** The next page, of PagedCollection and PartialCollectionView alike, and how many records there are in all. */
export function readPaging(graph: Graph, baseUrl: string): Paging {
  const next = graph.nodes
    .flatMap((node) => node.all(...NEXT))
    .map(({ value }) => resolve(value, baseUrl))
    .find((address) => address !== undefined && address !== baseUrl)
  const totals = graph.nodes.flatMap((node) => node.all(word('hydra:totalItems')).map(({ value }) => Number(value)))
  const total = totals.find((count) => Number.isInteger(count) && count >= 0)
  return defined({ next, total })
}

function resolve(address: string, baseUrl: string): string | undefined {
  return URL.canParse(address, baseUrl) ? new URL(address, baseUrl).href : undefined
}

/** The catalogue a file describes: the one that is no part of another. */
export function findCatalog(graph: Graph): Node | undefined {
  const catalogs = graph.nodes.filter(
    ({ types }) => types.has(word('dcat:Catalog')) || types.has(word('schema:DataCatalog')),
  )
  const parts = new Set(
    catalogs.flatMap((node) => node.all(word('dct:hasPart'), word('dcat:catalog'))).map(({ value }) => value),
  )
  return catalogs.find(({ term }) => !parts.has(term.value)) ?? catalogs[0]
}

/** The catalogue itself as a neutral record. */
export function readCatalog(
  graph: Graph,
  node: Node,
  { vocabulary, baseUrl }: { vocabulary: Vocabulary; baseUrl: string },
): CatalogEntry {
  const languages = readLanguages(graph, node)
  const language = languages.length === 1 ? languages[0] : undefined
  const reading = { graph, language, vocabulary, remark: () => undefined }
  const uri = node.term.termType === 'NamedNode' ? node.term.value : baseUrl
  const publisher = readAgent(graph, node.first(word('dct:publisher'), word('schema:publisher')))
  const issued = readDate(reading, node, [word('dct:issued')])
  const modified = readDate(reading, node, [word('dct:modified')])
  const licence = readCode(reading, { list: 'licence', term: node.first(word('dct:license')), at: 'dct:license' })
  const homepage = absoluteIri(node.first(word('foaf:homepage'), word('schema:url'))?.value ?? '')
  const areas = node
    .all(word('dct:spatial'))
    .flatMap((term) => readCode(reading, { list: 'area', term, at: 'dct:spatial' }) ?? [])
  return {
    uri,
    title: readTexts(node.all(word('dct:title'), word('schema:name'), word('rdfs:label')), language),
    description: readTexts(node.all(word('dct:description'), word('schema:description')), language),
    publisher: publisher ?? { id: uri, name: '' },
    homepage: homepage ?? uri,
    languages,
    ...defined({ issued, modified, licence }),
    areas: [...new Set(areas)],
  }
}
