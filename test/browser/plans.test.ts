import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/modules/identity/index.ts'
import { publishDatabase } from '../../src/modules/plans/testing.ts'
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
const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'
const PATIENCE = { timeout: 400_000 }

describe.skipIf(!existsSync(CHROMIUM))('plans and requests for data', PATIENCE, () => {
  let app: TestApp
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin } })
    await app.http.listen({ port, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  async function opened(role?: Role): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
    const context = await browser.newContext({ locale: 'vi-VN' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    if (role) {
      const { email, password } = app.account(role)
      await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
      await page.fill('[name=email]', email)
      await page.fill('[name=password]', password)
      await page.press('[name=password]', 'Enter')
      await page.waitForURL('**/lam-viec')
    }
    return { page, context, complaints }
  }

  /** Accessible and within the width of a phone and of a desk. */
  async function expectSound(page: Page, name: string): Promise<void> {
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport)
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true })
        await page.screenshot({ path: `${SHOTS}/plans-${name}-${viewport.width}.png`, fullPage: true })
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
        [],
      )
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(viewport.width)
    }
  }

  test('a plan is derived from the data map, approved, and moves when a dataset is published', async () => {
    await publishDatabase(app, 'CSDL cơ sở giáo dục', {
      table: 'Danh sách trường phổ thông',
      columns: ['Tên trường', 'Địa chỉ'],
    })
    await publishDatabase(app, 'CSDL giá dịch vụ công', {
      table: 'Giá dịch vụ sự nghiệp công theo địa phương',
      columns: ['Giá'],
    })
    const officer = await opened('data_officer')
    const { page } = officer
    await page.goto(`${origin}/lam-viec/ke-hoach`)
    await expectSound(page, 'trong')
    await page.fill('[name=from]', '2026-01-01')
    await page.fill('[name=to]', '2027-12-31')
    await page.click('#lap ~ div button, form[action="/lam-viec/ke-hoach"] button')
    await page.waitForURL('**/ban-nhap/*')
    await expectSound(page, 'de-xuat')
    const draft = page.url().split('?')[0] ?? ''
    await page.check('[name=chon] >> nth=0')
    await page.check('[name=chon] >> nth=1')
    await page.click('form[action$="/de-xuat"] button')
    await page.waitForURL('**xong=them')
    await expectSound(page, 'danh-muc')

    await page.click('.plan-items a >> nth=0')
    await page.fill('[name=due]', '2026-06-30')
    await expectSound(page, 'muc')
    await page.click('form[action*="/muc/"] button[type=submit]')
    await page.waitForURL('**xong=luu**')
    await page.goto(`${draft}?phan=giai-doan`)
    await expectSound(page, 'giai-doan')
    await page.goto(`${draft}?phan=chung`)
    await page.fill('[name="contact.email"]', 'mo@nguon.test')
    await page.fill('[name=purpose]', 'Công bố dữ liệu nhiều người cần trước.')
    await expectSound(page, 'chung')
    await page.click('form[action$="/chung"] button')
    await page.waitForURL('**xong=luu')
    await page.goto(`${draft}?phan=gui`)
    await expectSound(page, 'gui')
    await page.click('form[action$="/gui"] button')
    await page.waitForURL('**xong=gui')

    const approver = await opened('approver')
    await approver.page.goto(`${draft}?phan=gui`)
    await expectSound(approver.page, 'duyet')
    await approver.page.fill('[name=number]', '15/QĐ-BTC')
    await approver.page.fill('[name=date]', '2026-11-20')
    await approver.page.click('form[action$="/duyet"] button')
    await approver.page.waitForURL('**xong=duyet')
    const slug = /ke-hoach\/([^?]+)/.exec(approver.page.url())?.[1] ?? ''

    const visitor = await opened()
    await visitor.page.goto(`${origin}/ke-hoach/${slug}`)
    expect(await visitor.page.getAttribute('.plan-bar', 'aria-label')).toContain('0 trên 2 đã công bố')
    await app.publishText('truong.csv', CSV, { title: 'Danh sách trường phổ thông' })
    const own = `${origin}/lam-viec/ke-hoach/${slug}`
    await expect
      .poll(async () => (await page.goto(own), page.getByText(/Có phải là/).count()), { timeout: 30_000 })
      .toBeGreaterThan(0)
    await expectSound(page, 'co-phai')
    await page
      .getByRole('button', { name: /Đúng, nối/ })
      .first()
      .click()
    await page.waitForURL('**xong=noi**')
    await expectSound(page, 'da-noi')
    await page.goto(`${origin}/lam-viec/ke-hoach`)
    await expectSound(page, 'cua-toi')

    await visitor.page.reload()
    expect(await visitor.page.getAttribute('.plan-bar', 'aria-label')).toContain('1 trên 2 đã công bố')
    await expectSound(visitor.page, 'cong-khai')
    for (const [name, path] of [
      ['bao-phu', '/ke-hoach'],
      ['mot-loai', '/ke-hoach/loai/open-data'],
      ['co-quan', '/ke-hoach/co-quan/G12'],
    ] as const) {
      await visitor.page.goto(`${origin}${path}`)
      await expectSound(visitor.page, name)
    }
    expect([...officer.complaints, ...approver.complaints, ...visitor.complaints]).toEqual([])
    await Promise.all([officer, approver, visitor].map(({ context }) => context.close()))
  })

  test('somebody asks for data, somebody else needs it too, the agency answers', async () => {
    const visitor = await opened()
    const { page } = visitor
    await page.goto(`${origin}/yeu-cau-du-lieu`)
    await expectSound(page, 'yeu-cau-trong')
    await page.click('a.btn')
    await page.fill('[name=title]', 'Lịch tiêm chủng mở rộng theo xã')
    await page.fill('[name=body]', 'Cập nhật hằng tháng, đến từng điểm tiêm, định dạng CSV.')
    await page.selectOption('[name=agency]', 'G12')
    await expectSound(page, 'gui-yeu-cau')
    await page.click('main form button')
    await page.waitForURL('**xong=gui')
    const address = page.url().split('?')[0] ?? ''
    await expectSound(page, 'yeu-cau')
    await page.click('form[action$="/ung-ho"] button')
    await page.waitForURL('**xong=ung-ho')
    expect(await page.textContent('.votes')).toContain('1')

    const officer = await opened('data_officer')
    await officer.page.goto(`${origin}/lam-viec/yeu-cau`)
    await expectSound(officer.page, 'ban-yeu-cau')
    await officer.page.click('.todo .btn')
    await expectSound(officer.page, 'tra-loi')
    await officer.page.check('[name=verdict][value=refused]')
    await officer.page.fill('[name=text]', 'Bộ không giữ dữ liệu này.')
    await officer.page.click('form[action$="/tra-loi"] button')
    expect(await officer.page.textContent('[role=alert]')).toContain('căn cứ pháp lý')
    await expectSound(officer.page, 'thieu-can-cu')
    await officer.page.fill('[name=basis]', 'Nghị định về chức năng của Bộ')
    await officer.page.click('form[action$="/tra-loi"] button')
    await officer.page.waitForURL('**xong=tra-loi')
    await page.goto(address)
    expect(await page.textContent('main')).toContain('Bộ không giữ dữ liệu này.')
    await expectSound(page, 'da-tra-loi')
    await page.goto(`${origin}/yeu-cau-du-lieu`)
    await expectSound(page, 'yeu-cau-list')
    // The answer with what is wrong comes with status 400, which a browser notes.
    expect([...visitor.complaints, ...officer.complaints].filter((text) => !text.includes('400'))).toEqual([])
    await Promise.all([visitor, officer].map(({ context }) => context.close()))
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
