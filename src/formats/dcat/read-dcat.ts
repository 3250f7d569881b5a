import type { CatalogEntry, EntryKind, ReadEntry, Remark, Vocabulary } from '../model.ts'
import { decodeText } from '../rdf/decode.ts'
import { type FoundRdf, findRdf } from '../rdf/find-rdf.ts'
import { parseRdf } from '../rdf/parse.ts'
import type { Quad, Term } from '../rdf/terms.ts'
import { type Graph, graphOf, type Node } from './graph.ts'
import { findCatalog, readCatalog, readPaging } from './read-catalog.ts'
import { readDataset } from './read-dataset.ts'
import { word } from './words.ts'

export interface ReadDcatOptions {
  /** As the server said it; the content decides where the two disagree. */
  readonly mediaType: string
  /** Address the document came from. */
  readonly baseUrl: string
  readonly vocabulary: Vocabulary
  /** More than this is not read; the default is 64 MB. */
  readonly maxBytes?: number
}

/** One page of a catalogue. */
export interface DcatDocument {
  readonly entries: readonly ReadEntry[]
  /** Address of the next page (Hydra, or CSW records from a position). */
  readonly next?: string
  /** Records of all pages, as the catalogue says. */
  readonly total?: number
  readonly catalog?: CatalogEntry
  /** Faults of the document as a whole. */
  readonly remarks: readonly Remark[]
}

const MAX_BYTES = 64 * 1024 * 1024

/**
 * Reads DCAT (DCAT-AP 1 to 3) and schema.org datasets from Turtle, N-Triples, RDF/XML, JSON-LD, CSW answers and web pages.
 * Never throws for what a server sent: a fault is a remark, and everything before it is kept.
 */
export async function readDcat(
  input: Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadDcatOptions,
): Promise<DcatDocument> {
  const { bytes, whole } = await gather(input, options.maxBytes ?? MAX_BYTES)
  const decoded = decodeText(bytes, options.mediaType)
  const found = findRdf(decoded.text, options.mediaType)
  const remarks: Remark[] = [...(whole ? [] : [tooLarge(options.maxBytes ?? MAX_BYTES)]), ...decoded.remarks]
  if (found.parts.length === 0) remarks.push(noRdf())
  const quads: Quad[] = []
  for (const [index, part] of found.parts.entries()) {
    const parsed = await parseRdf(part.text, part.syntax, { baseUrl: options.baseUrl })
    remarks.push(...parsed.remarks)
    // Pieces of one answer may use the same labels for different blank nodes.
    if (found.parts.length === 1) for (const quad of parsed.quads) quads.push(quad)
    else for (const quad of parsed.quads) quads.push(relabel(quad, index))
  }
  return { ...readGraph(graphOf(quads), options), ...cswPaging(found, options.baseUrl), remarks }
}

function readGraph(
  graph: Graph,
  { vocabulary, baseUrl }: Pick<ReadDcatOptions, 'vocabulary' | 'baseUrl'>,
): Omit<DcatDocument, 'remarks'> {
  const catalogNode = findCatalog(graph)
  const catalog = catalogNode && readCatalog(graph, catalogNode, { vocabulary, baseUrl })
  const publisher = catalog?.publisher.name ? catalog.publisher : undefined
  const language = catalog?.languages.length === 1 ? catalog.languages[0] : undefined
  const context = { graph, vocabulary, publisher, language, baseUrl }
  const entries = recordsIn(graph).map(({ node, kind }) => readDataset(context, node, kind))
  return { entries, ...readPaging(graph, baseUrl), ...(catalog ? { catalog } : {}) }
}

interface RecordNode {
  readonly node: Node
  readonly kind: EntryKind
}

function recordsIn(graph: Graph): readonly RecordNode[] {
  const key = (term: Term) => `${term.termType} ${term.value}`
  const linked = (property: string) =>
    new Set(graph.nodes.flatMap((node) => node.all(property)).map((term) => key(term)))
  const datasets = linked(word('dcat:dataset'))
  const behindDistributions = linked(word('dcat:accessService'))
  return graph.nodes.flatMap((node): RecordNode[] => {
    const { types } = node
    if (types.has(word('dcat:DatasetSeries'))) return [{ node, kind: 'series' }]
    if (types.has(word('dcat:Dataset')) || types.has(word('schema:Dataset'))) return [{ node, kind: 'dataset' }]
    if (types.has(word('dcat:DataService'))) {
      return behindDistributions.has(key(node.term)) ? [] : [{ node, kind: 'service' }]
    }
    // A record that its catalogue lists and that forgot its type.
    const untyped = types.size === 0 && datasets.has(key(node.term)) && node.first(word('dct:title')) !== undefined
    return untyped ? [{ node, kind: 'dataset' }] : []
  })
}

async function gather(
  input: Uint8Array | AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ bytes: Uint8Array; whole: boolean }> {
  if (input instanceof Uint8Array) return { bytes: input.subarray(0, most), whole: input.length <= most }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input) {
    chunks.push(chunk)
    size += chunk.length
    if (size > most) return { bytes: Buffer.concat(chunks).subarray(0, most), whole: false }
  }
  return { bytes: Buffer.concat(chunks), whole: true }
}

function relabel({ subject, predicate, object }: Quad, part: number): Quad {
  const own = (term: Term): Term =>
    term.termType === 'BlankNode' ? { ...term, termType: 'BlankNode', value: `${part}.${term.value}` } : term
  return { subject: own(subject), predicate, object: own(object) }
}

// OGC CSW 2.0.2: nextRecord is 0 when there are no more.
function cswPaging({ csw }: FoundRdf, baseUrl: string): Pick<DcatDocument, 'next' | 'total'> {
  if (!csw) return {}
  if (csw.nextRecord === 0 || csw.nextRecord > csw.total) return { total: csw.total }
  const next = new URL(baseUrl)
  for (const name of Array.from(next.searchParams.keys())) {
    if (name.toLowerCase() === 'startposition') next.searchParams.delete(name)
  }
  next.searchParams.set('startPosition', String(csw.nextRecord))
  return { total: csw.total, next: next.href }
}

function tooLarge(most: number): Remark {
  const mb = Math.round(most / 1024 / 1024)
  return {
    code: 'rdf-too-large',
    at: 'document',
    vi: `Tệp lớn hơn ${mb} MB, chỉ đọc phần đầu; hãy dùng danh mục có chia trang.`,
    en: `The document is larger than ${mb} MB and only its beginning was read; use a paged catalogue.`,
  }
}

function noRdf(): Remark {
  return {
    code: 'html-instead',
    at: 'document',
    vi: 'Địa chỉ trả về một trang web, không phải danh mục RDF.',
    en: 'The address answers with a web page, not with an RDF catalogue.',
  }
}
