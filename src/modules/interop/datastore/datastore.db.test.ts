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
let draftId: string
beforeAll(async () => {
  app = await openTestApp()
  const dataset = await app.publishText('truong.csv', CSV, { title: 'Danh sách trường' })
  id = dataset.tableIds[0] ?? ''
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
