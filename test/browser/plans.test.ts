import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishDatabase } from '../../src/modules/plans/testing.ts'
import type { TestApp } from '../../src/testing/test-app.ts'
import { type BrowserApp, expectSound, hasChromium, openBrowserApp } from './open-browser.ts'

const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'
const PATIENCE = { timeout: 400_000 }

describe.skipIf(!hasChromium)('plans and requests for data', PATIENCE, () => {
  let planning: BrowserApp
  let app: TestApp
  let origin: string

  beforeAll(async () => {
    planning = await openBrowserApp()
    app = planning.app
    origin = planning.origin
  }, 120_000)
  afterAll(() => planning?.close())

  test('a plan is derived from the data map, approved, and moves when a dataset is published', async () => {
    await publishDatabase(app, 'CSDL cơ sở giáo dục', {
      table: 'Danh sách trường phổ thông',
      columns: ['Tên trường', 'Địa chỉ'],
    })
    await publishDatabase(app, 'CSDL giá dịch vụ công', {
      table: 'Giá dịch vụ sự nghiệp công theo địa phương',
      columns: ['Giá'],
    })
    const officer = await planning.opened('data_officer')
    const { page } = officer
    await page.goto(`${origin}/lam-viec/ke-hoach`)
    await expectSound(page, 'plans-trong')
    await page.fill('[name=from]', '2026-01-01')
    await page.fill('[name=to]', '2027-12-31')
    await page.click('#lap ~ div button, form[action="/lam-viec/ke-hoach"] button')
    await page.waitForURL('**/ban-nhap/*')
    await expectSound(page, 'plans-de-xuat')
    const draft = page.url().split('?')[0] ?? ''
    await page.check('[name=chon] >> nth=0')
    await page.check('[name=chon] >> nth=1')
    await page.click('form[action$="/de-xuat"] button')
    await page.waitForURL('**xong=them')
    await expectSound(page, 'plans-danh-muc')

    await page.click('.plan-items a >> nth=0')
    await page.fill('[name=due]', '2026-06-30')
    await expectSound(page, 'plans-muc')
    await page.click('form[action*="/muc/"] button[type=submit]')
    await page.waitForURL('**xong=luu**')
    await page.goto(`${draft}?phan=giai-doan`)
    await expectSound(page, 'plans-giai-doan')
    await page.goto(`${draft}?phan=chung`)
    await page.fill('[name="contact.email"]', 'mo@nguon.test')
    await page.fill('[name=purpose]', 'Công bố dữ liệu nhiều người cần trước.')
    await expectSound(page, 'plans-chung')
    await page.click('form[action$="/chung"] button')
    await page.waitForURL('**xong=luu')
    await page.goto(`${draft}?phan=gui`)
    await expectSound(page, 'plans-gui')
    await page.click('form[action$="/gui"] button')
    await page.waitForURL('**xong=gui')

    const approver = await planning.opened('approver')
    await approver.page.goto(`${draft}?phan=gui`)
    await expectSound(approver.page, 'duyet')
    await approver.page.fill('[name=number]', '15/QĐ-BTC')
    await approver.page.fill('[name=date]', '2026-11-20')
    await approver.page.click('form[action$="/duyet"] button')
    await approver.page.waitForURL('**xong=duyet')
    const slug = /ke-hoach\/([^?]+)/.exec(approver.page.url())?.[1] ?? ''

    const visitor = await planning.opened()
    await visitor.page.goto(`${origin}/ke-hoach/${slug}`)
    expect(await visitor.page.getAttribute('.plan-bar', 'aria-label')).toContain('0 trên 2 đã công bố')
    await app.publishText('truong.csv', CSV, { title: 'Danh sách trường phổ thông' })
    const own = `${origin}/lam-viec/ke-hoach/${slug}`
    await expect
      .poll(async () => (await page.goto(own), page.getByText(/Có phải là/).count()), { timeout: 60_000 })
      .toBeGreaterThan(0)
    await expectSound(page, 'plans-co-phai')
    await page
      .getByRole('button', { name: /Đúng, nối/ })
      .first()
      .click()
    await page.waitForURL('**xong=noi**')
    await expectSound(page, 'plans-da-noi')
    await page.goto(`${origin}/lam-viec/ke-hoach`)
    await expectSound(page, 'plans-cua-toi')

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
    const visitor = await planning.opened()
    const { page } = visitor
    await page.goto(`${origin}/yeu-cau-du-lieu`)
    await expectSound(page, 'plans-yeu-cau-trong')
    await page.click('a.btn')
    await page.fill('[name=title]', 'Lịch tiêm chủng mở rộng theo xã')
    await page.fill('[name=body]', 'Cập nhật hằng tháng, đến từng điểm tiêm, định dạng CSV.')
    await page.selectOption('[name=agency]', 'G12')
    await expectSound(page, 'plans-gui-yeu-cau')
    await page.click('main form button')
    await page.waitForURL('**xong=gui')
    const address = page.url().split('?')[0] ?? ''
    await expectSound(page, 'plans-yeu-cau')
    await page.click('form[action$="/ung-ho"] button')
    await page.waitForURL('**xong=ung-ho')
    expect(await page.textContent('.votes')).toContain('1')

    const officer = await planning.opened('data_officer')
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
    await expectSound(page, 'plans-da-tra-loi')
    await page.goto(`${origin}/yeu-cau-du-lieu`)
    await expectSound(page, 'plans-yeu-cau-list')
    // The answer with what is wrong comes with status 400, which a browser notes.
    expect([...visitor.complaints, ...officer.complaints].filter((text) => !text.includes('400'))).toEqual([])
    await Promise.all([visitor, officer].map(({ context }) => context.close()))
  })
})
