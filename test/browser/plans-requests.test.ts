import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitorActor } from '../../src/modules/identity/index.ts'
import { issuePlan, planItem } from '../../src/modules/plans/testing.ts'
import { type BrowserApp, expectSound, hasChromium, openBrowserApp } from './open-browser.ts'

const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'
const PHONE = { width: 390, height: 844 }

describe.skipIf(!hasChromium)('asking for data on a phone', { timeout: 400_000 }, () => {
  let asking: BrowserApp

  beforeAll(async () => {
    asking = await openBrowserApp()
    await asking.app.modules.plans.askForData(visitorActor('thu'), {
      title: 'Bản đồ điểm ngập lụt theo phường năm 2025',
      body: 'Cần toạ độ và độ sâu, cập nhật sau mỗi trận mưa.',
      agency: 'G12',
      contact: undefined,
    })
  }, 120_000)
  afterAll(() => asking?.close())

  test('what was asked before shows while typing; support counts once; the status has no login', async () => {
    const { page, complaints } = await asking.opened()
    await page.setViewportSize(PHONE)
    await page.goto(`${asking.origin}/yeu-cau-du-lieu/gui`)
    await page.locator('[name=title]').pressSequentially('bản đồ ngập l')
    await page.locator('.suggest li').first().waitFor()
    await expectSound(page, 'ask-goi-y')
    await page.setViewportSize(PHONE)
    await page.locator('.suggest li').first().click()
    await page.waitForURL('**/yeu-cau-du-lieu/1')
    await page.click('form[action$="/ung-ho"] button')
    await page.waitForURL('**xong=ung-ho')
    expect(await page.locator('form[action$="/ung-ho"]').count()).toBe(0)
    await expectSound(page, 'ask-ung-ho')

    await page.setViewportSize(PHONE)
    await page.goto(`${asking.origin}/yeu-cau-du-lieu/gui?q=Lịch+cắt+điện+theo+xã`)
    await page.fill('[name=body]', 'Gọi tôi 0912 345 678, cần lịch từng ngày theo xã.')
    await page.selectOption('[name=agency]', 'G12')
    await page.click('form[action$="/gui"] button[type=submit]')
    await page.waitForURL('**/da-nhan/2')
    await page.goto(`${asking.origin}/yeu-cau-du-lieu`)
    await page.fill('[name=so]', '2')
    await expectSound(page, 'ask-danh-sach')
    await page.press('[name=so]', 'Enter')
    await page.waitForURL('**/yeu-cau-du-lieu/2')
    await expectSound(page, 'ask-cho-xem-lai')
    expect(await page.textContent('main')).not.toContain('0912')
    expect(complaints).toEqual([])
  })

  test('the officer answers: into the plan, and with a refusal that needs its legal basis', async () => {
    const { app, origin } = asking
    const { page } = await asking.opened('data_officer')
    const item = planItem(randomUUID(), 'Điểm ngập lụt theo phường')
    const { resourceId } = await issuePlan(app, [item])
    await page.goto(`${origin}/lam-viec/yeu-cau`)
    await expectSound(page, 'ask-ban-viec')
    await page.click('a[href^="/lam-viec/yeu-cau/"] >> text=Bản đồ điểm ngập lụt')
    await expectSound(page, 'ask-tra-loi')
    await page.check('[name=verdict][value=refused]')
    await page.fill('[name=text]', 'Chưa có dữ liệu này.')
    await page.click('form[action$="/tra-loi"] button')
    await expectSound(page, 'ask-thieu-can-cu')
    expect(await page.textContent('main')).toContain('số văn bản và điều')
    await page.check('[name=verdict][value=planned]')
    await page.selectOption('[name=plan]', `${resourceId}/${item.id}`)
    await page.click('form[action$="/tra-loi"] button')
    await page.waitForURL('**xong=tra-loi')
    const citizen = await asking.opened()
    await citizen.page.goto(`${origin}/yeu-cau-du-lieu/1`)
    await expectSound(citizen.page, 'ask-da-tra-loi')
    const dataset = await app.publishText('ngap.csv', CSV, { title: 'Điểm ngập lụt theo phường năm 2025' })
    const actor = await app.actor('data_officer')
    await app.modules.plans.linkItem(actor, { resourceId, itemId: item.id, dataset: dataset.id, chosen: true })
    await expect
      .poll(async () => (await citizen.page.reload(), citizen.page.textContent('main')), { timeout: 60_000 })
      .toContain('Dữ liệu đã công bố')
  })
})
