import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'

const ROWS = 23_456
const CSV = `ten,so,gia,ngay,luc,co\n${Array.from(
  { length: ROWS },
  (_, at) =>
    `"Dòng ""${at}"" <&>",${at},${at / 8},2026-01-${String((at % 28) + 1).padStart(2, '0')},2026-01-01 10:30:00,${at % 2 === 0 ? 'true' : 'false'}`,
).join('\n')}\n`
const SMALL = `ten,so,khac\na,1,p\nb,,q\n,3,r\nđ,4,s\n`

type Row = Readonly<Record<string, unknown>>
interface Page {
  readonly '@odata.context': string
  readonly '@odata.count'?: number
  readonly '@odata.nextLink'?: string
  readonly value: readonly Row[]
}

let app: TestApp
let big: string
let slug: string
let small: string
let draft: string
beforeAll(async () => {
  app = await openTestApp()
  const dataset = await app.publishText('lon.csv', CSV, { title: 'Bảng lớn' })
  big = dataset.tableIds[0] ?? ''
  slug = dataset.slug
  small = (await app.publishText('nho.csv', SMALL, { title: 'Bảng nhỏ' })).tableIds[0] ?? ''
  draft = (await app.publishText('nhap.csv', SMALL, { title: 'Chưa duyệt', stopAt: 'in_review' })).tableIds[0] ?? ''
}, 120_000)
afterAll(() => app.close())

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  app.http.inject({ url: url.replace('http://nguon.test', ''), headers: { 'odata-maxversion': '4.0', ...headers } })
const rowsOf = async (query: string): Promise<readonly Row[]> =>
  (await get(`/odata/${small}/rows?${query}`)).json<Page>().value
const names = async (filter: string): Promise<readonly unknown[]> =>
  (await rowsOf(`$filter=${encodeURIComponent(filter)}`)).map(({ ten }) => ten)

describe('what Power Query asks', () => {
  test('service, metadata, then all rows page by page', async () => {
    const service = await get(`/odata/${slug}/`, { accept: 'application/json;odata.metadata=minimal' })
    expect(service.headers['odata-version']).toBe('4.0')
    expect(service.headers['content-type']).toContain('application/json;odata.metadata=minimal')
    const { '@odata.context': context, value } = service.json<{ '@odata.context': string; value: readonly Row[] }>()
    expect(context).toBe(`http://nguon.test/odata/${slug}/$metadata`)
    expect(value).toHaveLength(1)
    const set = String(value[0]?.['name'])
    expect(value[0]?.['url']).toBe(`http://nguon.test/odata/${slug}/${set}`)

    const metadata = await get(context, { accept: 'application/xml' })
    expect(metadata.headers['content-type']).toContain('application/xml')
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(metadata.body) as Record<string, never>
    const schema = parsed['edmx:Edmx']?.['edmx:DataServices']?.['Schema'] as unknown as Readonly<Record<string, Row>>
    const type = schema['EntityType'] as Row
    expect(
      (type['Property'] as readonly Row[]).map((one) => `${String(one['@_Name'])} ${String(one['@_Type'])}`),
    ).toEqual([
      '_id Edm.Int64',
      'ten Edm.String',
      'so Edm.Int64',
      'gia Edm.Double',
      'ngay Edm.Date',
      'luc Edm.DateTimeOffset',
      'co Edm.Boolean',
    ])
    expect(schema['EntityContainer']?.['EntitySet']).toMatchObject({ '@_Name': set, '@_EntityType': `Nguon.${set}` })

    const seen: unknown[] = []
    let next: string | undefined = String(value[0]?.['url'])
    for (let page = 0; next !== undefined && page < 10; page++) {
      const answer: Page = (await get(next)).json()
      if (page === 0) {
        expect(answer['@odata.context']).toBe(`http://nguon.test/odata/${slug}/$metadata#${set}`)
        expect(answer.value[0]).toEqual({
          _id: 1,
          ten: 'Dòng "0" <&>',
          so: 0,
          gia: 0,
          ngay: '2026-01-01',
          luc: '2026-01-01T10:30:00+07:00',
          co: true,
        })
      }
      seen.push(...answer.value.map((row) => row['so']))
      next = answer['@odata.nextLink']
    }
    expect(seen).toEqual(Array.from({ length: ROWS }, (_, at) => at))
  })

  test('a folded query: filter, columns, order, top, count', async () => {
    const query = new URLSearchParams({
      $filter: "so ge 100 and contains(ten,'9') and co eq true",
      $select: 'ten,so',
      $orderby: 'so desc',
      $top: '3',
      $count: 'true',
    })
    const page = (await get(`/odata/${big}/rows?${query.toString()}`)).json<Page>()
    const expected = Array.from({ length: ROWS }, (_, at) => at).filter(
      (at) => at >= 100 && at % 2 === 0 && String(at).includes('9'),
    )
    expect(page['@odata.count']).toBe(expected.length)
    expect(page.value.map(({ so }) => so)).toEqual(expected.slice(-3).toReversed())
    expect(Object.keys(page.value[0] ?? {})).toEqual(['ten', 'so'])
    expect(page).not.toHaveProperty('@odata.nextLink')
  })

  test('sorted pages and a wished page size come without a gap, and end at $top', async () => {
    const seen: unknown[] = []
    let next: string | undefined = `/odata/${big}/rows?$orderby=so%20desc&$select=so&$top=25&$skip=5`
    for (let page = 0; next !== undefined && page < 10; page++) {
      const answer: Page = (await get(next, { prefer: 'odata.maxpagesize=10' })).json()
      expect(answer.value.length).toBeLessThanOrEqual(10)
      seen.push(...answer.value.map(({ so }) => so))
      next = answer['@odata.nextLink']
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => ROWS - 6 - at))
  })

  test('counts and single rows', async () => {
    expect((await get(`/odata/${big}/rows/$count`)).body).toBe(String(ROWS))
    expect((await get(`/odata/${big}/rows/$count?$filter=so%20lt%2010`)).body).toBe('10')
    expect((await get(`/odata/${big}/rows(7)?$select=so`)).json()).toEqual({
      '@odata.context': `http://nguon.test/odata/${big}/$metadata#rows/$entity`,
      so: 6,
    })
    expect((await get(`/odata/${big}/rows(99999)`)).statusCode).toBe(404)
  })
})

describe('missing values', () => {
  test.each([
    ["ten eq 'a'", ['a']],
    ["ten ne 'a'", ['b', null, 'đ']],
    ["not (ten eq 'a')", ['b', null, 'đ']],
    ['so gt 1', [null, 'đ']],
    ['not (so gt 1)', ['a', 'b']],
    ['so eq null', ['b']],
    ['so ne null', ['a', null, 'đ']],
    ["not contains(ten,'a')", ['b', null, 'đ']],
    ["ten in ('a','đ')", ['a', 'đ']],
    ['so add 1 eq 4', [null]],
    ["toupper(ten) eq 'Đ'", ['đ']],
    ['_id le 2', ['a', 'b']],
    ['true', ['a', 'b', null, 'đ']],
  ])('%s', async (filter, expected) => expect(await names(filter)).toEqual(expected))

  test('stand first going up and last going down', async () => {
    expect((await rowsOf('$orderby=so')).map(({ so }) => so)).toEqual([null, 1, 3, 4])
    expect((await rowsOf('$orderby=so%20desc')).map(({ so }) => so)).toEqual([4, 3, 1, null])
  })
})

describe('refusals', () => {
  test.each([
    ['/odata/khong-co', 404, 'odata.no-such-service'],
    ['/odata/11111111-1111-4111-8111-111111111111', 404, 'odata.no-such-service'],
    ['SMALL/khac', 404, 'odata.no-such-set'],
    ['SMALL/rows?$filter=x%20eq%201', 400, 'odata.unknown-property'],
    ['SMALL/rows?$top=-1', 400, 'odata.wrong-option'],
    ['SMALL/rows?$skiptoken=x', 400, 'odata.wrong-option'],
    ['SMALL/rows?$format=atom', 400, 'odata.wrong-option'],
    ['SMALL/rows?$expand=x', 501, 'odata.unknown-option'],
    ['SMALL/rows?$apply=aggregate(x)', 501, 'odata.unknown-option'],
  ])('%s', async (url, status, code) => {
    const answer = await get(url.replace('SMALL', `/odata/${small}`))
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ error: { code } })
    expect(answer.headers['odata-version']).toBe('4.0')
  })

  test('old versions, and tables that are not open', async () => {
    expect((await get(`/odata/${small}`, { 'odata-maxversion': '3.0' })).statusCode).toBe(400)
    expect((await get(`/odata/${draft}`)).statusCode).toBe(404)
  })
})
