import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'

const CSV = `ten_truong,tinh,so_hoc_sinh,diem,ngay_lap
THPT Chu Văn An,Hà Nội,1890,8.25,1908-01-01
THPT Trần Phú,Hà Nội,1500,7.5,1959-09-05
THPT Lê Quý Đôn,Đà Nẵng,1200,,1986-08-15
"THPT ""A"", B",Huế,900,6.75,2001-12-31
`

type Json = Readonly<Record<string, unknown>>

let app: TestApp
let id: string
let slug: string
let draftId: string
beforeAll(async () => {
  app = await openTestApp()
  const dataset = await app.publishText('truong.csv', CSV, { title: 'Danh sách trường' })
  id = dataset.tableIds[0] ?? ''
  slug = dataset.slug
  draftId = (await app.publishText('nhap.csv', CSV, { title: 'Chưa duyệt', stopAt: 'in_review' })).tableIds[0] ?? ''
}, 60_000)
afterAll(() => app.close())

describe('over HTTP', () => {
  const url = (name: string, query: Readonly<Record<string, string>> = {}): string =>
    `/api/3/action/${name}?${new URLSearchParams(query).toString()}`

  test('answers GET, JSON, the form of curl -d, and ckanr’s POST with a query string alike', async () => {
    const asked = { resource_id: id, limit: '2', filters: '{"tinh":"Hà Nội"}' }
    const answers = await Promise.all([
      app.http.inject(url('datastore_search', asked)),
      app.http.inject({
        method: 'POST',
        url: '/api/3/action/datastore_search',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ resource_id: id, limit: 2, filters: { tinh: 'Hà Nội' } }),
      }),
      app.http.inject({
        method: 'POST',
        url: '/api/3/action/datastore_search',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: JSON.stringify({ resource_id: id, limit: 2, filters: { tinh: 'Hà Nội' } }),
      }),
      app.http.inject({
        method: 'POST',
        url: url('datastore_search', asked),
        headers: { 'content-type': 'application/json' },
        payload: '',
      }),
    ])
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200)
      const { success, result } = answer.json<{ success: boolean; result: Json }>()
      expect(success).toBe(true)
      expect(result).toMatchObject({ total: 2, limit: 2, records: [{ _id: 1 }, { _id: 2 }] })
    }
  })

  test('leads from page to page by _links', async () => {
    const seen: unknown[] = []
    let next = url('datastore_search', { resource_id: id, limit: '3', fields: '_id' })
    for (let page = 0; page < 3; page++) {
      const { result } = (await app.http.inject(next)).json<{
        result: { records: readonly Json[]; _links: { next: string } }
      }>()
      seen.push(...result.records.map((record) => record['_id']))
      next = result._links.next
    }
    expect(seen).toEqual([1, 2, 3, 4])
  })

  test.each([
    ['datastore_search', { resource_id: 'khong-co' }, 404, 'Not Found Error'],
    ['datastore_search', {}, 409, 'Validation Error'],
    ['datastore_search', { resource_id: 'ID', sort: 'x' }, 409, 'Validation Error'],
    ['datastore_search', { resource_id: 'ID', filter: '{}' }, 409, 'Validation Error'],
    ['datastore_search_sql', { sql: 'SELEC 1' }, 409, 'Validation Error'],
    ['datastore_search_sql', { sql: 'SELECT x FROM "ID"' }, 409, 'Validation Error'],
    ['datastore_search_sql', { sql: 'SELECT 1; SELECT 2' }, 409, 'Validation Error'],
    ['datastore_search_sql', { sql: 'DROP TABLE x' }, 403, 'Authorization Error'],
    ['datastore_search_sql', { sql: 'SELECT * FROM pg_class' }, 403, 'Authorization Error'],
    ['datastore_search_sql', { sql: `SELECT read_text('/etc/passwd')` }, 403, 'Authorization Error'],
  ] as const)('%s %j is refused as CKAN does', async (...[name, params, status, type]) => {
    const asked = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value.replace('ID', id)]))
    const answer = await app.http.inject(url(name, asked))
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ success: false, error: { __type: type } })
  })

  test('writes are refused to GET, to visitors and to keys, each in its way', async () => {
    expect((await app.http.inject(url('datastore_upsert', { resource_id: id }))).statusCode).toBe(400)
    const post = (headers: Readonly<Record<string, string>>) =>
      app.http.inject({
        method: 'POST',
        url: '/api/3/action/datastore_upsert',
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify({ resource_id: id, records: [{ tinh: 'x' }] }),
      })
    expect((await post({})).statusCode).toBe(403)
    const refused = await post(app.as('data_officer'))
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({
      error: { 'read-only': [expect.stringContaining('resource_update') as string] },
    })
  })
})

describe('addresses', () => {
  test('give the whole table in every format, with evidence', async () => {
    const csv = await app.http.inject(`/datastore/dump/${id}?bom=true`)
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="${id}.csv"`)
    expect(csv.body).toBe(
      `\uFEFF_id,ten_truong,tinh,so_hoc_sinh,diem,ngay_lap\r\n1,THPT Chu Văn An,Hà Nội,1890,8.25,1908-01-01\r\n` +
        `2,THPT Trần Phú,Hà Nội,1500,7.5,1959-09-05\r\n3,THPT Lê Quý Đôn,Đà Nẵng,1200,,1986-08-15\r\n` +
        `4,"THPT ""A"", B",Huế,900,6.75,2001-12-31\r\n`,
    )
    const json = await app.http.inject(`/datastore/dump/${id}?format=json&fields=tinh&sort=so_hoc_sinh&limit=2`)
    expect(json.json()).toMatchObject({ records: [['Huế'], ['Đà Nẵng']] })
    const xml = await app.http.inject(`/datastore/dump/${id}?format=xml&filters=${encodeURIComponent('{"_id":3}')}`)
    expect(xml.body).toContain('<row _id="3"><ten_truong>THPT Lê Quý Đôn</ten_truong>')
    expect(xml.body).toContain('<diem xsi:nil="true" />')
    expect((await app.http.inject(`/datastore/dump/${draftId}`)).statusCode).toBe(404)
    const { rows } = await app.node.database.pool.query<{ n: string }>(
      `SELECT count(*) AS n FROM audit.record WHERE action = 'datasets.table.downloaded'`,
    )
    expect(Number(rows[0]?.n)).toBe(3)
  })

  test('give long tables without a gap where one page ends', async () => {
    const lines = Array.from({ length: 12_001 }, (_, at) => `${at + 1},${(at * 7919) % 12_001}`)
    const [long = ''] = (await app.publishText('dai.csv', `stt,tron\n${lines.join('\n')}\n`, { title: 'Bảng dài' }))
      .tableIds
    const whole = await app.http.inject(`/datastore/dump/${long}?fields=stt,tron`)
    expect(whole.body.trim().split('\r\n').slice(1)).toEqual(lines)
    const part = await app.http.inject(`/datastore/dump/${long}?format=json&fields=stt&offset=4999&limit=5002`)
    expect(part.json<{ records: unknown[][] }>().records.flat()).toEqual(
      Array.from({ length: 5_002 }, (_, at) => at + 5_000),
    )
    const sorted = await app.http.inject(`/datastore/dump/${long}?format=tsv&fields=tron&sort=tron`)
    expect(sorted.body.trim().split('\r\n').slice(1)).toEqual(Array.from({ length: 12_001 }, (_, at) => String(at)))
  })

  test('give the data dictionary as a page, CSV and JSON', async () => {
    const base = `/dataset/${slug}/dictionary/${id}`
    const page = await app.http.inject({ url: base, headers: { accept: 'text/html' } })
    expect(page.body).toContain('Từ điển dữ liệu')
    expect(page.body).toContain('so_hoc_sinh')
    expect((await app.http.inject(`${base}.csv`)).body).toContain('so_hoc_sinh,int8,so_hoc_sinh,\r\n')
    expect((await app.http.inject(`${base}.json`)).json()).toHaveLength(5)
  })
})

test('datastore_search_sql tells who floods it with refused statements when to come again, and answers others', async () => {
  const ask = (sql: string, remoteAddress: string) =>
    app.http.inject({ url: `/api/3/action/datastore_search_sql?${new URLSearchParams({ sql })}`, remoteAddress })
  const statuses = new Set<number>()
  for (let at = 0; at < 100; at++) statuses.add((await ask('SELECT pg_sleep(60)', '203.0.113.7')).statusCode)
  expect([...statuses]).toEqual([403])
  let answer = await ask('SELECT pg_sleep(60)', '203.0.113.7')
  for (let at = 0; at < 400 && answer.statusCode === 403; at++) answer = await ask('SELECT pg_sleep(60)', '203.0.113.7')
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.json()).toMatchObject({ success: false, error: { __type: 'Too Many Requests Error' } })
  const other = await ask(`SELECT count(*) AS n FROM "${id}"`, '203.0.113.8')
  expect(other.json()).toMatchObject({ success: true, result: { records: [{ n: 4 }] } })
})
