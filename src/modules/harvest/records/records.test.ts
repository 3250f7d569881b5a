import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import type { Entry, Vocabulary } from '../../../formats/model.ts'
import { ResourceRecord } from '../../catalog/index.ts'
import type { AgencyTree } from '../../identity/index.ts'
import { NO_MAPPING } from '../model.ts'
import { cleanEntry } from './clean-entry.ts'
import { contentDigestOf, derivedId } from './digest.ts'
import { mapRecord } from './map-record.ts'
import { isAtHome, isIdentifying, ownAddressOf } from './own-address.ts'

const vocabulary: Vocabulary = {
  uriOf: () => undefined,
  codeOf: (list, given) => (given === 'y-te' || (list === 'licence' && given === 'cc-by-4.0') ? given : undefined),
  labelOf: () => undefined,
  attributeOf: () => undefined,
}
const agencies = { all: [], byCode: () => undefined } as unknown as AgencyTree
const source = { agencyId: '00000000-0000-5000-8000-000000000001', mapping: NO_MAPPING, url: 'https://x.test/' }

const base: Entry = {
  id: '1',
  uri: 'https://x.test/id/1',
  kind: 'dataset',
  name: 'mot',
  title: { vi: 'Một' },
  description: {},
  keywords: [],
  themes: [],
  publisher: { id: '', name: '' },
  accessRights: 'public',
  areas: [],
  inSeries: [],
  distributions: [],
  extras: {},
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 400 }), fc.constant('\ud800\u0000x'))
const texts = fc.dictionary(fc.constantFrom('vi', 'en', 'en-GB', 'fr', 'und'), text)
const entries: fc.Arbitrary<Entry> = fc.record({
  id: text,
  uri: text,
  kind: fc.constant('dataset' as const),
  name: text,
  title: texts,
  description: texts,
  keywords: fc.array(text, { maxLength: 50 }),
  themes: fc.array(fc.oneof(text, fc.constant('y-te')), { maxLength: 12 }),
  publisher: fc.record({ id: text, name: text }),
  contact: fc.record({ name: text, email: text, phone: text }),
  licence: fc.oneof(text, fc.constant('cc-by-4.0')),
  accessRights: fc.constantFrom('public', 'restricted', 'non-public'),
  frequency: text,
  areas: fc.array(text, { maxLength: 120 }),
  temporal: fc.record({ from: text, to: text }),
  source: text,
  inSeries: fc.constant([]),
  distributions: fc.array(
    fc.record({
      id: text,
      uri: text,
      title: texts,
      description: texts,
      accessUrl: text,
      format: text,
      conformsTo: fc.constant([]),
      queryable: fc.constant(false),
    }),
    { maxLength: 4 },
  ),
  extras: fc.dictionary(text, text),
})

describe('whatever a source sends', () => {
  test('becomes a record our pages can hold and PostgreSQL stores', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const { entry } = cleanEntry(given)
        const { record, slug } = mapRecord(entry, { source, vocabulary, agencies })
        expect([...Value.Errors(ResourceRecord, record)]).toEqual([])
        expect(slug).toMatch(/^[a-z0-9-]{2,100}$/)
        expect(JSON.stringify([record, entry])).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      }),
      { numRuns: 300 },
    )
  })

  test('is refused without a name or an id, and kept otherwise', () => {
    const faults = (entry: Entry) =>
      cleanEntry(entry).problems.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []))
    expect(faults(base)).toEqual([])
    expect(faults({ ...base, title: { vi: ' ', en: '' } })).toEqual(['title-missing'])
    expect(faults({ ...base, id: '' })).toEqual(['id-missing'])
    expect(faults({ ...base, source: 'x'.repeat(1_000_001) })).toEqual(['record-too-long'])
  })
})

describe('knowing a record again', () => {
  const long = { vi: 'Một mô tả đủ dài để nói lên điều gì đó về bộ dữ liệu này.' }
  const file = (url: string): Entry => ({
    ...base,
    description: long,
    distributions: [
      { id: 'a', uri: url, title: {}, description: {}, accessUrl: url, conformsTo: [], queryable: false },
    ],
  })

  test('its content is the same under another id, also where its addresses hold ids', () => {
    const before = file('https://x.test/dataset/7b1c6c0e-6a0b-4c7e-9d66-1c1a2f0f5a11/tep.csv')
    const after = { ...file('https://x.test/dataset/00000000-6a0b-4c7e-9d66-1c1a2f0f5a99/tep.csv'), id: '2' }
    expect(contentDigestOf(after)).toBe(contentDigestOf(before))
    expect(contentDigestOf({ ...after, title: { vi: 'Hai' } })).not.toBe(contentDigestOf(before))
  })

  test('a record that says almost nothing is only itself', () => {
    expect(contentDigestOf(base)).not.toBe(contentDigestOf({ ...base, id: '2' }))
  })

  test('a derived id is a UUID of version 5, the same every time', () => {
    const id = derivedId('00000000-0000-7000-8000-000000000001', 'tep-1')
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(derivedId('00000000-0000-7000-8000-000000000001', 'tep-1')).toBe(id)
    expect(derivedId('00000000-0000-7000-8000-000000000002', 'tep-1')).not.toBe(id)
  })
})

describe('whose a record is', () => {
  const uuid = '00000000-0000-7000-8000-000000000001'
  test.each([
    [{ uri: `http://nguon.test/id/dataset/${uuid}` }, { id: uuid }],
    [{ landingPage: 'http://nguon.test/bo-du-lieu/dan-so?lang=en' }, { slug: 'dan-so' }],
    [{ uri: 'http://nguon.test/dataset/dan-so.ttl' }, { slug: 'dan-so' }],
    [{ extras: { guid: `http://nguon.test/id/dataset/${uuid}` } }, { id: uuid }],
    [{ uri: `http://nguon.test.khac.vn/id/dataset/${uuid}` }, undefined],
    [{ landingPage: 'http://nguon.test/' }, undefined],
    [{ landingPage: 'http://nguon.test/co-quan/G12' }, undefined],
  ])('%j is our own %j', (change, own) => {
    expect(ownAddressOf({ ...base, ...change } as Entry, 'http://nguon.test')).toEqual(own)
  })

  test.each([
    ['https://x.test/id/1', true],
    ['https://x.test/?id=1', true],
    ['urn:uuid:00000000-0000-7000-8000-000000000001', true],
    ['https://x.test/', false],
    ['_:b0', false],
    ['17', false],
    ['javascript:alert(1)', false],
  ])('%s says who it is: %s', (uri, says) => expect(isIdentifying(uri)).toBe(says))

  test('a record lies with its owner when its URI is of the same host', () => {
    expect(isAtHome('https://x.test/id/1', 'https://x.test/api')).toBe(true)
    expect(isAtHome('https://x.test/id/1', 'https://y.test/')).toBe(false)
  })
})
