import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Entry, EntryDistribution } from '../model.ts'
import { createVocabulary, type ListOfCodes } from '../vocabulary.ts'

const FOLDER = new URL('../../../seeds/codes/', import.meta.url)
const lists = readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ListOfCodes)
const codesOf = (id: string): readonly string[] =>
  lists.find((list) => list.id === id)?.items.map(({ code }) => code) ?? []

export const SITE = 'http://nguon.test'
export const vocabulary = createVocabulary(lists, SITE)

const letters = Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyếỗữ0123456789 ,.:;"\'<>&{}[]/#')
const words = fc
  .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 40 })
  .map((text) => text.trim() || 'x')
const texts = fc
  .tuple(words, fc.option(words, { nil: undefined }))
  .map(([vi, en]) => ({ vi, ...(en === undefined ? {} : { en }) }))
const slug = fc.string({ unit: fc.constantFrom(...Array.from('abcxyz019-')), minLength: 2, maxLength: 30 })
const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
const url = slug.map((path) => `https://du-lieu.test/${path}`)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const known = (id: string) => fc.constantFrom(...codesOf(id))
const hex = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64 })

const distribution: fc.Arbitrary<EntryDistribution> = fc
  .record({
    id: fc.uuid(),
    uri: url,
    title: texts,
    description: texts,
    accessUrl: url,
    downloadUrl: maybe(url),
    format: maybe(known('format')),
    mediaType: maybe(fc.constantFrom('text/csv', 'application/json')),
    bytes: maybe(fc.nat()),
    checksum: maybe(hex.map((value) => ({ algorithm: 'SHA-256' as const, value }))),
    licence: maybe(known('licence')),
    rights: maybe(words),
    issued: maybe(moment),
    modified: maybe(moment),
    availability: maybe(fc.constantFrom('temporary' as const, 'stable' as const)),
    conformsTo: fc.array(url, { maxLength: 2 }),
    accessService: maybe(fc.record({ uri: url, title: texts, endpointUrl: url, endpointDescription: url })),
    queryable: fc.boolean(),
  })
  .map(withoutUndefined)

/** Any record this program itself could hold. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.uuid(),
    uri: url,
    kind: fc.constantFrom('dataset' as const, 'series' as const, 'service' as const),
    name: slug,
    title: texts,
    description: texts,
    keywords: fc.uniqueArray(words, { maxLength: 5 }),
    themes: fc.uniqueArray(fc.oneof(known('theme'), url), { maxLength: 3 }),
    publisher: fc
      .record({ id: slug, name: words, uri: maybe(url), homepage: maybe(url), email: maybe(slug) })
      .map(withoutUndefined),
    contact: maybe(
      fc
        .record({ name: words, email: maybe(slug), phone: maybe(fc.constantFrom('024 3825 1234')) })
        .map(withoutUndefined),
    ),
    licence: maybe(fc.oneof(known('licence'), url)),
    accessRights: fc.constantFrom('public' as const, 'restricted' as const, 'non-public' as const),
    frequency: maybe(fc.oneof(known('frequency'), url)),
    areas: fc.uniqueArray(
      fc.oneof(
        known('province-34').map((code) => `province-34/${code}`),
        fc.constant('VN'),
        url,
      ),
      {
        maxLength: 3,
      },
    ),
    temporal: maybe(
      fc.record({ from: fc.constant('2020-01-01'), to: maybe(fc.constant('2024')) }).map(withoutUndefined),
    ),
    issued: maybe(moment),
    modified: maybe(moment),
    version: maybe(fc.nat({ max: 99 }).map(String)),
    landingPage: maybe(url),
    source: maybe(words),
    legalBasis: maybe(words),
    inSeries: fc.array(url, { maxLength: 2 }),
    endpointUrl: maybe(url),
    distributions: fc.array(distribution, { maxLength: 3 }),
    extras: fc.dictionary(
      slug.map((key) => `x-${key}`),
      words,
      { maxKeys: 3 },
    ),
  })
  .map(withoutUndefined)

/** Keys that hold nothing are not there: what an entry promises. */
function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
