import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSerialiser, mediaTypeOf, RDF_FORMATS } from '../rdf/serialise.ts'
import { seedVocabulary } from '../testing.ts'
import {
  DCAT_PREFIXES,
  endsQuads,
  entryQuads,
  membersQuads,
  neighbourQuads,
  newDocument,
  readDcat,
  recordLinks,
  recordQuads,
} from './index.ts'
import { dcatEntry } from './testing.ts'

const vocabulary = seedVocabulary('https://nut.vn')
const uri = fc.uuid().map((id) => `https://nut.vn/id/dataset/${id}`)
const members = fc.uniqueArray(uri, { maxLength: 6 })
const at = '2026-01-02T03:04:05.000Z'

test('a chain of datasets has one beginning, one end, and no gap', () => {
  fc.assert(
    fc.property(uri, members, (series, order) => {
      const of = (name: string) => (quad: { predicate: { value: string } }) => quad.predicate.value.endsWith(`#${name}`)
      const chain = order.flatMap((each) => neighbourQuads(each, { uri: series, members: order }))
      const next = new Map(chain.filter(of('next')).map(({ subject, object }) => [subject.value, object.value]))
      const ends = endsQuads({ uri: series, members: order })
      const [first] = ends.filter(of('first')).map(({ object }) => object.value)
      const walked: string[] = []
      for (let here = first; here !== undefined; here = next.get(here)) walked.push(here)
      expect(walked).toEqual(order)
      expect(ends.filter(of('last')).map(({ object }) => object.value)).toEqual(order.slice(-1))
      expect(chain.filter(of('prev'))).toHaveLength(Math.max(0, order.length - 1))
      expect(membersQuads({ uri: series, members: order })).toHaveLength(order.length)
    }),
  )
})

test('a dataset that is not of the series has no neighbours', () => {
  expect(neighbourQuads('https://nut.vn/a', { uri: 'https://nut.vn/s', members: ['https://nut.vn/b'] })).toEqual([])
})

test.each(RDF_FORMATS)('what is said around records leaves them as they are, in %s', async (format) => {
  await fc.assert(
    fc.asyncProperty(dcatEntry, dcatEntry, fc.boolean(), async (entry, told, isHarvested) => {
      const series = { ...told, kind: 'series' as const, uri: 'https://nut.vn/id/series/1', distributions: [] }
      const document = newDocument()
      const registration = {
        uri: `${entry.uri}#record`,
        about: entry.uri,
        issued: at,
        modified: at,
        conformsTo: ['https://semiceu.github.io/DCAT-AP/releases/3.0.1/'],
        ...(isHarvested ? { source: { modified: undefined } } : {}),
      }
      const order = { uri: series.uri, members: ['https://nut.vn/id/dataset/0', entry.uri] }
      const quads = [
        ...recordLinks('https://nut.vn', [registration]),
        ...entryQuads(entry, vocabulary, document),
        ...entryQuads(series, vocabulary, document),
        ...endsQuads(order),
        ...membersQuads(order),
        ...neighbourQuads(entry.uri, order),
        ...recordQuads(registration, document),
      ]
      const writer = createSerialiser(format, DCAT_PREFIXES)
      const bytes = new TextEncoder().encode(writer.head() + writer.write(quads) + writer.tail())
      const read = await readDcat(bytes, { mediaType: mediaTypeOf(format), baseUrl: 'https://doc.vn/x', vocabulary })
      expect(read.entries.map(({ entry: each }) => each)).toEqual([entry, series])
    }),
    { numRuns: 20 },
  )
})

test('a registration without a date of change is none: DCAT-AP asks for the date', () => {
  const registration = {
    uri: 'https://n.vn/r',
    about: 'https://n.vn/d',
    issued: at,
    modified: undefined,
    conformsTo: [],
  }
  expect(recordQuads(registration, newDocument())).toEqual([])
  expect(recordLinks('https://n.vn', [registration])).toEqual([])
})
