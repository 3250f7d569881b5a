import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp, type TestDataset } from '../../../testing/test-app.ts'

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,1\nHuế,2024,2\n'

let app: TestApp
let first: TestDataset
let second: TestDataset
let hidden: TestDataset

beforeAll(async () => {
  app = await openTestApp()
  first = await app.publishText('mot.csv', CSV, { title: 'Bộ thứ nhất', record: { areas: ['VN'] } })
  second = await app.publishText('hai.csv', `${CSV}Đà Nẵng,2024,3\n`, { title: 'Bộ thứ hai', at: 'other' })
  hidden = await app.publishText('ba.csv', `${CSV}Cà Mau,2024,3\n`, { title: 'Bộ còn nháp', stopAt: 'draft' })
})
afterAll(() => app.close())

const reader = () => app.modules.interop.entries

test('an entry tells what the page tells, by id and by slug', async () => {
  const entry = await reader().one(first.slug)
  expect(entry).toEqual(await reader().one(first.id))
  expect(entry).toMatchObject({
    id: first.id,
    uri: `http://nguon.test/id/dataset/${first.id}`,
    title: { vi: 'Bộ thứ nhất' },
    licence: 'vn-mo',
    areas: ['VN'],
    version: '1',
    publisher: { id: app.agencies.home },
  })
  const [table, file] = entry?.distributions ?? []
  expect(table).toMatchObject({ id: first.tableIds[0], format: 'CSV', queryable: true })
  expect(file).toMatchObject({ format: 'CSV', queryable: false })
  expect(file?.checksum).toEqual({ algorithm: 'SHA-256', value: createHash('sha256').update(CSV).digest('hex') })
  expect(JSON.parse(JSON.stringify(entry))).toEqual(entry)
})

test('what is not public is not there', async () => {
  expect(await reader().one(hidden.id)).toBeUndefined()
  expect(await reader().one('khong-co')).toBeUndefined()
  expect((await reader().many([second.id, hidden.id, first.id])).map(({ id }) => id)).toEqual([second.id, first.id])
})

test('pages walk everything once, whatever their size', async () => {
  for (const size of [1, 2, 10]) {
    const ids: string[] = []
    for await (const page of reader().pages({ size })) ids.push(...page.map(({ id }) => id))
    expect(ids).toEqual([first.id, second.id].sort())
  }
  expect((await reader().count({})).count).toBe(2)
})

test('an agency speaks of its own datasets, an unknown one of none', async () => {
  const ids = async (agency: string) => (await reader().page({ size: 10, agency })).map(({ id }) => id)
  expect(await ids(app.agencies.other)).toEqual([second.id])
  expect(await ids('Z99')).toEqual([])
})

test('modified since a moment leaves out what was published before it', async () => {
  const since = async (modifiedSince: Date) => (await reader().count({ modifiedSince })).count
  expect(await since(new Date(Date.now() + 60_000))).toBe(0)
  expect(await since(new Date(Date.now() - 600_000))).toBe(2)
})
