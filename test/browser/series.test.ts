import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserApp, expectSound, expectSoundWithoutScript, hasChromium, openBrowserApp } from './open-browser.ts'

const csv = (year: string) => `Tỉnh,Năm,Sản lượng (nghìn tấn)\nHà Nội,${year},10\nHuế,${year},20\nCà Mau,${year},30\n`

describe.skipIf(!hasChromium)('series and profiles', { timeout: 240_000 }, () => {
  let opened: BrowserApp
  beforeAll(async () => {
    opened = await openBrowserApp()
  }, 240_000)
  afterAll(() => opened?.close())

  test('an officer without script makes a series, puts a dataset into it, and the public finds both', async () => {
    const { app, origin } = opened
    const page = await opened.signedInWithoutScript('data_officer')
    await page.goto(`${origin}/lam-viec/chuoi`)
    await expectSoundWithoutScript(page, 'series-list-empty')
    await page.fill('[name="title.vi"]', 'Sản lượng lúa theo tỉnh, thành phố, hằng năm')
    await page.fill('[name="description.vi"]', 'Mỗi năm một bộ, từ báo cáo thống kê cuối năm của các sở.')
    await page.click('button:has-text("Lập chuỗi")')
    expect(page.url()).toContain('/lam-viec/chuoi/ban-nhap/')
    await expectSoundWithoutScript(page, 'series-draft')
    const changeId = page.url().split('/').at(-1) ?? ''
    await page.click('button:has-text("Gửi duyệt")')
    await page.goto(`${origin}/lam-viec/chuoi/ban-nhap/${changeId}`)
    await expectSoundWithoutScript(page, 'series-waiting')
    const review = (await opened.opened('approver')).page
    await review.goto(`${origin}/lam-viec/duyet/${changeId}`)
    await expectSound(review, 'series-review')
    await app.modules.catalog.approveChange(await app.actor('approver'), { changeId, decision: {} })
    const series = (await app.modules.catalog.reader.change(changeId))?.resourceId ?? ''
    for (const year of ['2022', '2023', '2024']) {
      const record = { series, temporal: { from: year } }
      await app.publishText(`${year}.csv`, csv(year), { title: `Sản lượng lúa năm ${year}`, record })
    }
    const slug = (await app.modules.catalog.reader.resource(series))?.slug ?? ''
    await page.goto(`${origin}/lam-viec/chuoi/${slug}`)
    await expectSoundWithoutScript(page, 'series-owned')
    await page.goto(`${origin}/lam-viec/chuoi`)
    await expectSoundWithoutScript(page, 'series-list')
    const { page: visitor, complaints } = await opened.opened()
    await visitor.goto(`${origin}/bo-du-lieu/san-luong-lua-nam-2023`)
    await expectSound(visitor, 'series-member')
    await visitor.click('a:has-text("Sản lượng lúa theo tỉnh")')
    expect(visitor.url()).toBe(`${origin}/chuoi-du-lieu/${slug}`)
    await expectSound(visitor, 'series-public')
    await visitor.goto(`${origin}/chuoi-du-lieu/${slug}?lang=en`)
    await expectSound(visitor, 'series-public-en')
    expect(complaints).toEqual([])
  })

  test('an officer without script reads what the profiles ask, at the steps of a draft, and goes to the field', async () => {
    const { app, origin } = opened
    const file = { title: 'Bộ còn thiếu', stopAt: 'draft' as const, record: { frequency: 'MOI-TUAN', keywords: [] } }
    const { changeId } = await app.publishText('thieu.csv', csv('2020'), file)
    const page = await opened.signedInWithoutScript('data_officer')
    for (const step of ['mo-ta', 'xem-truoc', 'gui']) {
      await page.goto(`${origin}/lam-viec/thay-doi/${changeId}?buoc=${step}`)
      await expectSoundWithoutScript(page, `profile-${step}`)
    }
    await page.click('section[aria-labelledby="ho-so"] a[href$="#frequency"]')
    expect(page.url()).toContain('buoc=mo-ta#frequency')
    expect(await page.locator('#frequency').count()).toBe(1)
  })
})
