import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const ROWS = Array.from({ length: 150 }, (_, row) => `Xã ${row},1.${100 + row},03/04/2024`)
// Far below what is drawn of every sheet stands a word among the figures.
ROWS[140] = 'Xã 140,chưa rõ,05/06/2024'
const CSV = `Xã,Diện tích,Ngày\n${ROWS.join('\n')}\n`

describe.skipIf(!existsSync(CHROMIUM))('the recipe of a file', () => {
  let app: TestApp
  let browser: Browser
  let origin: string
  let changeId: string

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin } })
    await app.http.listen({ port, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
    changeId = (await app.publishText('dien-tich.csv', CSV, { title: 'Diện tích', stopAt: 'draft' })).changeId
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  /** Without script: nothing of this needs any. */
  async function officerPage(): Promise<Page> {
    const context = await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: false })
    const page = await context.newPage()
    const { email, password } = app.account('data_officer')
    await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL('**/lam-viec')
    return page
  }

  const dataStep = () => `${origin}/lam-viec/thay-doi/${changeId}?buoc=du-lieu`

  async function untilRead(page: Page): Promise<void> {
    await expect
      .poll(async () => (await page.goto(dataStep()), page.getByText(/đang đọc “/i).count()), { timeout: 30_000 })
      .toBe(0)
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

  /** Walks by Tab to what carries this text, as somebody without a mouse does. */
  async function tabTo(page: Page, text: RegExp): Promise<void> {
    for (let steps = 0; steps < 400; steps++) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      if ((await focused.count()) > 0 && text.test((await focused.textContent()) ?? '')) return
    }
    throw new Error(`no way by keyboard to ${text}`)
  }

  test('every doubt leads to its cell, however far down', async () => {
    const page = await officerPage()
    await page.goto(dataStep())
    await expectSound(page, 'doi-chieu-quy-trinh')
    const links = await page
      .locator('.probs a[href^="#o-"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(links).toContain('#o-B142')
    for (const href of new Set(links)) expect(await page.locator(`[id="${href?.slice(1)}"]`).count(), `${href}`).toBe(1)
    await page.context().close()
  })

  test('deciding and undoing by keyboard alone, without script', async () => {
    const page = await officerPage()
    await page.goto(dataStep())
    await tabTo(page, /^1,1 \(có phần thập phân\)$/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**tep=**')
    await untilRead(page)
    expect(await page.textContent('.recipe')).toContain('Dấu chấm ngăn phần thập phân')
    await tabTo(page, /^Sửa quy trình$/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/quy-trinh')
    await expectSound(page, 'quy-trinh')
    await tabTo(page, /^Hoàn tác: Dấu chấm/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**tep=**')
    await untilRead(page)
    expect(await page.textContent('.recipe')).toContain('Dấu phẩy ngăn phần thập phân')
    await page.context().close()
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
