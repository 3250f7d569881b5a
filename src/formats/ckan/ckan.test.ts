import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { naiveUtc, namedId, organizationName, readPackage, tagName, toPackage, zonedUtc } from './index.ts'
import { anyEntry, SITE, vocabulary } from './testing.ts'

const context = { vocabulary, hosted: () => undefined, organization: () => null }
const read = (given: unknown) => readPackage(given, { site: SITE, vocabulary })

describe('there and back', () => {
  test('a record comes back from a CKAN dataset without a difference', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const sent: unknown = JSON.parse(JSON.stringify(toPackage(entry, context)))
        expect(read(sent)?.entry).toEqual(entry)
      }),
      { numRuns: 300 },
    )
  })

  test('also when the bytes lie here and the address of the resource is the download', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const hosted = { ...context, hosted: () => `${SITE}/dataset/x/resource/y/download/z.csv` }
        const sent: unknown = JSON.parse(JSON.stringify(toPackage(entry, hosted)))
        expect(read(sent)?.entry).toEqual(entry)
      }),
      { numRuns: 100 },
    )
  })

  test('nothing is undefined, tags and names obey CKAN', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const sent = toPackage(entry, context)
        expect(Object.values(sent)).not.toContain(undefined)
        for (const tag of sent.tags) expect(tag.name).toMatch(/^[\p{L}\p{M}\p{N} _.-]{2,100}$/u)
        expect(sent.metadata_created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
        expect(sent.num_resources).toBe(sent.resources.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('bad input', () => {
  test('whatever is sent, reading neither throws nor makes up a record', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const answer = read(value)
        expect(answer === undefined || typeof answer.entry.id === 'string').toBe(true)
      }),
    )
  })

  test('wrong types in every field are left out, not passed on', () => {
    const keys = Object.keys(toPackage(fc.sample(anyEntry, { numRuns: 1, seed: 1 })[0] as never, context))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (fields) => {
        const answer = read({ ...fields, id: 'a', resources: [{ url: 'https://a.vn/b' }, fields, 7] })
        expect(answer?.entry.id).toBe('a')
        expect(answer?.entry.keywords.every((word) => typeof word === 'string')).toBe(true)
        expect(answer?.entry.distributions[0]?.accessUrl).toBe('https://a.vn/b')
        expect(Object.values(answer?.entry.extras ?? {}).every((value) => typeof value === 'string')).toBe(true)
      }),
    )
  })

  test('a resource without an address is left out and said', () => {
    const answer = read({ id: 'a', name: 'a-b', title: 'A', resources: [{ id: 'r', name: 'không địa chỉ' }] })
    expect(answer?.entry.distributions).toEqual([])
    expect(answer?.remarks.map(({ code, at }) => `${code} ${at}`)).toEqual(['resource-without-url resources[0].url'])
  })
})

describe('variants', () => {
  test('plain CKAN with extras, legacy dcat_ names, JSON in quotes', () => {
    const answer = read({
      id: 'i',
      name: 'ban-do',
      title: 'Bản đồ',
      license_id: 'cc-by',
      metadata_created: '2012-05-10T21:04:11.5',
      organization: { id: 'o', name: 'so-xd', title: 'Sở Xây dựng' },
      tags: [{ name: 'bản đồ' }, { name: 'bản đồ' }],
      groups: [{ name: 'health', title: 'Y tế' }],
      extras: [
        { key: 'dcat_issued', value: '2012-05-10' },
        { key: 'spatial', value: '{"type":"Point","coordinates":[105,21]}' },
        { key: 'spatial-text', value: 'Hà Nội' },
        { key: 'frequency', value: 'annual' },
        { key: 'la', value: '"trong ngoặc"' },
      ],
      resources: [
        { url: 'https://a.vn/x.csv', format: 'csv', hash: 'd41d8cd98f00b204e9800998ecf8427e', size: '12' },
        { url: 'https://a.vn/', format: 'HTML' },
      ],
    })
    expect(answer?.entry).toMatchObject({
      uri: `${SITE}/dataset/i`,
      landingPage: `${SITE}/dataset/ban-do`,
      licence: 'cc-by-4.0',
      issued: '2012-05-10',
      publisher: { id: 'so-xd', name: 'Sở Xây dựng' },
      keywords: ['bản đồ'],
      themes: ['y-te'],
      areas: ['province-34/01'],
      frequency: 'ANNUAL',
      extras: { la: 'trong ngoặc' },
    })
    expect(answer?.entry.extras['spatial']).toContain('Point')
    const [csv, page] = answer?.entry.distributions ?? []
    expect(csv).toMatchObject({
      format: 'CSV',
      bytes: 12,
      checksum: { algorithm: 'MD5' },
      downloadUrl: 'https://a.vn/x.csv',
    })
    expect(page).not.toHaveProperty('downloadUrl')
  })

  test('udata and Magda shapes, a list of one, the whole envelope', () => {
    const udata = read({
      id: 'u',
      slug: 'so-lieu',
      title: 'Số liệu',
      description: 'd',
      tags: ['dan-so'],
      license: 'cc-by',
      created_at: '2021-01-08T09:58:39.768000+00:00',
      extras: { a: 1 },
      resources: [
        {
          title: 't',
          url: 'https://a.vn/b.csv',
          mime: 'text/csv',
          filesize: 3,
          checksum: { type: 'sha1', value: 'ab'.repeat(20) },
        },
      ],
    })
    expect(udata?.entry).toMatchObject({
      name: 'so-lieu',
      licence: 'cc-by-4.0',
      extras: { a: '1' },
      keywords: ['dan-so'],
    })
    expect(udata?.entry.distributions[0]).toMatchObject({ format: 'CSV', bytes: 3, checksum: { algorithm: 'SHA-1' } })
    expect(read({ id: 'x', aspects: { 'ckan-dataset': { id: 'm', name: 'mm' } } })?.entry.id).toBe('m')
    expect(read([{ id: 'd', name: 'dd' }])?.entry.id).toBe('d')
    expect(read({ success: true, result: { id: 'e', name: 'ee' } })?.entry.id).toBe('e')
  })
})

describe('dates and names', () => {
  test.each([
    ['2026-11-22T07:34:30+07:00', '2026-11-22T00:34:30.000000'],
    ['2026-11-22T00:34:30.123456', '2026-11-22T00:34:30.123456'],
    ['2026-11-22', '2026-11-22T00:00:00.000000'],
    ['2026', '2026-01-01T00:00:00.000000'],
    ['hôm qua', undefined],
  ])('%s is %s in CKAN', (given, wanted) => {
    expect(naiveUtc(given)).toBe(wanted)
  })

  test.each([
    ['2026-11-22T00:34:30.123456', '2026-11-22T00:34:30.123456Z'],
    ['2026-11-22 00:34', '2026-11-22T00:34:00.000Z'],
    ['2026-11', '2026-11'],
    ['2026-13-40', undefined],
    [17, undefined],
  ])('CKAN’s %s is %s', (given, wanted) => {
    expect(zonedUtc(given)).toBe(wanted)
  })

  test('names', () => {
    expect(organizationName('G12.18')).toBe('g12-18')
    expect(tagName('C#')).toBe('C-')
    expect(tagName('đất đai/nhà ở')).toBe('đất đai-nhà ở')
    expect(namedId('tag', 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(namedId('tag', 'a')).not.toBe(namedId('group', 'a'))
  })
})
