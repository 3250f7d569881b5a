import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CkanUnderTest, type Json, openCkan } from './testing.ts'

let ckan: CkanUnderTest
let dataset: Json
beforeAll(async () => {
  ckan = await openCkan()
  dataset = (await ckan.act('package_show', { id: ckan.datasets[0]?.slug })).result as Json
}, 300_000)
afterAll(() => ckan.close())

const ask = (method: 'GET' | 'HEAD', url: string, headers: Record<string, string> = {}) =>
  ckan.app.http.inject({ method, url: url.replace('http://nguon.test', ''), headers })
const resource = (isTable: boolean): Json =>
  dataset['resources'].find((each: Json) => each['datastore_active'] === isTable) as Json

describe.each([
  ['a table written out as CSV', true],
  ['the file as it was given', false],
])('download of %s', (_, isTable) => {
  test('GET, HEAD, ranges and ETag agree with one another', async () => {
    const url = String(resource(isTable)['url'])
    const whole = await ask('GET', url)
    expect(whole.statusCode).toBe(200)
    expect(whole.body).toContain('Cà Mau')
    const bytes = whole.rawPayload.length
    const head = await ask('HEAD', url)
    expect(head.headers).toMatchObject({
      'content-length': String(bytes),
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+\.csv"/),
      'accept-ranges': 'bytes',
      etag: whole.headers.etag,
    })
    expect(head.body).toBe('')
    const part = await ask('GET', url, { range: 'bytes=3-9' })
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 3-9/${bytes}`])
    expect(part.rawPayload.equals(whole.rawPayload.subarray(3, 10))).toBe(true)
    const end = await ask('GET', url, { range: 'bytes=-5', 'accept-encoding': 'gzip' })
    expect(end.rawPayload.equals(whole.rawPayload.subarray(bytes - 5))).toBe(true)
    expect((await ask('GET', url, { range: `bytes=${bytes}-` })).statusCode).toBe(416)
    const etag = String(whole.headers.etag)
    expect((await ask('GET', url, { 'if-none-match': etag })).statusCode).toBe(304)
    expect((await ask('GET', url, { range: 'bytes=0-1', 'if-range': '"cu"' })).statusCode).toBe(200)
  })

  test('evidence of each use, none for HEAD', async () => {
    const count = async () => {
      const text = `select count(*)::int as n from audit.record where action = 'datasets.table.downloaded' and resource_id = $1`
      const { rows } = await ckan.app.node.database.pool.query<{ n: number }>(text, [resource(isTable)['id']])
      return rows[0]?.n ?? 0
    }
    const before = await count()
    await ask('HEAD', String(resource(isTable)['url']))
    expect(await count()).toBe(before)
    await ask('GET', String(resource(isTable)['url']))
    expect(await count()).toBe(before + 1)
  })
})

test('no way to what is not public, or not of this dataset', async () => {
  const table = String(resource(true)['id'])
  const other = ckan.datasets[1]
  const [draftTable] = ckan.draft.tableIds
  for (const url of [
    `/dataset/${ckan.draft.id}/resource/${draftTable}/download/a.csv`,
    `/dataset/${other?.id}/resource/${table}/download/a.csv`,
    `/dataset/khong-co/resource/${table}/download/a.csv`,
  ]) {
    expect((await ask('GET', url)).statusCode, url).toBe(404)
  }
})

test.each([
  [() => `/dataset/${dataset['name']}`, () => `/bo-du-lieu/${dataset['name']}`],
  [() => `/dataset/${dataset['id']}`, () => `/bo-du-lieu/${dataset['name']}`],
  [
    () => `/dataset/${dataset['name']}/resource/${resource(true)['id']}`,
    () => `/bo-du-lieu/${dataset['name']}?bang=${resource(true)['id']}`,
  ],
  [() => '/dataset?q=đất', () => '/bo-du-lieu?q=%C4%91%E1%BA%A5t'],
  [() => '/organization/g12', () => '/co-quan/G12'],
  [() => '/group/y-te', () => '/chu-de/y-te'],
])('redirect %#', async (from, to) => {
  const answer = await ask('GET', encodeURI(from()))
  expect([301, 302]).toContain(answer.statusCode)
  expect(answer.headers.location).toBe(to())
})

test.each(['/dataset/khong-co', '/organization/khong-co', '/group/khong-co'])('%s is not there', async (url) => {
  expect((await ask('GET', url)).statusCode).toBe(404)
})

test('suggestions of old clients', async () => {
  const suggest = async (url: string): Promise<unknown> => (await ask('GET', url)).json()
  expect(await suggest('/api/2/util/dataset/autocomplete?incomplete=benh')).toMatchObject({
    ResultSet: { Result: [{ name: 'benh-vien-va-tram-y-te', match_field: 'title' }] },
  })
  expect(await suggest('/api/2/util/tag/autocomplete?incomplete=y%20t')).toEqual({
    ResultSet: { Result: [{ Name: 'y tế' }] },
  })
  expect(await suggest('/api/2/util/resource/format_autocomplete?incomplete=c')).toEqual({
    ResultSet: { Result: [{ Format: 'csv' }] },
  })
  expect(await suggest('/api/2/util/tag/autocomplete')).toEqual({ ResultSet: { Result: [] } })
})

test.each([
  ['/feeds/dataset.atom', 3],
  ['/feeds/custom.atom?q=organization:g12', 2],
  ['/feeds/organization/g18.atom', 1],
  ['/feeds/group/y-te.atom', 1],
  ['/feeds/tag/gi%C3%A1o%20d%E1%BB%A5c.atom', 2],
  ['/feeds/dataset.atom?page=2', 0],
])('%s', async (url, count) => {
  const answer = await ask('GET', url)
  expect(answer.headers['content-type']).toContain('application/atom+xml')
  const { feed } = new XMLParser({ isArray: (name) => name === 'entry' }).parse(answer.body) as {
    feed: { entry?: unknown[] }
  }
  expect(feed.entry?.length ?? 0).toBe(count)
})
