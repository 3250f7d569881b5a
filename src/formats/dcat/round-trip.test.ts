import fc from 'fast-check'
import { Parser } from 'n3'
import { expect, test } from 'vitest'
import type { CatalogEntry, Entry } from '../model.ts'
import { createSerialiser, mediaTypeOf, RDF_FORMATS, type RdfFormat } from '../rdf/serialise.ts'
import { seedVocabulary } from '../testing.ts'
import { catalogQuads, DCAT_PREFIXES, entryQuads, memberQuads, newDocument, pageQuads, readDcat } from './index.ts'
import { dcatEntry } from './testing.ts'

const vocabulary = seedVocabulary('https://nut.vn')
const CATALOG: CatalogEntry = {
  uri: 'https://nut.vn',
  title: { vi: 'Cổng dữ liệu', en: 'Data portal' },
  description: { vi: 'Mô tả', en: 'About' },
  publisher: { id: 'G09', uri: 'https://nut.vn/id/agency/1', name: 'Bộ' },
  homepage: 'https://nut.vn/',
  modified: '2026-01-02T03:04:05.000Z',
  languages: ['vi', 'en'],
  areas: ['VN'],
}

function written(entries: readonly Entry[], format: RdfFormat): string {
  const document = newDocument()
  const writer = createSerialiser(format, DCAT_PREFIXES)
  const pieces = entries.map((entry) => writer.write(entryQuads(entry, vocabulary, document)))
  return writer.head() + pieces.join('') + writer.tail()
}

test.each(RDF_FORMATS)('any records come back from %s as they were', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(dcatEntry, { maxLength: 3, selector: ({ uri }) => uri }), async (entries) => {
      const bytes = new TextEncoder().encode(written(entries, format))
      const read = await readDcat(bytes, {
        mediaType: mediaTypeOf(format),
        baseUrl: 'https://doc.vn/catalog',
        vocabulary,
      })
      expect(read.remarks).toEqual([])
      expect(read.entries.map(({ entry }) => entry)).toEqual(entries)
    }),
    { numRuns: 60 },
  )
})

test('what is written as Turtle is the same statements in another reader, and the same as in N-Triples', () => {
  fc.assert(
    fc.property(dcatEntry, (entry) => {
      const turtle = new Parser().parse(written([entry], 'ttl'))
      const lines = new Parser().parse(written([entry], 'nt'))
      expect(turtle).toHaveLength(lines.length)
    }),
    { numRuns: 60 },
  )
})

test('a page tells its catalogue and where the next page is', async () => {
  const document = newDocument()
  const writer = createSerialiser('ttl', DCAT_PREFIXES)
  const page = {
    self: 'https://nut.vn/catalog.ttl',
    first: 'https://nut.vn/catalog.ttl',
    next: 'https://nut.vn/catalog.ttl?page=2',
  }
  const quads = [
    ...catalogQuads(CATALOG, vocabulary, document),
    ...memberQuads(CATALOG.uri, ['https://nut.vn/id/dataset/1']),
    ...pageQuads(CATALOG.uri, { ...page, total: 283, perPage: 100 }, document),
  ]
  const bytes = new TextEncoder().encode(writer.head() + writer.write(quads))
  const read = await readDcat(bytes, { mediaType: 'text/turtle', baseUrl: page.self, vocabulary })
  expect(read).toMatchObject({ next: page.next, total: 283, entries: [] })
  expect(read.catalog).toEqual(CATALOG)
})
