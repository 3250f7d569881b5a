import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuePlan, planItem, spreadPlan } from '../../src/modules/plans/testing.ts'
import { type BrowserApp, expectSound, hasChromium, openBrowserApp } from './open-browser.ts'

const CSV = 'Tỉnh,Năm,Số trường\nHà Nội,2024,11\nHuế,2024,12\nCà Mau,2024,13\n'
const UNITS = ['Vụ Tổng hợp', 'Sở Nông nghiệp và Môi trường', 'Chi cục Thống kê', 'Văn phòng']

describe.skipIf(!hasChromium)('plans of the whole country', { timeout: 400_000 }, () => {
  let many: BrowserApp
  let slug = ''

  beforeAll(async () => {
    many = await openBrowserApp()
    const { app } = many
    const items = Array.from({ length: 30 }, (_, index) =>
      planItem(randomUUID(), `Bộ dữ liệu số ${index + 1} về tình hình kinh tế xã hội theo tháng`, {
        unit: UNITS[index % UNITS.length] ?? '',
        due: `${2026 + (index % 3)}-0${1 + (index % 9)}-15`,
      }),
    )
    const dataset = await app.publishText('truong.csv', CSV, { title: 'Danh sách trường phổ thông năm 2024' })
    const issued = await issuePlan(app, items)
    slug = issued.slug
    const tree = await app.modules.identity.agencies.tree()
    const kinds = ['ministry', 'ministerial', 'province-committee']
    const issuers = tree.all.filter(({ kind, code, validTo }) => kinds.includes(kind) && code !== 'G12' && !validTo)
    const chosen = issuers.filter((_, index) => index % 4 !== 3).map(({ id }) => id)
    if (chosen.length < 30) throw new Error('too few agencies for this test')
    await spreadPlan(app, issued, { agencies: chosen, datasetId: dataset.id })
  }, 120_000)
  afterAll(() => many?.close())

  test('who has issued, the map, the list and the files', async () => {
    const { page } = await many.opened()
    await page.goto(`${many.origin}/ke-hoach`)
    await expectSound(page, 'many-ke-hoach')
    expect(await page.locator('#ban-do svg [class~=q0]').count()).toBeLessThan(34)
    await page.goto(`${many.origin}/ke-hoach/loai/open-data`)
    await expectSound(page, 'many-loai')
    await page.goto(`${many.origin}/ke-hoach/loai/open-data?xem=chua`)
    await expectSound(page, 'many-loai-chua')
    for (const ending of ['xlsx', 'docx', 'pdf']) {
      for (const path of ['/ke-hoach/tinh-hinh', '/ke-hoach/loai/open-data/danh-sach']) {
        const answer = await page.request.get(`${many.origin}${path}.${ending}`)
        expect(answer.status()).toBe(200)
        expect((await answer.body()).subarray(0, 4).toString('latin1')).toBe(
          ending === 'pdf' ? '%PDF' : 'PK\u0003\u0004',
        )
      }
    }
  })

  test('one plan, its agency, the rules in use', async () => {
    const { page } = await many.opened()
    await page.goto(`${many.origin}/ke-hoach/${slug}`)
    await expectSound(page, 'many-mot-ke-hoach')
    await page.goto(`${many.origin}/ke-hoach/quy-tac`)
    expect(await page.textContent('main')).toContain('Mức mặc định, không phải luật')
    await expectSound(page, 'many-quy-tac')
  })

  test('a plan of two thousand items: paged, found in, linked to from outside, edited', async () => {
    const { app, origin } = many
    const items = Array.from({ length: 2000 }, (_, index) =>
      planItem(randomUUID(), `Danh mục số ${index + 1} của ngành theo xã, phường`, {
        unit: UNITS[index % UNITS.length] ?? '',
        due: `${2031 + (index % 3)}-0${1 + (index % 9)}-15`,
      }),
    )
    const long = await issuePlan(app, items, { from: '2031-01-01', to: '2033-12-31' })
    const { page } = await many.opened('data_officer')
    await page.goto(`${origin}/ke-hoach/${long.slug}`)
    expect(await page.locator('tr[id^=muc-]').count()).toBe(100)
    await page.fill('[name=q]', 'so 1999 cua nganh')
    await page.press('[name=q]', 'Enter')
    await page.waitForURL('**q=so**')
    expect(await page.locator('tr[id^=muc-]').count()).toBe(1)
    await expectSound(page, 'many-2000-tim')
    const last = items.at(-1)?.id ?? ''
    await page.goto(`${origin}/lam-viec/ke-hoach/${long.slug}?muc=${last}#muc-${last}`)
    expect(await page.locator(`#muc-${last}`).isVisible()).toBe(true)
    await page.click('form[action$="/sua-doi"] button')
    await page.waitForURL('**/ban-nhap/*')
    await page.fill('[name=q]', 'số 1500 ')
    await page.press('[name=q]', 'Enter')
    await page.waitForURL('**q=**')
    await expectSound(page, 'many-2000-nhap')
    await page.click('.plan-items tbody a >> nth=0')
    await page.fill('[name=title]', 'Danh mục số 1500 đã đổi tên')
    await page.click('form[action*="/muc/"] button[type=submit]')
    await page.waitForURL('**xong=luu**')
    expect(await page.textContent('main')).toContain('Danh mục số 1500 đã đổi tên')
  })

  test('the operator enters the holidays of a year on a phone', async () => {
    const { page } = await many.opened('operator')
    await page.goto(`${many.origin}/quan-tri/lich-nghi`)
    await expectSound(page, 'many-lich-nghi')
    const off = await page.inputValue('[name=off]')
    await page.fill('[name=off]', `${off}\n29/02: Không có ngày này`)
    await page.fill('[name=document]', 'Thông báo thử về lịch nghỉ')
    await page.click('form[method=post][action="/quan-tri/lich-nghi"] button')
    await expectSound(page, 'many-lich-nghi-loi')
    await page.fill('[name=off]', off)
    await page.click('form[method=post][action="/quan-tri/lich-nghi"] button')
    await page.waitForURL('**tinh-lai=**')
    await expectSound(page, 'many-lich-nghi-xong')
    expect(await page.textContent('main')).toContain('Đã lưu lịch nghỉ năm')
  })
})
