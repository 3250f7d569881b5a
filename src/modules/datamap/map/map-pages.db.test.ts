import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeFile } from '../../../tabular/index.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { emptyDatabase } from '../index.ts'
import { plantMap } from './plant-map.ts'
import { aMap } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  const tree = await app.modules.identity.agencies.tree()
  await plantMap(
    app.modules.datamap.deps.db,
    aMap(120),
    tree.all.filter(({ validTo }) => validTo === undefined).map(({ id }) => id),
  )
})
afterAll(() => app.close())

const page = async (query = '') => (await app.http.inject(`/ban-do-du-lieu${query}`)).body

test('the map is a picture and the same list, in the address and in two languages', async () => {
  const all = await page()
  expect(all).toContain('<b>120</b> cơ sở dữ liệu')
  expect(all.match(/class="dot ring-/g)?.length).toBeGreaterThanOrEqual(120)
  expect(all).toContain('href="/ban-do-du-lieu/csdl-0"')
  expect(await page('?lang=en')).toContain('<h1>Data map</h1>')
  expect(await page('?q=dat+dai&lop=3')).toMatch(/<b>\d+<\/b> cơ sở dữ liệu/)
  expect(await page('?q=khong-co-gi-ca')).toContain('Bỏ mọi điều kiện')
  expect(await page('?tu=csdl-0&den=csdl-1')).toMatch(/bước|Không có đường nối/)
})

test('the same can be taken away as picture, workbook, CSV and JSON', async () => {
  const svg = (await app.http.inject('/ban-do-du-lieu.svg')).body
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true)
  expect(svg).not.toContain('var(--')
  const png = await app.http.inject('/ban-do-du-lieu.png?lop=1')
  expect(png.headers['content-type']).toBe('image/png')
  expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG')
  expect(png.rawPayload.readUInt32BE(16)).toBe(3000)
  const { databases, relations } = (await app.http.inject('/ban-do-du-lieu.json')).json<{
    databases: { uri: string }[]
    relations: { from: string }[]
  }>()
  expect([databases.length, relations.length]).toEqual([120, 96])
  const csv = (await app.http.inject('/ban-do-du-lieu.csv?lop=2')).body.trimEnd().split('\r\n')
  const book = await decodeFile({ bytes: (await app.http.inject('/ban-do-du-lieu.xlsx?lop=2')).rawPayload, name: 'x' })
  expect(book.problems).toEqual([])
  expect(book.sheets[0]?.rows.length).toBe(csv.length)
  expect(book.sheets[0]?.rows[0]?.map(({ text }) => text).join(',')).toBe(csv[0])
})

test('what is published is on the map at once', async () => {
  const { datamap, catalog } = app.modules
  const officer = await app.actor('data_officer')
  const name = 'CSDL vừa công bố lên bản đồ'
  expect(await page()).not.toContain(name)
  const draft = await datamap.createDatabase(officer, {
    agency: app.agencies.home,
    record: {
      ...emptyDatabase(name),
      identity: { name, class: '2a', status: 'operating' },
      content: { purpose: 'Quản lý', scope: 'Toàn quốc', content: 'Hồ sơ' },
      update: { collectionMethod: 'Nhập trực tuyến', frequency: 'DAILY', sources: ['Các sở'] },
    },
  })
  await catalog.submitChange(officer, draft.id)
  await catalog.approveChange(await app.actor('approver'), { changeId: draft.id, decision: { number: '12/QĐ-BKHCN' } })
  await expect.poll(() => page('?q=vua+cong+bo'), { timeout: 60_000 }).toContain(name)
})
