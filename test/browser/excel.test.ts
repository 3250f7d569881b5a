import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserApp, expectSound, hasChromium, openBrowserApp } from './open-browser.ts'

const CSV = 'Tỉnh,Năm,Sản lượng (nghìn tấn)\nHà Nội,2023,10\nHuế,2023,20\nCà Mau,2023,30\n'

describe.skipIf(!hasChromium)('the way into Excel', { timeout: 120_000 }, () => {
  let excel: BrowserApp
  let origin: string
  let slug: string
  let tableId: string
  beforeAll(async () => {
    excel = await openBrowserApp()
    origin = excel.origin
    const title = 'Sản lượng lúa cả năm phân theo địa phương và phân theo vụ'
    const dataset = await excel.app.publishText('san-luong.csv', CSV, { title })
    slug = dataset.slug
    tableId = dataset.tableIds[0] ?? ''
  }, 120_000)
  afterAll(() => excel?.close())

  test('leads from the dataset to an address that works, on pages that are sound', async () => {
    const { page, context } = await excel.opened()
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
      await page.goto(url)
      await expectSound(page, name)
    }
    await context.close()
  })
})
