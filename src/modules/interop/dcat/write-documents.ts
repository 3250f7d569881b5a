import {
  catalogQuads,
  DCAT_PREFIXES,
  type Document,
  endsQuads,
  entryQuads,
  memberQuads,
  membersQuads,
  neighbourQuads,
  newDocument,
  type PageOfCatalog,
  pageQuads,
  recordLinks,
  recordQuads,
} from '../../../formats/dcat/index.ts'
import type { CatalogEntry, Entry } from '../../../formats/model.ts'
import { createSerialiser, type RdfFormat } from '../../../formats/rdf/serialise.ts'
import type { Quad } from '../../../formats/rdf/terms.ts'
import type { Around } from '../entries/around.ts'
import type { EntryReader, EntryWish } from '../entries/entry-reader.ts'

/** One record as a document of its own: with the series it is in, and with all its datasets where it is a series. */
export async function writeEntry(entry: Entry, reader: EntryReader, format: RdfFormat): Promise<string> {
  return entryDocument(entry, { reader, around: await reader.around([entry]), format })
}

/** The same with surroundings that were read before, for many at once. */
export function entryDocument(
  entry: Entry,
  { reader, around, format }: { readonly reader: EntryReader; readonly around: Around; readonly format: RdfFormat },
): string {
  const writer = createSerialiser(format, DCAT_PREFIXES)
  const writing = startWriting(reader, around)
  const own = around.series.get(entry.uri)
  const quads = [...recordOf(writing, entry), ...(own ? membersQuads(own.order) : [])]
  return writer.head() + writer.write(quads) + writer.tail()
}

export interface WrittenPage {
  readonly catalog: CatalogEntry
  readonly page: PageOfCatalog
  readonly entries: readonly Entry[]
}

/** One page of a catalogue. */
export async function writePage(
  { catalog, page, entries }: WrittenPage,
  reader: EntryReader,
  format: RdfFormat,
): Promise<string> {
  const writer = createSerialiser(format, DCAT_PREFIXES)
  const writing = startWriting(reader, await reader.around(entries))
  const quads = [
    ...catalogQuads(catalog, reader.vocabulary, writing.document),
    ...linksOf(writing, catalog.uri, entries),
    ...pageQuads(catalog.uri, page, writing.document),
  ]
  // In this order: a writer knows what it has written before.
  let text = writer.head() + writer.write(quads)
  for (const entry of entries) text += writer.write(recordOf(writing, entry))
  return text + writer.tail()
}

// Small enough that writing a piece does not hold up other requests.
const PIECE = 200

/** Everything in one document, read and written a piece at a time: no more than a piece is in memory. */
export async function* dumpCatalog(
  reader: EntryReader,
  { catalog, wish, format }: { catalog: CatalogEntry; wish: EntryWish; format: RdfFormat },
): AsyncGenerator<string> {
  const writer = createSerialiser(format, DCAT_PREFIXES)
  const document = newDocument()
  yield writer.head() + writer.write(catalogQuads(catalog, reader.vocabulary, document))
  for await (const entries of reader.pages({ ...wish, size: PIECE })) {
    const writing = { reader, document, around: await reader.around(entries) }
    let text = writer.write(linksOf(writing, catalog.uri, entries))
    for (const entry of entries) text += writer.write(recordOf(writing, entry))
    yield text
  }
  yield writer.tail()
}

interface Writing {
  readonly reader: EntryReader
  readonly document: Document
  readonly around: Around
}

function startWriting(reader: EntryReader, around: Around): Writing {
  return { reader, document: newDocument(), around }
}

/** What the catalogue holds of these. */
function linksOf({ around }: Writing, catalogUri: string, entries: readonly Entry[]): readonly Quad[] {
  const records = entries.flatMap(({ id }) => around.registrations.get(id) ?? [])
  const uris = entries.map(({ uri }) => uri)
  return [...memberQuads(catalogUri, uris), ...recordLinks(catalogUri, records)]
}

/** A record, its place in its series, and its registration; a series is told with the first of its datasets. */
function recordOf({ reader, document, around }: Writing, entry: Entry): readonly Quad[] {
  const { vocabulary } = reader
  const quads = [...entryQuads(entry, vocabulary, document)]
  for (const uri of entry.kind === 'series' ? [entry.uri] : entry.inSeries) {
    const series = around.series.get(uri)
    if (!series) continue
    quads.push(...neighbourQuads(entry.uri, series.order))
    if (document.said.has(`series ${uri}`)) continue
    document.said.add(`series ${uri}`)
    if (uri !== entry.uri) quads.push(...entryQuads(series.entry, vocabulary, document))
    quads.push(...endsQuads(series.order))
  }
  const registration = around.registrations.get(entry.id)
  if (registration) quads.push(...recordQuads(registration, document))
  return quads
}
