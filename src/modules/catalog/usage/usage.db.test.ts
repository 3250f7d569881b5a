import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { createUsage, type Usage } from './count-usage.ts'

const NOWHERE = '11111111-1111-4111-8111-111111111111'

let app: TestApp
let id: string
let slug: string
let tableId: string
beforeAll(async () => {
  app = await openTestApp()
  const dataset = await app.publishText('a.csv', 'ten,so\na,1\nb,2\n', { title: 'Đếm lượt dùng' })
  id = dataset.id
  slug = dataset.slug
  tableId = dataset.tableIds[0] ?? ''
}, 60_000)
afterAll(() => app.close())
beforeEach(async () => {
  await app.modules.catalog.usage.flush()
  await app.node.database.pool.query('delete from catalog.usage_day')
})

async function counted(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await app.node.database.pool.query<{ kind: string; count: number }>(
    'select kind, sum(count)::int as count from catalog.usage_day group by kind order by kind',
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

const createHere = (): Usage => createUsage({ db: app.modules.catalog.db, clock: app.node.clock, log: silentLog })

describe('counts of use', () => {
  test('add up over writes and processes, and of what does not exist nothing is kept', async () => {
    const both = [createHere(), createHere()]
    for (let at = 0; at < 100; at++) {
      const usage = both[at % 2]
      usage?.count(id, at % 4 === 0 ? 'view' : 'api')
      usage?.count(NOWHERE, 'view')
      if (at % 10 === 9) await Promise.all(both.map((one) => one.flush()))
    }
    await Promise.all(both.map((one) => one.close()))
    expect(await counted()).toEqual({ api: 75, view: 25 })
  })

  test('wait for a store that does not answer, and are then written once', async () => {
    const usage = createHere()
    usage.count(id, 'download')
    await app.node.database.pool.query('alter table catalog.usage_day rename to usage_gone')
    await expect(usage.flush()).rejects.toThrow('usage_day')
    usage.count(id, 'download')
    await app.node.database.pool.query('alter table catalog.usage_gone rename to usage_day')
    await usage.close()
    expect(await counted()).toEqual({ download: 2 })
  })

  test('come from pages, downloads and every way of asking for rows', async () => {
    const get = async (url: string): Promise<void> => {
      const { statusCode } = await app.http.inject({ url, headers: { accept: 'text/html' } })
      expect(statusCode, url).toBe(200)
    }
    await get(`/bo-du-lieu/${slug}`)
    await get(`/bo-du-lieu/${slug}`)
    await get(`/api/v1/tables/${tableId}/download?format=csv`)
    await get(`/datastore/dump/${tableId}`)
    await get(`/api/v1/tables/${tableId}/rows`)
    await get(`/api/v1/tables/${tableId}/aggregate`)
    await get(`/api/3/action/datastore_search?resource_id=${tableId}`)
    await get(`/api/3/action/datastore_search_sql?sql=${encodeURIComponent(`SELECT 1 FROM "${tableId}"`)}`)
    await get(`/odata/${tableId}/rows`)
    await app.modules.catalog.usage.flush()
    expect(await counted()).toEqual({ api: 5, download: 2, view: 2 })
  })
})
