import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserApp, expectSoundWithoutScript, hasChromium, openBrowserApp } from './open-browser.ts'

const ROWS = Array.from({ length: 150 }, (_, row) => `Xã ${row},1.${100 + row},03/04/2024`)
// Far below what is drawn of every sheet stands a word among the figures.
ROWS[140] = 'Xã 140,chưa rõ,05/06/2024'
const CSV = `Xã,Diện tích,Ngày\n${ROWS.join('\n')}\n`

describe.skipIf(!hasChromium)('the recipe of a file', () => {
  let desk: BrowserApp
  let origin: string
  let changeId: string

  beforeAll(async () => {
    desk = await openBrowserApp()
    origin = desk.origin
    changeId = (await desk.app.publishText('dien-tich.csv', CSV, { title: 'Diện tích', stopAt: 'draft' })).changeId
  }, 120_000)
  afterAll(() => desk?.close())

  const officerPage = () => desk.signedInWithoutScript('data_officer')
  const dataStep = () => `${origin}/lam-viec/thay-doi/${changeId}?buoc=du-lieu`

  async function untilRead(page: Page): Promise<void> {
    await expect
      .poll(async () => (await page.goto(dataStep()), page.getByText(/đang đọc “/i).count()), { timeout: 60_000 })
      .toBe(0)
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
    await expectSoundWithoutScript(page, 'doi-chieu-quy-trinh')
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
    await expectSoundWithoutScript(page, 'quy-trinh')
    await tabTo(page, /^Hoàn tác: Dấu chấm/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**tep=**')
    await untilRead(page)
    expect(await page.textContent('.recipe')).toContain('Dấu phẩy ngăn phần thập phân')
    await page.context().close()
  })
})
