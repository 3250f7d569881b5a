import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSerialiser, mediaTypeOf, RDF_FORMATS } from '../rdf/serialise.ts'
import { seedVocabulary } from '../testing.ts'
import { DCAT_PREFIXES, entryQuads, newDocument, readDcat } from './index.ts'
import { dcatEntry } from './testing.ts'

const vocabulary = seedVocabulary('https://nut.vn')

/** A document with a piece cut out, doubled or overwritten with anything. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 60 }),
  put: fc.oneof(
    fc.constant(''),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('<', '"', '}', '\u0000', ']]>', '<!'),
  ),
})

test.each(RDF_FORMATS)('a damaged %s file is read as far as it goes, never with an exception', async (format) => {
  await fc.assert(
    fc.asyncProperty(dcatEntry, fc.array(damage, { minLength: 1, maxLength: 3 }), async (entry, wounds) => {
      const writer = createSerialiser(format, DCAT_PREFIXES)
      let text = writer.head() + writer.write(entryQuads(entry, vocabulary, newDocument())) + writer.tail()
      for (const { at, length, put } of wounds) {
        const start = Math.floor(at * text.length)
        text = text.slice(0, start) + put + text.slice(start + length)
      }
      const bytes = new TextEncoder().encode(text)
      const read = await readDcat(bytes, { mediaType: mediaTypeOf(format), baseUrl: 'https://doc.vn/', vocabulary })
      for (const { entry: found } of read.entries) expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      for (const { vi, en } of read.remarks) expect([vi, en]).not.toContain('')
    }),
    { numRuns: 60 },
  )
})

test('any bytes are read without an exception', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('', 'text/turtle', 'application/ld+json', 'text/html; charset=utf-16'),
      async (bytes, mediaType) => {
        const read = await readDcat(bytes, { mediaType, baseUrl: 'https://doc.vn/', vocabulary })
        expect(Array.isArray(read.entries)).toBe(true)
      },
    ),
  )
})
