import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ckanAnswers, ckanPackage, type FakeSource, openFakeSource } from '../../src/modules/harvest/testing.ts'
import { createOutgoing } from '../../src/platform/http-out/index.ts'
import { type BrowserApp, expectSound, expectSoundWithoutScript, hasChromium, openBrowserApp } from './open-browser.ts'

const long =
  'Số liệu tổng hợp về cơ sở khám bệnh, chữa bệnh, giường bệnh và nhân lực y tế phân theo đơn vị hành chính cấp xã năm 2025'

describe.skipIf(!hasChromium)('the pages of harvesting', { timeout: 200_000 }, () => {
  let harvesting: BrowserApp
  let fake: FakeSource
  let origin: string
  let page: Page

  beforeAll(async () => {
    const outgoing = createOutgoing({
      isAllowed: (address) => address === '127.0.0.1',
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    })
    harvesting = await openBrowserApp({ outgoing })
    origin = harvesting.origin
    fake = await openFakeSource()
    const packages = [
      ckanPackage('y-te', { title: long, license_id: 'giay-phep-rieng', groups: [{ name: 'suc-khoe-cong-dong' }] }),
      ckanPackage('khong-mo-ta', { notes: '', resources: [] }),
      ckanPackage('khong-ten', { title: '', name: '' }),
      ...Array.from({ length: 9 }, (_, index) => ckanPackage(index)),
    ]
    fake.answer = ckanAnswers(() => packages)
    page = (await harvesting.opened('operator')).page
  }, 120_000)
  afterAll(async () => {
    await harvesting?.close()
    await fake?.close()
  })

  async function untilRead(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      await page.reload()
      if ((await page.getByRole('button', { name: 'Đọc thử' }).count()) > 0) return
      await page.waitForTimeout(200)
    }
    throw new Error('the source was not read in time')
  }

  test('an operator adds a source, tries it, maps its words, reads it, and a visitor finds what came', async () => {
    await page.goto(`${origin}/quan-tri/thu-thap`)
    await expectSound(page, 'harvest-empty')
    await page.getByRole('link', { name: 'Thêm nguồn' }).click()
    await page.fill('[name=name]', 'Cổng dữ liệu mở tỉnh Lâm Đồng')
    await page.fill('[name=url]', `${fake.url}/dataset`)
    await page.fill('[name=agency]', 'KHONG-CO')
    await page.getByRole('button', { name: 'Lưu' }).click()
    expect(await page.textContent('main')).toContain('Không có cơ quan mang mã này.')
    await expectSound(page, 'harvest-form')
    await page.fill('[name=agency]', harvesting.app.agencies.home)
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.waitForURL('**/quan-tri/thu-thap/*-*')

    await page.getByRole('button', { name: 'Đọc thử' }).click()
    await untilRead()
    expect(await page.textContent('main')).toContain('suc-khoe-cong-dong')
    await expectSound(page, 'harvest-preview')

    await page.getByRole('link', { name: 'Ánh xạ' }).click()
    await page.getByRole('textbox', { name: 'Sở Thử nghiệm' }).fill(harvesting.app.agencies.other)
    await page.getByRole('combobox', { name: 'suc-khoe-cong-dong' }).selectOption('y-te')
    await expectSound(page, 'harvest-mapping')
    await page.getByRole('button', { name: 'Lưu' }).click()

    await page.getByRole('button', { name: 'Đọc ngay' }).click()
    await untilRead()
    expect(await page.textContent('main')).toContain('Đọc xong 12 bản ghi')
    await expectSound(page, 'harvest-source')
    await page.goto(`${origin}/quan-tri/thu-thap`)
    await expectSound(page, 'harvest-list')
    await page.getByRole('table').getByRole('link', { name: /^\d+$/ }).click()
    expect(await page.textContent('main')).toContain('không có tên')
    await expectSound(page, 'harvest-problems')

    await page.goto(`${origin}/bo-du-lieu?q=${encodeURIComponent('giường bệnh')}`)
    await page.getByRole('link', { name: long }).first().click()
    await page.waitForURL('**/bo-du-lieu/*')
    expect(await page.textContent('main')).toContain('Dữ liệu nằm ở nơi quản lý: Cổng dữ liệu mở tỉnh Lâm Đồng')
    expect(await page.getByRole('link', { name: 'Mở ở nơi quản lý' }).getAttribute('href')).toContain('/dataset/')
    await expectSound(page, 'harvest-dataset')
  })

  test('whoever keeps the source is written to, or the page says why not; removing asks first, without script', async () => {
    const plain = await harvesting.signedInWithoutScript('operator')
    await plain.goto(`${origin}/quan-tri/thu-thap`)
    await plain.getByRole('link', { name: 'Cổng dữ liệu mở tỉnh Lâm Đồng' }).click()
    expect(await plain.textContent('main')).toContain('Chưa có địa chỉ thư của bên quản lý nguồn')
    await plain.getByRole('link', { name: 'Thêm địa chỉ' }).click()
    await plain.fill('[name=contactEmail]', 'quan-ly@lamdong.test')
    await plain.getByRole('button', { name: 'Lưu' }).click()
    const source = plain.url().replace(/\?.*/, '')
    await plain.getByRole('button', { name: 'Đọc ngay' }).click()
    await expect
      .poll(async () => (await plain.goto(source), plain.textContent('main')), { timeout: 60_000 })
      .toContain('Chưa gửi được vì nút này chưa có máy chủ thư')
    expect(await plain.getByRole('link', { name: 'tải danh sách' }).getAttribute('href')).toContain('van-de.xlsx')
    await expectSoundWithoutScript(plain, 'harvest-contact')

    await plain.getByRole('link', { name: 'Xóa nguồn' }).click()
    await expectSoundWithoutScript(plain, 'harvest-remove')
    expect(await plain.textContent('main')).toContain('11 bộ dữ liệu thôi hiện trong danh mục')
    await plain.getByRole('link', { name: 'Giữ lại' }).click()
    expect(plain.url()).toBe(source)
    await plain.getByRole('link', { name: 'Xóa nguồn' }).click()
    await plain.getByRole('button', { name: 'Xóa nguồn' }).click()
    expect(await plain.textContent('main')).toContain('Đã xóa nguồn.')
    await page.goto(`${origin}/bo-du-lieu?q=${encodeURIComponent('giường bệnh')}`)
    expect(await page.getByRole('link', { name: long }).count()).toBe(0)
  })
})
