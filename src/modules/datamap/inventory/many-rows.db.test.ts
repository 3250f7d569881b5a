import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { aWorkbook } from '../testing.ts'
import { mendInventory, saveInventory, takeInventory, viewInventory } from './take-inventory.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const ROWS = 20_000
// Files tested at the same time share the server, and a long transaction keeps all their followers waiting.
const SAVED = 1_000

test('twenty thousand rows are read and mended once for all; what is left of them is saved together', {
  timeout: 600_000,
}, async () => {
  const { deps } = app.modules.datamap
  const steward = await app.actor('steward')
  const rows = Array.from({ length: ROWS }, (_, index) => [
    index + 1,
    `CSDL số ${index + 1}`,
    'CSDL kiểu lạ',
    `Quản lý việc thứ ${index % 97}`,
    'Cả tỉnh',
    'Hằng ngày',
    2010 + (index % 16),
    'Đang sử dụng',
  ])
  const head = ['STT', 'Tên CSDL', 'Loại', 'Mục đích', 'Phạm vi', 'Tần suất cập nhật', 'Năm', 'Trạng thái']
  const bytes = await aWorkbook({ name: 'Danh mục', rows: [head, ...rows] })
  const id = await takeInventory(deps, steward, { agency: app.agencies.home, file: { name: 'lon.xlsx', bytes } })
  const first = await viewInventory(deps, steward, id)
  expect(first.plan.unknown).toMatchObject([{ word: 'CSDL kiểu lạ', count: ROWS }])
  const { key = '' } = first.plan.unknown[0] ?? {}
  const skipped = Array.from({ length: ROWS - SAVED }, (_, index) => `0:${index + 2 + SAVED}`)
  await mendInventory(deps, steward, {
    id,
    revision: 1,
    mend: (mended) => ({ ...mended, words: { [key]: '3' }, skipped }),
  })
  const { plan } = await viewInventory(deps, steward, id)
  const saved = await saveInventory(deps, steward, { id, revision: 2, digest: plan.digest })
  expect(saved.created).toBe(SAVED)
  const { rows: counts } = await app.node.database.pool.query(
    `select (select count(*)::int from datamap.draft) as drafts,
      (select count(*)::int from audit.record where action = 'catalog.resource.created') as evidence`,
  )
  expect(counts).toEqual([{ drafts: SAVED, evidence: SAVED }])
})
