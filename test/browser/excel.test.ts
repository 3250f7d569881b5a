import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../src/testing/test-app.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
/** Folder for pictures to look at; none are taken without it. */
const SHOTS = process.env['NGUON_SHOTS']
const WIDTHS = [390, 1280] as const
const CSV = 'Tỉnh,Năm,Sản lượng (nghìn tấn)\nHà Nội,2023,10\nHuế,2023,20\nCà Mau,2023,30\n'

describe.skipIf(!existsSync(CHROMIUM))('the way into Excel', { timeout: 120_000 }, () => {
  let app: TestApp
  let browser: Browser
  let origin: string
  let slug: string
  let tableId: string
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin } })
    await app.http.listen({ port, host: '127.0.0.1' })
    const title = 'Sản lượng lúa cả năm phân theo địa phương và phân theo vụ'
    const dataset = await app.publishText('san-luong.csv', CSV, { title })
    slug = dataset.slug
    tableId = dataset.tableIds[0] ?? ''
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  test('leads from the dataset to an address that works, on pages that are sound', async () => {
    const context = await browser.newContext({ locale: 'vi-VN' })
    const page = await context.newPage()
    await page.goto(`${origin}/bo-du-lieu/${slug}`)
    await page.click('a[href$="/excel"]')
    expect(await page.locator('h1').textContent()).toContain('Mở bằng Excel')
    const address = (await page.locator('pre.code').textContent())?.trim() ?? ''
    const service = (await (await fetch(address)).json()) as { readonly value: readonly { readonly url: string }[] }
    const rows = (await (await fetch(service.value[0]?.url ?? '')).json()) as {
      readonly value: unknown[]
    }
    expect(rows.value).toHaveLength(3)
    const pages = {
      excel: page.url(),
      'excel-en': `${page.url()}?lang=en`,
      'excel-help': `${origin}/tai-lieu/excel`,
      dictionary: `${origin}/dataset/${slug}/dictionary/${tableId}`,
    }
    for (const [name, url] of Object.entries(pages)) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 })
        await page.goto(url)
        if (SHOTS) {
          mkdirSync(SHOTS, { recursive: true })
          await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true })
        }
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`),
        ).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width)
      }
    }
    await context.close()
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
