import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorkbook } from '../../src/modules/datamap/testing.ts'
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

const HEAD = [
  'STT',
  'Tên CSDL',
  'Loại',
  'Mục đích',
  'Phạm vi',
  'Cơ chế thu thập, cập nhật',
  'Tần suất cập nhật',
  'Nguồn',
  'Năm',
]

describe.skipIf(!existsSync(CHROMIUM))('an inventory, from the workbook to the map', () => {
  let app: TestApp
  let browser: Browser
  let origin: string
  let folder: string

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin } })
    await app.http.listen({ port, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
    folder = await mkdtemp(join(tmpdir(), 'nguon-danh-muc-'))
    const row = ([number, name, own, year]: readonly [number, string, string, string | number]) => [
      number,
      name,
      own,
      `Quản lý ${name}`,
      'Toàn tỉnh',
      'Đơn vị nhập trực tuyến',
      'Hằng ngày',
      'Các xã',
      year,
    ]
    const rows = [
      ['DANH MỤC CƠ SỞ DỮ LIỆU CỦA TỈNH', ...HEAD.slice(1).map(() => null)],
      HEAD,
      row([1, 'CSDL đất đai của tỉnh', 'Dùng chung của tỉnh', 2019]),
      row([2, 'CSDL hộ kinh doanh', 'kiểu mới', 'năm ngoái']),
    ]
    await writeFile(join(folder, 'danh-muc.xlsx'), await aWorkbook({ name: 'Danh sách', rows, merges: [[0, 0, 0, 8]] }))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Without script: nothing of this needs any. */
  async function pageOf(role: 'data_officer' | 'approver'): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: false })
    const page = await context.newPage()
    const { email, password } = app.account(role)
    await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL('**/lam-viec')
    return page
  }

  async function expectSound(page: Page, name: string): Promise<void> {
    const context = await browser.newContext({ locale: 'vi-VN', storageState: await page.context().storageState() })
    const seen = await context.newPage()
    await seen.goto(page.url())
    for (const viewport of SIZES) {
      await seen.setViewportSize(viewport)
      await seen.evaluate('document.querySelectorAll("main details").forEach((part) => { part.open = true })')
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true })
        await seen.screenshot({ path: `${SHOTS}/${name}-${viewport.width}.png`, fullPage: true })
      }
      const { violations } = await new AxeBuilder({ page: seen }).analyze()
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
        [],
      )
      expect(await seen.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(viewport.width)
    }
    await context.close()
  }

  test('is loaded, mended, sent, approved and found, without script', { timeout: 240_000 }, async () => {
    const officer = await pageOf('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do`)
    await officer.getByRole('link', { name: 'Nạp từ tệp XLSX' }).click()
    await expectSound(officer, 'nap')
    await officer.setInputFiles('#tep', join(folder, 'danh-muc.xlsx'))
    await officer.getByRole('button', { name: 'Đọc tệp' }).click()
    await expect.poll(() => officer.getByText('Trang “Danh sách”, ô I4').count()).toBe(1)
    await expectSound(officer, 'xem-truoc')
    await officer.getByLabel('Ghi lại là').fill('2025')
    await officer.getByLabel('Chọn: kiểu mới').selectOption({ label: '3 – nội bộ một hệ thống' })
    await officer.getByRole('button', { name: 'Lưu chỗ đã sửa, xem lại' }).click()
    await officer.getByRole('button', { name: 'Lưu thành 2 bản nháp' }).click()
    await officer.getByRole('button', { name: /Gửi duyệt 2 bản/ }).click()
    await officer.goto(`${origin}/lam-viec/ban-do`)
    await expectSound(officer, 'danh-sach')
    expect(await officer.getByText('Chờ duyệt').count()).toBe(2)

    const approver = await pageOf('approver')
    await approver.goto(`${origin}/lam-viec`)
    await approver.getByRole('link', { name: 'CSDL đất đai của tỉnh' }).first().click()
    await expectSound(approver, 'duyet')
    await approver.fill('[name=number]', '15/QĐ-UBND')
    await approver.getByRole('button', { name: 'Duyệt và công bố' }).click()
    await approver.goto(`${origin}/ban-do-du-lieu/csdl-dat-dai-cua-tinh`)
    await expect.poll(() => approver.getByRole('heading', { level: 1 }).textContent()).toBe('CSDL đất đai của tỉnh')
    await expectSound(approver, 'cong-khai')
    await officer.goto(`${origin}/lam-viec/ban-do/csdl-dat-dai-cua-tinh`)
    await expectSound(officer, 'noi-bo')
  })

  test('a database is written section by section, its items and relations too', { timeout: 240_000 }, async () => {
    const officer = await pageOf('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do/moi`)
    await officer.fill('[name=name]', 'CSDL viết tay')
    await officer.getByRole('button', { name: 'Mở bản nháp' }).click()
    await expectSound(officer, 'nhan-biet')
    await officer.getByLabel('Loại', { exact: true }).selectOption('3')
    await officer.getByLabel('Năm đưa vào sử dụng').fill('năm kia')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    expect(await officer.getByText('“năm kia” không phải số').count()).toBeGreaterThan(0)
    await officer.getByLabel('Năm đưa vào sử dụng').fill('2024')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    await officer.getByLabel('Mục đích').fill('Thử biểu mẫu')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    await officer.locator('[name="moi-0.title"]').fill('Họ và tên')
    await officer.locator('[name="moi-0.share"]').selectOption('private')
    await officer.getByRole('button', { name: 'Lưu', exact: true }).click()
    expect(await officer.locator('[name="0.title"]').inputValue()).toBe('Họ và tên')
    await expectSound(officer, 'muc')
    for (const section of ['chia-se', 'quan-he', 'lo-trinh', 'gui']) {
      await officer.goto(officer.url().replace(/phan=[a-z-]+.*/, `phan=${section}`))
      await expectSound(officer, section)
    }
    expect(await officer.getByText('Chưa khai: Phạm vi.').count()).toBe(1)
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
