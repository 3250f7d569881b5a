import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuePlan, planItem } from '../../src/modules/plans/testing.ts'
import { openTestNodes, type TestNode, trust, until } from '../../src/testing/test-nodes.ts'
import { expectSound, hasChromium, openChromium } from './open-browser.ts'

const TITLES = [
  'Số liệu tổng hợp về nợ công, bảo lãnh chính phủ và vay về cho vay lại của các địa phương theo năm ngân sách',
  'Danh sách người nộp thuế không hoạt động tại địa chỉ đăng ký',
]

describe.skipIf(!hasChromium)('what the nation shows of its nodes', { timeout: 200_000 }, () => {
  let nodes: readonly TestNode[] = []
  let browser: Browser
  beforeAll(async () => {
    nodes = await openTestNodes(2)
    browser = await openChromium()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await Promise.all(nodes.map((node) => node.close()))
  })

  test('plans of the nodes with their progress, and systems by level as totals', async () => {
    const [ministry, nation] = nodes
    if (!ministry || !nation) throw new Error('two nodes are needed')
    await trust(nation, ministry)
    await issuePlan(
      ministry.app,
      TITLES.map((title, index) => planItem(randomUUID(), title, { due: index === 0 ? '2026-06-30' : '2027-06-30' })),
    )
    const page = await (await browser.newContext({ locale: 'vi-VN' })).newPage()
    await until('the plan', async () => {
      await page.goto(`${nation.url}/ke-hoach`)
      return (await page.textContent('main'))?.includes('1 kế hoạch từ 1 nút khác')
    })
    await expectSound(page, 'nation-plans')
    await page.getByRole('link', { name: '1 kế hoạch từ 1 nút khác' }).click()
    expect(await page.textContent('main')).toContain('0/2 (0%)')
    expect(await page.getByRole('link', { name: 'Bộ Tài chính' }).getAttribute('href')).toContain(ministry.url)
    await expectSound(page, 'nation-node-plans')

    // As if a second node had said so too: the sum of one would be its own.
    const told = JSON.stringify({ on: '2026-11-20', total: 31, classified: 18, levels: [4, 11, 12, 3, 1] })
    const { pool } = nation.app.node.database
    await pool.query('update harvest.node set systems = $1', [told])
    await pool.query(
      `insert into harvest.node (id, name, kind, url, key, source_id, systems, added_by, added_at)
        select gen_random_uuid(), 'Sở Thông tin', 'province', 'http://so.test', key, gen_random_uuid(), systems, added_by, added_at
        from harvest.node limit 1`,
    )
    await page.goto(`${nation.url}/nut`)
    expect(await page.textContent('main')).toContain('Cấp độ 3')
    expect(await page.getByRole('row', { name: /^Cấp độ 3/ }).textContent()).toContain('24')
    await expectSound(page, 'nation-systems')
  })
})
