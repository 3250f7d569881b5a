import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dcatEntry } from '../dcat/testing.ts'
import type { Entry } from '../model.ts'
import { seedVocabulary } from '../testing.ts'
import { podHead, readPod, toPodDataset } from './index.ts'

const vocabulary = seedVocabulary('https://nut.vn')
const CATALOGUES = new URL('../../../../shared/data/catalogues/', import.meta.url)
const options = { baseUrl: 'https://nut.vn/data.json', vocabulary }

const sameKind = (period: Entry['temporal']) =>
  period?.from !== undefined && period.from.length === period.to?.length && period.from.length <= 10

/** The part of a record that data.json has words for: one language, one contact, downloads without sizes and services. */
function carried(entry: Entry): Partial<Entry> {
  const one = ({ vi = '' }: Readonly<Record<string, string>>) => ({ vi: vi.trim() })
  return {
    id: entry.id,
    uri: entry.uri,
    title: one(entry.title),
    description: one(entry.description),
    keywords: entry.keywords,
    accessRights: entry.accessRights,
    ...(entry.issued ? { issued: entry.issued } : {}),
    ...(entry.modified ? { modified: entry.modified } : {}),
    ...(entry.landingPage ? { landingPage: entry.landingPage } : {}),
    ...(sameKind(entry.temporal) ? { temporal: entry.temporal } : {}),
  }
}

// Without commas: old files write a list as one text, and a list of one looks the same.
const plain = dcatEntry.map(
  (entry): Entry => ({
    ...entry,
    uri: `https://nut.vn/id/dataset/${entry.id}`,
    distributions: entry.distributions.map((each) => ({ ...each, uri: `https://nut.vn/id/distribution/${each.id}` })),
    keywords: [...new Set(entry.keywords.map((each) => each.trim()))],
  }),
)

test('what data.json can carry comes back as it was', () => {
  fc.assert(
    fc.property(plain, (entry) => {
      const json: unknown = JSON.parse(JSON.stringify({ dataset: [toPodDataset(entry, vocabulary)] }))
      const [read] = readPod(json, options).entries
      expect(read?.entry).toMatchObject(carried(entry))
      const files = (one: Entry | undefined) =>
        one?.distributions.map(({ id, uri, accessUrl, downloadUrl }) => [id, uri, accessUrl, downloadUrl])
      expect(files(read?.entry)).toEqual(files(entry))
    }),
  )
})

test('known codes come back as codes', () => {
  fc.assert(
    fc.property(plain, (given) => {
      const entry = {
        ...given,
        licence: 'vn-mo',
        frequency: 'MONTHLY',
        themes: ['y-te'],
        areas: ['VN', 'province-34/79'],
      }
      const [read] = readPod([JSON.parse(JSON.stringify(toPodDataset(entry, vocabulary)))], options).entries
      expect(read?.entry).toMatchObject({
        licence: 'vn-mo',
        frequency: 'MONTHLY',
        themes: ['y-te'],
        areas: ['VN', 'province-34/79'],
      })
    }),
    { numRuns: 20 },
  )
})

test('a period of two kinds of ends becomes one of days', () => {
  const [entry] = fc.sample(plain, 1)
  if (!entry) throw new Error('no sample')
  const said = toPodDataset({ ...entry, temporal: { from: '2023', to: '2024-02' } }, vocabulary)
  expect(said['temporal']).toBe('2023-01-01/2024-02-29')
})

test.each([null, 1, 'x', [], {}, { dataset: 'x' }, { dataset: [null, 1, [], {}, { distribution: [null, 'x', {}] }] }])(
  '%j is read without an exception',
  (json) => {
    for (const { entry, remarks } of readPod(json, options).entries) {
      expect(entry.title).toEqual({})
      expect(remarks.map(({ code }) => code)).toContain('title-missing')
    }
  },
)

test('the words of version 1.0 are understood', () => {
  const [read] = readPod(
    [
      {
        title: 'Bộ dữ liệu',
        description: 'd',
        person: 'Lan',
        mbox: 'lan@so.vn',
        publisher: 'Sở',
        keyword: 'a, b',
        accessURL: 'http://a.vn/x.csv',
        format: 'text/csv',
      },
    ],
    options,
  ).entries
  expect(read?.entry).toMatchObject({
    contact: { name: 'Lan', email: 'lan@so.vn' },
    publisher: { name: 'Sở' },
    keywords: ['a', 'b'],
    distributions: [{ accessUrl: 'http://a.vn/x.csv', format: 'CSV' }],
  })
})

describe.skipIf(!existsSync(CATALOGUES))('Project Open Data (shared data)', () => {
  test.each([
    ['project-open-data/v1.1/examples/catalog-sample.json', [4, 0, 1]],
    ['dkan/modules/harvest/tests/files/data.json', [1, 1]],
  ] as const)('%s', (path, distributions) => {
    const json: unknown = JSON.parse(readFileSync(new URL(path, CATALOGUES), 'utf8'))
    const { entries } = readPod(json, options)
    expect(entries.map(({ entry }) => entry.distributions.length)).toEqual(distributions)
    for (const { entry } of entries) {
      expect(entry.publisher.name).not.toBe('')
      expect(entry.contact?.email).toContain('@')
    }
  })

  test('any catalogue we write is valid against the schema', () => {
    const folder = new URL('project-open-data/schema/non-federal-v1.1/', CATALOGUES)
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
    // oxlint-disable-next-line typescript/no-unsafe-call -- the package has a default export for both module systems
    ;(addFormats as unknown as { default: (target: Ajv) => void }).default(ajv)
    for (const name of [
      'dataset-non-federal.json',
      'distribution.json',
      'organization.json',
      'vcard-non-federal.json',
    ]) {
      const {
        $schema: _,
        id: __,
        ...schema
      } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>
      ajv.addSchema(schema, name)
    }
    const {
      $schema: _,
      id: __,
      ...catalog
    } = JSON.parse(readFileSync(new URL('catalog.json', folder), 'utf8')) as Record<string, unknown>
    const validate = ajv.compile(catalog)
    fc.assert(
      fc.property(fc.array(dcatEntry, { minLength: 1, maxLength: 3 }), (entries) => {
        const dataset = entries.map((entry) => toPodDataset(entry, vocabulary))
        const valid = validate(JSON.parse(JSON.stringify({ ...podHead('https://nut.vn/data.json'), dataset })))
        expect(validate.errors ?? []).toEqual([])
        expect(valid).toBe(true)
      }),
      { numRuns: 60 },
    )
    expect(validate({ conformsTo: 'x', dataset: [{}] })).toBe(false)
  })
})
