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

const DEEP = 20_000
test.each([
  ['{"@context":{"@vocab":"http://a/"},"a":', '{"a":', '1', '}', '}'],
  ['[', '[', '', ']', ']'],
  [
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">',
    '<a:B><a:c>',
    '',
    '</a:c></a:B>',
    '</rdf:RDF>',
  ],
  ['<html>', '<script type="application/ld+json"', '', '', ''],
  ['<html>', '<script type="application/ld+json">', '', '', ''],
  ['<csw:GetRecordsResponse>', '<rdf:RDF ', '', '', ''],
])(
  '%s… a file of nothing but depth is given up at once',
  async (...parts) => {
    const [head, open, middle, close, tail] = parts
    const bytes = new TextEncoder().encode(head + open.repeat(DEEP) + middle + close.repeat(DEEP) + tail)
    const read = await readDcat(bytes, { mediaType: '', baseUrl: 'https://doc.vn/', vocabulary })
    expect(read.entries).toEqual([])
    expect(read.remarks.map(({ code }) => code)).toEqual([
      open.includes('script') || open.includes('RDF') ? 'html-instead' : 'rdf-unreadable',
    ])
  },
  10_000,
)
