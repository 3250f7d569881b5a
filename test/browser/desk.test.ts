import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/modules/identity/index.ts'
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
const CSV = 'Tỉnh,Năm,Sản lượng (nghìn tấn)\nHà Nội,2023,10\nHuế,2023,20\nCà Mau,2023,30\n'
const PEOPLE =
  'STT,Họ và tên,Số điện thoại\n1,Nguyễn Văn An,0912345678\n2,Trần Thị Bình,0987654321\n3,Lê Hoàng Cường,0358123456\n'

// Many pages, each at two widths under axe: slower than other browser tests.
const PATIENCE = { timeout: 400_000 }

describe.skipIf(!existsSync(CHROMIUM))('the officers’ pages', PATIENCE, () => {
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

  async function signedIn(role: Role): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
    const context = await browser.newContext({ locale: 'vi-VN' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    const { email, password } = app.account(role)
    await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL('**/lam-viec')
    return { page, context, complaints }
  }

  /** Accessible and within the width of a phone and of a desk. */
  async function expectSound(page: Page, name: string): Promise<void> {
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport)
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true })
        await page.screenshot({ path: `${SHOTS}/desk-${name}-${viewport.width}.png`, fullPage: true })
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
        [],
      )
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(viewport.width)
    }
  }

  async function uploaded(page: Page, files: readonly { name: string; content: string }[]): Promise<string> {
    await page.goto(`${origin}/lam-viec/tai-len`)
    const given = files.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) }))
    await page.setInputFiles('[name=tep]', given)
    // The island has sent them in pieces; the form carries their addresses only.
    await expect.poll(() => page.locator('input[type=hidden][name=tus]').count()).toBe(files.length)
    await page.click('main form button[type=submit]')
    await page.waitForURL(/thay-doi|nhieu-tep/)
    const address = page.url()
    await expect
      .poll(async () => (await page.goto(address), page.getByText(/đang đọc/i).count()), { timeout: 30_000 })
      .toBe(0)
    return address.split('?')[0] ?? ''
  }

  test('from a dropped file to a publication, each page sound on phone and desk', async () => {
    const { page, context, complaints } = await signedIn('data_officer')
    await expectSound(page, 'ban-viec')
    await page.goto(`${origin}/lam-viec/tai-len`)
    await expectSound(page, 'tai-len')
    const draft = await uploaded(page, [{ name: 'san-luong.csv', content: CSV }])
    await expectSound(page, 'doi-chieu')

    await page.goto(`${draft}?buoc=mo-ta`)
    await expectSound(page, 'mo-ta')
    await page.fill('[name="title.vi"]', 'Sản lượng lúa theo tỉnh')
    await page.fill('[name="description.vi"]', 'Sản lượng lúa năm 2023 của ba tỉnh.')
    await page.check('[name=themes] >> nth=3')
    await page.selectOption('[name=licence]', 'vn-mo')
    await page.selectOption('[name=frequency]', 'ANNUAL')
    await page.fill('[name="contact.email"]', 'thongke@nguon.test')
    // Saved while it was typed, before any button: the hidden revision has moved on.
    await expect.poll(() => page.inputValue('[name=version]'), { timeout: 10_000 }).not.toBe('1')
    expect(await page.textContent('.saved')).toMatch(/Đã lưu lúc \d\d:\d\d/)
    await page.click('tu-luu form button[type=submit]')
    await page.waitForURL('**buoc=xem-truoc**')
    await expectSound(page, 'xem-truoc')

    await page.goto(`${draft}?buoc=gui`)
    await expectSound(page, 'gui')
    await page.click('form[action$="/gui"] button')
    await page.waitForURL('**xong=gui')
    expect(await page.textContent('.undo')).toContain('Sản lượng lúa theo tỉnh')

    const approver = await signedIn('approver')
    await approver.page.goto(draft.replace('thay-doi', 'duyet'))
    await expectSound(approver.page, 'duyet')
    await approver.page.fill('[name=number]', '12/QĐ-CTK')
    await approver.page.click('form[action$="/duyet"] button')
    await approver.page.waitForURL('**xong=duyet')
    await approver.page.goto(`${origin}/lam-viec/bo-du-lieu/san-luong-lua-theo-tinh`)
    await expectSound(approver.page, 'mot-bo')
    await approver.page.goto(`${origin}/lam-viec/hop-thu`)
    await expectSound(approver.page, 'hop-thu')
    await page.goto(`${origin}/lam-viec/bo-du-lieu`)
    await expectSound(page, 'bo-du-lieu')
    expect([...complaints, ...approver.complaints]).toEqual([])
    await context.close()
    await approver.context.close()
  })

  test('several files at once, one of them with personal data', async () => {
    const { page, context, complaints } = await signedIn('data_officer')
    await uploaded(page, [
      { name: 'mot.csv', content: `${CSV}Đà Nẵng,2023,5\n` },
      { name: 'nguoi.csv', content: PEOPLE },
    ])
    expect(await page.textContent('main')).toContain('có thể có dữ liệu cá nhân')
    await expectSound(page, 'nhieu-tep')
    await page.getByRole('link', { name: 'nguoi' }).click()
    expect(await page.textContent('main')).toContain('số điện thoại')
    await expectSound(page, 'ca-nhan')
    await page.goto(`${origin}/lam-viec`)
    expect(await page.textContent('main')).toContain('Có thể lộ dữ liệu cá nhân')
    await expectSound(page, 'ban-viec-co-hai')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a draft is described, saved and sent by keyboard alone', async () => {
    const { id } = await app.publishText('phim.csv', `${CSV}Cần Thơ,2023,7\n`, {
      title: 'Chỉ dùng bàn phím',
      stopAt: 'draft',
    })
    const actor = await app.actor('data_officer')
    const change = await app.modules.catalog.reader.openChange(id)
    const { page, context } = await signedIn('data_officer')
    await page.goto(`${origin}/lam-viec/thay-doi/${change?.id}?buoc=mo-ta`)
    await tabTo(page, 'title.vi')
    await page.keyboard.press('End')
    await page.keyboard.type(' 2023')
    await page.keyboard.press('Enter')
    await page.waitForURL('**buoc=xem-truoc**')
    await tabTo(page, 'Tiếp, gửi duyệt')
    await page.keyboard.press('Enter')
    await page.waitForURL('**buoc=gui')
    await tabTo(page, 'Gửi duyệt', 'BUTTON')
    await page.keyboard.press('Enter')
    await page.waitForURL('**xong=gui')
    const view = await app.modules.datasets.viewDraft(actor, change?.id ?? '')
    expect([view.change.state, view.change.record.title.vi]).toEqual(['in_review', 'Chỉ dùng bàn phím 2023'])
    await context.close()
  })
})

/** Presses Tab until the focus stands on the control with this name or text. */
async function tabTo(page: Page, name: string, tag?: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const [own, text, is] = (await page.evaluate(
      '(({ name, textContent, tagName }) => [name ?? "", (textContent ?? "").trim(), tagName])(document.activeElement)',
    )) as [string, string, string]
    if ((own === name || text === name) && (tag === undefined || tag === is)) return
  }
  throw new Error(`Tab never came to ${name}`)
}

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
