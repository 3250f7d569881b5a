import fc from 'fast-check'
import type { Entry, EntryDistribution } from '../model.ts'
import { seedVocabulary } from '../testing.ts'

const LETTERS = Array.from('aăâđêôơưệỷ ABC019,.:;\'"<>&{}[]()/#@^_|\\`%$\n\t')
// Everything a text may hold in every serialisation: XML knows no control characters but tab and line ends.
const letter = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...LETTERS) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((sign) => !/\p{C}/u.test(sign)),
  },
)
const text = fc.string({ unit: letter, minLength: 1, maxLength: 40 }).map((given) => given.trim() || 'đ')
// A word that no list knows and that is no address.
const oddWord = text.map((given) => `~${given.replace(/[\n\t]/g, ' ')}`.trim())
const texts = fc.record({ vi: text, en: text }, { requiredKeys: ['vi'] })
const slug = fc.stringMatching(/^[a-z0-9-]{2,30}$/)
// Readers of RDF/XML resolve dots in paths.
const url = fc
  .webUrl({ withQueryParameters: true, withFragments: true })
  .filter((given) => !/[\\^`{}|"<>\s]|\/\.{1,2}([/?#]|$)/.test(given))
const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString())
const day = moment.map((at) => at.slice(0, 10))
const part = fc.oneof(
  day,
  moment,
  day.map((at) => at.slice(0, 7)),
  day.map((at) => at.slice(0, 4)),
)

/** Fields that may be missing: the entry has no key for them then. */
function record<T>(
  needed: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
  optional: readonly (keyof T)[],
): fc.Arbitrary<T> {
  const requiredKeys = (Object.keys(needed) as (keyof T)[]).filter((key) => !optional.includes(key))
  return fc.record(needed, { requiredKeys: requiredKeys as never }) as fc.Arbitrary<T>
}

const vocabulary = seedVocabulary('https://nut.vn')
const lists = ['theme', 'licence', 'frequency', 'format', 'area'] as const
/** A word no list knows, however freely it is read: "~CC0" would come back as the licence it names. */
const strangeWord = oddWord.filter((given) => lists.every((list) => vocabulary.codeOf(list, given) === undefined))
const code = (...codes: readonly string[]) => fc.oneof(fc.constantFrom(...codes), strangeWord, url)

const service = record<NonNullable<EntryDistribution['accessService']>>(
  {
    uri: fc.uuid().map((id) => `https://nut.vn/id/service/${id}`),
    title: texts,
    endpointUrl: url,
    endpointDescription: url,
  },
  ['endpointDescription'],
)

const distribution: fc.Arbitrary<EntryDistribution> = record<EntryDistribution>(
  {
    id: fc.uuid(),
    uri: fc.uuid().map((id) => `https://nut.vn/id/distribution/${id}`),
    title: texts,
    description: texts,
    accessUrl: url,
    downloadUrl: url,
    format: code('CSV', 'XLSX', 'PARQUET', 'JSONL', 'OTHER', 'API'),
    mediaType: fc.constantFrom('text/csv', 'application/vnd.ms-excel', 'application/geo+json', 'image/svg+xml'),
    bytes: fc.nat(),
    checksum: fc.record({
      algorithm: fc.constantFrom('SHA-256', 'SHA-1', 'MD5'),
      value: fc.stringMatching(/^[0-9a-f]{40}$/),
    }),
    licence: code('vn-mo', 'cc-by-4.0', 'odbl-1.0', 'other-open'),
    rights: fc.oneof(oddWord, url),
    issued: fc.oneof(day, moment),
    modified: moment,
    availability: fc.constantFrom('temporary', 'experimental', 'available', 'stable'),
    conformsTo: fc.uniqueArray(url, { maxLength: 2 }),
    accessService: service,
    queryable: fc.boolean(),
  },
  [
    'downloadUrl',
    'format',
    'mediaType',
    'bytes',
    'checksum',
    'licence',
    'rights',
    'issued',
    'modified',
    'availability',
    'accessService',
  ],
).map((given) => {
  const known =
    given.format === undefined && given.mediaType !== undefined
      ? { ...given, format: FORMAT_OF[given.mediaType] ?? 'OTHER' }
      : given
  return known.accessService ? known : { ...known, queryable: false }
})

// A media type says the format where the record does not.
const FORMAT_OF: Readonly<Record<string, string>> = {
  'text/csv': 'CSV',
  'application/vnd.ms-excel': 'XLS',
  'application/geo+json': 'GEOJSON',
  'image/svg+xml': 'SVG',
}

/** Any record that DCAT-AP can say whole. */
export const dcatEntry: fc.Arbitrary<Entry> = record<Entry>(
  {
    id: fc.uuid(),
    uri: fc.uuid().map((id) => `https://nut.vn/id/dataset/${id}`),
    kind: fc.constant('dataset'),
    name: slug,
    title: texts,
    description: texts,
    keywords: fc.uniqueArray(text, { maxLength: 4 }),
    themes: fc.uniqueArray(code('y-te', 'xa-hoi', 'lao-dong', 'tai-chinh', 'giao-thong'), { maxLength: 3 }),
    publisher: record<Entry['publisher']>(
      {
        id: text,
        uri: fc.uuid().map((id) => `https://nut.vn/id/agency/${id}`),
        name: text,
        homepage: url,
        email: fc.emailAddress(),
      },
      ['uri', 'homepage', 'email'],
    ),
    contact: record<NonNullable<Entry['contact']>>({ name: text, email: fc.emailAddress(), phone: text }, [
      'email',
      'phone',
    ]),
    licence: code('vn-mo', 'cc0-1.0', 'cc-by-4.0'),
    accessRights: fc.constantFrom('public', 'restricted', 'non-public'),
    frequency: code('ANNUAL', 'MONTHLY', 'IRREG', 'UNKNOWN'),
    areas: fc.uniqueArray(code('VN', 'province-34/79', 'province-63/79', 'region/V1'), { maxLength: 3 }),
    temporal: fc.oneof(fc.record({ from: part }), fc.record({ to: part }), fc.record({ from: part, to: part })),
    issued: fc.oneof(day, moment),
    modified: fc.oneof(day, moment),
    version: text,
    landingPage: url,
    source: fc.oneof(text, url),
    legalBasis: fc.oneof(oddWord, url),
    inSeries: fc.uniqueArray(url, { maxLength: 2 }),
    endpointUrl: url,
    distributions: fc.uniqueArray(distribution, { maxLength: 3, selector: ({ uri }) => uri }),
    extras: fc.dictionary(text, text, { maxKeys: 3 }),
  },
  [
    'contact',
    'licence',
    'frequency',
    'temporal',
    'issued',
    'modified',
    'version',
    'landingPage',
    'source',
    'legalBasis',
    'endpointUrl',
  ],
)
