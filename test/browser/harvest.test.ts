import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ckanAnswers, ckanPackage, type FakeSource, openFakeSource } from '../../src/modules/harvest/testing.ts'
import { createOutgoing } from '../../src/platform/http-out/index.ts'
import { openTestApp, type TestApp } from '../../src/testing/test-app.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Folder for pictures to look at; none are taken without it. */
const SHOTS = process.env['NGUON_SHOTS']
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const

const long =
  'Số liệu tổng hợp về cơ sở khám bệnh, chữa bệnh, giường bệnh và nhân lực y tế phân theo đơn vị hành chính cấp xã năm 2025'

describe.skipIf(!existsSync(CHROMIUM))('the pages of harvesting', { timeout: 200_000 }, () => {
  let app: TestApp
  let browser: Browser
  let fake: FakeSource
  let origin: string
  let page: Page

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    const outgoing = createOutgoing({
      isAllowed: (address) => address === '127.0.0.1',
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin }, outgoing })
    await app.http.listen({ port, host: '127.0.0.1' })
    fake = await openFakeSource()
    const packages = [
      ckanPackage('y-te', { title: long, license_id: 'giay-phep-rieng', groups: [{ name: 'suc-khoe-cong-dong' }] }),
      ckanPackage('khong-mo-ta', { notes: '', resources: [] }),
      ckanPackage('khong-ten', { title: '', name: '' }),
      ...Array.from({ length: 9 }, (_, index) => ckanPackage(index)),
    ]
    fake.answer = ckanAnswers(() => packages)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
    page = await (await browser.newContext({ locale: 'vi-VN' })).newPage()
    const { email, password } = app.account('operator')
    await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL('**/lam-viec')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await fake?.close()
  })

  /** Accessible and within the width of a phone and of a desk. */
  async function expectSound(name: string): Promise<void> {
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport)
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true })
        await page.screenshot({ path: `${SHOTS}/harvest-${name}-${viewport.width}.png`, fullPage: true })
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
        [],
      )
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(viewport.width)
    }
  }

  async function untilRead(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      await page.reload()
      if ((await page.getByRole('button', { name: 'Đọc thử' }).count()) > 0) return
      await page.waitForTimeout(200)
    }
    throw new Error('the source was not read in time')
  }

  test('an operator adds a source, tries it, maps its words, reads it, and a visitor finds what came', async () => {
    await page.goto(`${origin}/quan-tri/thu-thap`)
    await expectSound('empty')
    await page.getByRole('link', { name: 'Thêm nguồn' }).click()
    await page.fill('[name=name]', 'Cổng dữ liệu mở tỉnh Lâm Đồng')
    await page.fill('[name=url]', `${fake.url}/dataset`)
    await page.fill('[name=agency]', 'KHONG-CO')
    await page.getByRole('button', { name: 'Lưu' }).click()
    expect(await page.textContent('main')).toContain('Không có cơ quan mang mã này.')
    await expectSound('form')
    await page.fill('[name=agency]', app.agencies.home)
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.waitForURL('**/quan-tri/thu-thap/*-*')

    await page.getByRole('button', { name: 'Đọc thử' }).click()
    await untilRead()
    expect(await page.textContent('main')).toContain('suc-khoe-cong-dong')
    await expectSound('preview')

    await page.getByRole('link', { name: 'Ánh xạ' }).click()
    await page.getByRole('textbox', { name: 'Sở Thử nghiệm' }).fill(app.agencies.other)
    await page.getByRole('combobox', { name: 'suc-khoe-cong-dong' }).selectOption('y-te')
    await expectSound('mapping')
    await page.getByRole('button', { name: 'Lưu' }).click()

    await page.getByRole('button', { name: 'Đọc ngay' }).click()
    await untilRead()
    expect(await page.textContent('main')).toContain('Đọc xong 12 bản ghi')
    await expectSound('source')
    await page.goto(`${origin}/quan-tri/thu-thap`)
    await expectSound('list')
    await page.getByRole('table').getByRole('link', { name: /^\d+$/ }).click()
    expect(await page.textContent('main')).toContain('không có tên')
    await expectSound('problems')

    await page.goto(`${origin}/bo-du-lieu?q=${encodeURIComponent('giường bệnh')}`)
    await page.getByRole('link', { name: long }).first().click()
    await page.waitForURL('**/bo-du-lieu/*')
    expect(await page.textContent('main')).toContain('Dữ liệu nằm ở nơi quản lý: Cổng dữ liệu mở tỉnh Lâm Đồng')
    expect(await page.getByRole('link', { name: 'Mở ở nơi quản lý' }).getAttribute('href')).toContain('/dataset/')
    await expectSound('dataset')
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
