import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorkbook } from '../../src/modules/datamap/testing.ts'
import { type BrowserApp, expectSoundWithoutScript, hasChromium, openBrowserApp } from './open-browser.ts'

const HEAD = [
  'STT',
  'Tên CSDL',
  'Loại',
  'Mục đích',
  'Phạm vi',
  'Cơ chế thu thập, cập nhật',
  'Tần suất cập nhật',
  'Nguồn',
  'Năm',
]

describe.skipIf(!hasChromium)('an inventory, from the workbook to the map', () => {
  let map: BrowserApp
  let origin: string
  let folder: string

  beforeAll(async () => {
    map = await openBrowserApp()
    origin = map.origin
    folder = await mkdtemp(join(tmpdir(), 'nguon-danh-muc-'))
    const row = ([number, name, own, year]: readonly [number, string, string, string | number]) => [
      number,
      name,
      own,
      `Quản lý ${name}`,
      'Toàn tỉnh',
      'Đơn vị nhập trực tuyến',
      'Hằng ngày',
      'Các xã',
      year,
    ]
    const rows = [
      ['DANH MỤC CƠ SỞ DỮ LIỆU CỦA TỈNH', ...HEAD.slice(1).map(() => null)],
      HEAD,
      row([1, 'CSDL đất đai của tỉnh', 'Dùng chung của tỉnh', 2019]),
      row([2, 'CSDL hộ kinh doanh', 'kiểu mới', 'năm ngoái']),
    ]
    await writeFile(join(folder, 'danh-muc.xlsx'), await aWorkbook({ name: 'Danh sách', rows, merges: [[0, 0, 0, 8]] }))
  }, 120_000)
  afterAll(async () => {
    await map?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('is loaded, mended, sent, approved and found, without script', { timeout: 240_000 }, async () => {
    const officer = await map.signedInWithoutScript('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do`)
    await officer.getByRole('link', { name: 'Nạp từ tệp XLSX' }).click()
    await expectSoundWithoutScript(officer, 'nap')
    await officer.setInputFiles('#tep', join(folder, 'danh-muc.xlsx'))
    await officer.getByRole('button', { name: 'Đọc tệp' }).click()
    await expect.poll(() => officer.getByText('Trang “Danh sách”, ô I4').count()).toBe(1)
    await expectSoundWithoutScript(officer, 'xem-truoc')
    await officer.getByLabel('Ghi lại là').fill('2025')
    await officer.getByLabel('Chọn: kiểu mới').selectOption({ label: '3 – nội bộ một hệ thống' })
    await officer.getByRole('button', { name: 'Lưu chỗ đã sửa, xem lại' }).click()
    await officer.getByRole('button', { name: 'Lưu thành 2 bản nháp' }).click()
    await officer.getByRole('button', { name: /Gửi duyệt 2 bản/ }).click()
    const waiting = async () => {
      await officer.goto(`${origin}/lam-viec/ban-do`)
      return officer.getByText('Chờ duyệt').count()
    }
    await expect.poll(waiting, { timeout: 60_000 }).toBe(2)
    await expectSoundWithoutScript(officer, 'danh-sach')

    const approver = await map.signedInWithoutScript('approver')
    await approver.goto(`${origin}/lam-viec`)
    await approver.getByRole('link', { name: 'CSDL đất đai của tỉnh' }).first().click()
    await expectSoundWithoutScript(approver, 'duyet')
    await approver.fill('[name=number]', '15/QĐ-UBND')
    await approver.getByRole('button', { name: 'Duyệt và công bố' }).click()
    await approver.goto(`${origin}/ban-do-du-lieu/csdl-dat-dai-cua-tinh`)
    await expect.poll(() => approver.getByRole('heading', { level: 1 }).textContent()).toBe('CSDL đất đai của tỉnh')
    await expectSoundWithoutScript(approver, 'cong-khai')
    await officer.goto(`${origin}/lam-viec/ban-do/csdl-dat-dai-cua-tinh`)
    await expectSoundWithoutScript(officer, 'noi-bo')
  })

  test('a database is written section by section, its items and relations too', { timeout: 240_000 }, async () => {
    const officer = await map.signedInWithoutScript('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do/moi`)
    await officer.fill('[name=name]', 'CSDL viết tay')
    await officer.getByRole('button', { name: 'Mở bản nháp' }).click()
    await expectSoundWithoutScript(officer, 'nhan-biet')
    await officer.getByLabel('Loại', { exact: true }).selectOption('3')
    await officer.getByLabel('Năm đưa vào sử dụng').fill('năm kia')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    expect(await officer.getByText('“năm kia” không phải số').count()).toBeGreaterThan(0)
    await officer.getByLabel('Năm đưa vào sử dụng').fill('2024')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    await officer.getByLabel('Mục đích').fill('Thử biểu mẫu')
    await officer.getByRole('button', { name: 'Lưu, sang phần sau' }).click()
    await officer.locator('[name="moi-0.title"]').fill('Họ và tên')
    await officer.locator('[name="moi-0.share"]').selectOption('private')
    await officer.getByRole('button', { name: 'Lưu', exact: true }).click()
    expect(await officer.locator('[name="0.title"]').inputValue()).toBe('Họ và tên')
    await expectSoundWithoutScript(officer, 'muc')
    for (const section of ['chia-se', 'quan-he', 'lo-trinh', 'gui']) {
      await officer.goto(officer.url().replace(/phan=[a-z-]+.*/, `phan=${section}`))
      await expectSoundWithoutScript(officer, section)
    }
    expect(await officer.getByText('Chưa khai: Phạm vi.').count()).toBe(1)
  })
})
