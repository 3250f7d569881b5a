import {
  catalogQuads,
  DCAT_PREFIXES,
  entryQuads,
  memberQuads,
  newDocument,
  type PageOfCatalog,
  pageQuads,
} from '../../../formats/dcat/index.ts'
import type { CatalogEntry, Entry } from '../../../formats/model.ts'
import { createSerialiser, type RdfFormat } from '../../../formats/rdf/serialise.ts'
import type { EntryReader, EntryWish } from '../entries/entry-reader.ts'

/** One record as a document of its own. */
export function writeEntry(entry: Entry, { vocabulary }: EntryReader, format: RdfFormat): string {
  const writer = createSerialiser(format, DCAT_PREFIXES)
  return writer.head() + writer.write(entryQuads(entry, vocabulary, newDocument())) + writer.tail()
}

export interface WrittenPage {
  readonly catalog: CatalogEntry
  readonly page: PageOfCatalog
  readonly entries: readonly Entry[]
}

/** One page of a catalogue. */
export function writePage(
  { catalog, page, entries }: WrittenPage,
  { vocabulary }: EntryReader,
  format: RdfFormat,
): string {
  const writer = createSerialiser(format, DCAT_PREFIXES)
  const document = newDocument()
  const uris = entries.map(({ uri }) => uri)
  const quads = [
    ...catalogQuads(catalog, vocabulary, document),
    ...memberQuads(catalog.uri, uris),
    ...pageQuads(catalog.uri, page, document),
  ]
  // In this order: a writer knows what it has written before.
  let text = writer.head() + writer.write(quads)
  for (const entry of entries) text += writer.write(entryQuads(entry, vocabulary, document))
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
    const members = memberQuads(
      catalog.uri,
      entries.map(({ uri }) => uri),
    )
    let text = writer.write(members)
    for (const entry of entries) text += writer.write(entryQuads(entry, reader.vocabulary, document))
    yield text
  }
  yield writer.tail()
}
