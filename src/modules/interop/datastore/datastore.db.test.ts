import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { visitorActor } from '../../identity/index.ts'
import { datastoreActions } from './actions.ts'

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

async function act(name: string, params: Json, as: 'visitor' | 'officer' = 'visitor'): Promise<Json> {
  const { datasets, interop } = app.modules
  const actions = datastoreActions({ datasets, entries: interop.entries, publicUrl: 'http://nguon.test' })
  const actor = as === 'visitor' ? visitorActor() : await app.actor('data_officer')
  const call = { actor, params, upload: undefined, lang: 'vi', signal: new AbortController().signal } as const
  const answer = await actions.get(name)?.run({ ...call, address: '203.0.113.7' })
  if (answer === undefined || !('result' in answer)) throw new Error(`${name} gave nothing`)
  return answer.result as Json
}
const search = (params: Json): Promise<Json> => act('datastore_search', { resource_id: id, ...params })
const names = async (params: Json): Promise<unknown> =>
  ((await search({ fields: 'ten_truong', ...params }))['records'] as Json[]).map((record) => record['ten_truong'])

describe('datastore_search', () => {
  test('answers in the shape of CKAN', async () => {
    expect(await search({ limit: 1 })).toEqual({
      include_total: true,
      limit: 1,
      records_format: 'objects',
      resource_id: id,
      total_estimation_threshold: null,
      fields: [
        { id: '_id', type: 'int' },
        { id: 'ten_truong', type: 'text', info: { label: 'ten_truong', notes: '', type_override: '' } },
        { id: 'tinh', type: 'text', info: { label: 'tinh', notes: '', type_override: '' } },
        { id: 'so_hoc_sinh', type: 'int8', info: { label: 'so_hoc_sinh', notes: '', type_override: '' } },
        { id: 'diem', type: 'numeric', info: { label: 'diem', notes: '', type_override: '' } },
        { id: 'ngay_lap', type: 'date', info: { label: 'ngay_lap', notes: '', type_override: '' } },
      ],
      records: [
        {
          _id: 1,
          ten_truong: 'THPT Chu Văn An',
          tinh: 'Hà Nội',
          so_hoc_sinh: 1890,
          diem: 8.25,
          ngay_lap: '1908-01-01',
        },
      ],
      _links: {
        start: `/api/3/action/datastore_search?resource_id=${id}&limit=1`,
        next: `/api/3/action/datastore_search?resource_id=${id}&limit=1&offset=1`,
      },
      total: 4,
      total_was_estimated: false,
    })
  })

  test.each([
    [{ filters: '{"tinh": "Hà Nội"}' }, ['THPT Chu Văn An', 'THPT Trần Phú']],
    [{ filters: { so_hoc_sinh: { gte: 1000, lt: 1800 } } }, ['THPT Trần Phú', 'THPT Lê Quý Đôn']],
    [{ filters: { $or: [{ tinh: 'Huế' }, { diem: null }] } }, ['THPT Lê Quý Đôn', 'THPT "A", B']],
    [{ filters: { ngay_lap: { lt: '1950-01-01' } } }, ['THPT Chu Văn An']],
    [{ filters: { tinh: ['Huế', 'Đà Nẵng'] }, sort: 'so_hoc_sinh' }, ['THPT "A", B', 'THPT Lê Quý Đôn']],
    [{ sort: 'diem desc nulls last', limit: '2' }, ['THPT Chu Văn An', 'THPT Trần Phú']],
    [{ sort: 'diem desc', limit: '1' }, ['THPT Lê Quý Đôn']],
    [{ offset: 3 }, ['THPT "A", B']],
    [{ q: 'tran phu' }, ['THPT Trần Phú']],
    [{ q: { tinh: 'hue' } }, ['THPT "A", B']],
  ])('%j', async (params, expected) => expect(await names(params)).toEqual(expected))

  test('ranks what words find', async () => {
    const { fields, records } = await search({ q: 'tran phu', fields: ['ten_truong'] })
    expect(fields).toContainEqual({ id: 'rank', type: 'float4' })
    expect((records as Json[])[0]?.['rank']).toBeGreaterThan(0)
  })

  test('gives lists, CSV and TSV', async () => {
    const only = { fields: 'tinh,so_hoc_sinh', limit: 2, include_total: 'false' }
    expect(await search({ ...only, records_format: 'lists' })).toMatchObject({
      records: [
        ['Hà Nội', 1890],
        ['Hà Nội', 1500],
      ],
    })
    expect((await search({ ...only, records_format: 'csv' }))['records']).toBe('Hà Nội,1890\r\nHà Nội,1500\r\n')
    expect((await search({ ...only, records_format: 'tsv' }))['records']).toBe('Hà Nội\t1890\r\nHà Nội\t1500\r\n')
    expect(await search(only)).not.toHaveProperty('total')
  })

  test('gives different values once, and counts them so', async () => {
    expect(await search({ fields: 'tinh', distinct: true, sort: 'tinh' })).toMatchObject({
      total: 3,
      records: [{ tinh: 'Huế' }, { tinh: 'Hà Nội' }, { tinh: 'Đà Nẵng' }],
    })
  })

  test('says where the next page begins, for clients that walk by _id', async () => {
    const first = await search({ limit: 3, include_next_page: true })
    expect(first['next_page']).toEqual({ _id: { gt: 3 } })
    const second = await search({ limit: 3, include_next_page: true, filters: first['next_page'] })
    expect(second).not.toHaveProperty('next_page')
    expect((second['records'] as Json[]).map((record) => record['_id'])).toEqual([4])
  })

  test('caps the limit silently and says so', async () => {
    expect(await search({ limit: 1_000_000 })).toMatchObject({ limit: 32_000 })
    expect(await search({ limit: 0 })).toMatchObject({ records: [], total: 4 })
  })

  test.each([
    [{ resource_id: undefined }, 'ckan.validation'],
    [{ resource_id: '11111111-1111-4111-8111-111111111111' }, 'ckan.absent'],
    [{ resource_id: '../x' }, 'ckan.absent'],
    [{ limit: -1 }, 'ckan.validation'],
    [{ fields: 'khong_co' }, 'ckan.validation'],
    [{ sort: 'khong_co' }, 'ckan.validation'],
    [{ filters: '{' }, 'ckan.validation'],
    [{ records_format: 'xml' }, 'ckan.validation'],
    [{ filter: '{}' }, 'ckan.validation'],
  ])('refuses %j', async (params, code) => {
    await expect(search(params)).rejects.toMatchObject({ code })
  })

  test('knows no table that waits for its approver', async () => {
    await expect(act('datastore_search', { resource_id: draftId })).rejects.toMatchObject({ code: 'ckan.absent' })
  })

  test('lists the tables', async () => {
    const list = await act('datastore_search', { resource_id: '_table_metadata' })
    expect(list).toMatchObject({ total: 1, records: [{ _id: id, name: id, oid: 1, alias_of: null }] })
  })
})

describe('datastore_search_sql', () => {
  const sql = (text: string): Promise<Json> => act('datastore_search_sql', { sql: text })

  test('runs what dbplyr writes', async () => {
    const text = `SELECT "tinh", COUNT(*) AS "n" FROM (SELECT * FROM "${id}") "q01" GROUP BY "tinh" ORDER BY "n" DESC, 1 LIMIT 1`
    expect(await sql(text)).toEqual({
      sql: text,
      fields: [
        { id: 'tinh', type: 'text' },
        { id: 'n', type: 'int8' },
      ],
      records: [{ tinh: 'Hà Nội', n: 2 }],
    })
    expect(await sql(`SELECT * FROM (SELECT * FROM "${id}") "q01" WHERE (0 = 1)`)).toMatchObject({ records: [] })
  })

  test('refuses tables that are not open and functions that are not listed', async () => {
    await expect(sql(`SELECT * FROM "${draftId}"`)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sql('SELECT * FROM pg_class')).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sql(`SELECT pg_sleep(9) FROM "${id}"`)).rejects.toMatchObject({
      kind: 'forbidden',
      said: { en: expect.stringContaining('Not authorized to call function pg_sleep') as string },
    })
  })

  test('says what is wrong in the statement, with the engine’s words', async () => {
    await expect(sql(`SELECT x FROM "${id}"`)).rejects.toMatchObject({
      code: 'ckan.validation',
      details: { facts: { faults: { query: ['column "x" does not exist'], info: { params: [{}] } } } },
    })
  })
})

describe('the other actions', () => {
  test('tell columns and size', async () => {
    const info = await act('datastore_info', { id })
    expect(info).toMatchObject({ meta: { id, count: 4, table_type: 'BASE TABLE', aliases: [] } })
    expect((info['fields'] as Json[])[2]).toEqual({
      id: 'so_hoc_sinh',
      type: 'int8',
      info: { label: 'so_hoc_sinh', notes: '', type_override: '' },
      schema: { native_type: 'int8', notnull: false, index_name: null, is_index: false, uniquekey: false },
    })
  })

  test.each(['datastore_create', 'datastore_upsert', 'datastore_delete', 'datastore_records_delete'])(
    '%s says why rows are not written and what to do instead',
    async (name) => {
      await expect(act(name, { resource_id: id })).rejects.toMatchObject({ code: 'ckan.denied' })
      await expect(act(name, { resource_id: id, force: true }, 'officer')).rejects.toMatchObject({
        code: 'ckan.validation',
        details: { facts: { faults: { 'read-only': [expect.stringContaining('resource_update') as string] } } },
      })
    },
  )
})

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
  ])('%s %j is refused as CKAN does', async (name, params, status, type) => {
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
