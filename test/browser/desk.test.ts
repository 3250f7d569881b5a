import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserApp, expectSound, hasChromium, openBrowserApp } from './open-browser.ts'

const CSV = 'Tỉnh,Năm,Sản lượng (nghìn tấn)\nHà Nội,2023,10\nHuế,2023,20\nCà Mau,2023,30\n'
const PEOPLE =
  'STT,Họ và tên,Số điện thoại\n1,Nguyễn Văn An,0912345678\n2,Trần Thị Bình,0987654321\n3,Lê Hoàng Cường,0358123456\n'

// Many pages, each at two widths under axe: slower than other browser tests.
const PATIENCE = { timeout: 400_000 }

describe.skipIf(!hasChromium)('the officers’ pages', PATIENCE, () => {
  let desk: BrowserApp
  let origin: string

  beforeAll(async () => {
    desk = await openBrowserApp()
    origin = desk.origin
  }, 120_000)
  afterAll(() => desk?.close())

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
      .poll(async () => (await page.goto(address), page.getByText(/đang đọc/i).count()), { timeout: 60_000 })
      .toBe(0)
    return address.split('?')[0] ?? ''
  }

  test('from a dropped file to a publication, each page sound on phone and desk', async () => {
    const { page, context, complaints } = await desk.opened('data_officer')
    await expectSound(page, 'desk-ban-viec')
    await page.goto(`${origin}/lam-viec/tai-len`)
    await expectSound(page, 'desk-tai-len')
    const draft = await uploaded(page, [{ name: 'san-luong.csv', content: CSV }])
    await expectSound(page, 'desk-doi-chieu')

    await page.goto(`${draft}?buoc=mo-ta`)
    await expectSound(page, 'desk-mo-ta')
    await page.fill('[name="title.vi"]', 'Sản lượng lúa theo tỉnh')
    await page.fill('[name="description.vi"]', 'Sản lượng lúa năm 2023 của ba tỉnh.')
    await page.check('[name=themes] >> nth=3')
    await page.selectOption('[name=licence]', 'vn-mo')
    await page.selectOption('[name=frequency]', 'ANNUAL')
    await page.fill('[name="contact.email"]', 'thongke@nguon.test')
    // Saved while it was typed, before any button: the hidden revision has moved on.
    await expect.poll(() => page.inputValue('[name=version]'), { timeout: 60_000 }).not.toBe('1')
    expect(await page.textContent('.saved')).toMatch(/Đã lưu lúc \d\d:\d\d/)
    await page.click('tu-luu form button[type=submit]')
    await page.waitForURL('**buoc=xem-truoc**')
    await expectSound(page, 'desk-xem-truoc')

    await page.goto(`${draft}?buoc=gui`)
    await expectSound(page, 'desk-gui')
    await page.click('form[action$="/gui"] button')
    await page.waitForURL('**xong=gui')
    expect(await page.textContent('.undo')).toContain('Sản lượng lúa theo tỉnh')

    const approver = await desk.opened('approver')
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
    await expectSound(page, 'desk-bo-du-lieu')
    expect([...complaints, ...approver.complaints]).toEqual([])
    await context.close()
    await approver.context.close()
  })

  test('several files at once, one of them with personal data', async () => {
    const { page, context, complaints } = await desk.opened('data_officer')
    await uploaded(page, [
      { name: 'mot.csv', content: `${CSV}Đà Nẵng,2023,5\n` },
      { name: 'nguoi.csv', content: PEOPLE },
    ])
    expect(await page.textContent('main')).toContain('có thể có dữ liệu cá nhân')
    await expectSound(page, 'desk-nhieu-tep')
    await page.getByRole('link', { name: 'nguoi' }).click()
    expect(await page.textContent('main')).toContain('số điện thoại')
    await expectSound(page, 'desk-ca-nhan')
    await page.goto(`${origin}/lam-viec`)
    expect(await page.textContent('main')).toContain('Có thể lộ dữ liệu cá nhân')
    await expectSound(page, 'desk-ban-viec-co-hai')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a draft is described, saved and sent by keyboard alone', async () => {
    const { id } = await desk.app.publishText('phim.csv', `${CSV}Cần Thơ,2023,7\n`, {
      title: 'Chỉ dùng bàn phím',
      stopAt: 'draft',
    })
    const actor = await desk.app.actor('data_officer')
    const change = await desk.app.modules.catalog.reader.openChange(id)
    const { page, context } = await desk.opened('data_officer')
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
    const view = await desk.app.modules.datasets.viewDraft(actor, change?.id ?? '')
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
