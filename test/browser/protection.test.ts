import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { emptyDatabase } from '../../src/modules/datamap/index.ts'
import { connect } from '../../src/platform/db/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type BrowserApp, expectSoundWithoutScript, hasChromium, openBrowserApp } from './open-browser.ts'

const FOREIGN = `browser_${randomBytes(5).toString('hex')}`
const LONG =
  'Hệ thống thông tin giải quyết thủ tục hành chính, dịch vụ công trực tuyến và trả kết quả liên thông giữa các cấp của bộ'

const SCHEMA = `
  create table dm_gioi_tinh (ma char(1) primary key, ten text not null);
  comment on table dm_gioi_tinh is 'Danh mục giới tính';
  create table nguoi_lao_dong (so_cccd varchar(12) primary key, ho_ten text not null, ngay_sinh date,
    gioi_tinh char(1) references dm_gioi_tinh, dan_toc varchar(50), dia_chi text, so_tai_khoan varchar(20));
  comment on column nguoi_lao_dong.so_cccd is 'Số định danh cá nhân';
  create table hop_dong (id bigint primary key, so_cccd varchar(12) references nguoi_lao_dong, luong numeric(14,0), tu_ngay date);
  insert into dm_gioi_tinh values ('1', 'Nam'), ('2', 'Nữ'); analyze`

/** Officers without script: nothing of these pages needs any. */
describe.skipIf(!hasChromium)('protection of systems and reading of databases', () => {
  let desk: BrowserApp
  let origin: string
  let resourceId: string
  const socketDir = inject('socketDir')

  beforeAll(async () => {
    const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
    await admin.pool.query(`create database ${FOREIGN}`)
    await admin.close()
    const foreign = connect({ at: { socketDir, database: FOREIGN }, log: silentLog, poolSize: 1 })
    await foreign.pool.query(SCHEMA)
    await foreign.close()
    desk = await openBrowserApp({ env: { NGUON_LIVE_HOSTS: socketDir } })
    const { app } = desk
    origin = desk.origin
    const record = emptyDatabase('CSDL lao động, việc làm')
    const officer = await app.actor('data_officer')
    resourceId = (await app.modules.datamap.createDatabase(officer, { agency: app.agencies.home, record })).resourceId
  }, 120_000)
  afterAll(async () => {
    await desk?.close()
    const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
    await admin.pool.query(`drop database ${FOREIGN} with (force)`)
    await admin.close()
  })

  const press = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true }).click()

  test('a steward takes a system from its entry to the approval of its level', async () => {
    const page = await desk.signedInWithoutScript('steward')
    await page.goto(`${origin}/lam-viec/he-thong`)
    await expectSoundWithoutScript(page, 'systems-empty')
    await page.getByRole('link', { name: 'Thêm hệ thống' }).click()
    await press(page, 'Lưu')
    await expectSoundWithoutScript(page, 'system-new')
    await page.fill('[name=name]', LONG)
    await page.fill('[name=investedOn]', '2025-03-01')
    await page.fill('[name=purpose]', 'Tiếp nhận, giải quyết hồ sơ và trả kết quả cho người dân, doanh nghiệp.')
    await press(page, 'Lưu')
    await page.getByRole('link', { name: 'Xác định cấp độ' }).click()
    await page.selectOption('[name=systemType]', 'service')
    await page.check('input[value=personal]')
    await page.selectOption('[name=procedures]', 'yes')
    await page.fill('[name=subjectsBasic]', '20000')
    await press(page, 'Xem cấp độ đề xuất')
    await expectSoundWithoutScript(page, 'system-level')
    expect(await page.getByText('Quy định đề xuất cấp độ 3').count()).toBe(1)
    await press(page, 'Chốt cấp độ')
    await page.getByRole('link', { name: 'Cập nhật bằng chứng' }).click()
    for (const area of await page.locator('textarea').all()) await area.fill('Văn bản 12/TTr-CNTT, lưu tại Phòng CNTT')
    for (const [at, unit] of (await page.locator('input[name$=".unit"]').all()).entries())
      await unit.fill(`Đơn vị ${at + 1}`)
    for (const day of await page.locator('input[name$=".since"]').all()) await day.fill('2026-01-05')
    await expectSoundWithoutScript(page, 'system-checklist')
    await press(page, 'Lưu')
    for (const step of ['Trình hồ sơ', 'Xác nhận hồ sơ hợp lệ', 'Ghi kết quả thẩm định đạt']) await press(page, step)
    await press(page, 'Ghi quyết định phê duyệt')
    await expect.poll(() => page.getByRole('alert').count()).toBe(1)
    await page.fill('[name=number]', '77/QĐ-BTC')
    await page.fill('[name=on]', '2026-11-02')
    await page.fill('[name=authority]', 'Bộ Tài chính')
    await press(page, 'Ghi quyết định phê duyệt')
    expect(await page.getByText('Cấp độ 3, quyết định 77/QĐ-BTC').count()).toBe(1)
    await expectSoundWithoutScript(page, 'system')
    await page.goto(`${origin}/lam-viec/he-thong`)
    expect(await page.locator('.figures dd').allTextContents()).toEqual(['1', '100 %', '100 %', '0', '1'])
    await expectSoundWithoutScript(page, 'systems')
  })

  test('an officer reads a running database and takes its columns into the draft', async () => {
    const page = await desk.signedInWithoutScript('data_officer')
    await page.goto(`${origin}/lam-viec/ban-do/${resourceId}/doc-csdl`)
    await page.fill('[name=host]', 'localhost')
    await page.fill('[name=database]', FOREIGN)
    await page.fill('[name=user]', 'nguon')
    await page.fill('[name=password]', 'chỉ đọc')
    await page.check('input[value=plain]')
    await press(page, 'Lưu kết nối')
    expect(await page.getByText('không có trong danh sách được phép').count()).toBeGreaterThan(0)
    await page.fill('[name=host]', socketDir)
    await page.fill('[name=password]', 'chỉ đọc')
    await press(page, 'Lưu kết nối')
    await press(page, 'Đọc cấu trúc')
    const here = `${origin}/lam-viec/ban-do/${resourceId}/doc-csdl`
    await expect
      .poll(async () => (await page.goto(here), page.getByText('Số định danh cá nhân').count()), { timeout: 60_000 })
      .toBe(1)
    expect(await page.getByText('Tài khoản này ghi được dữ liệu').count()).toBe(1)
    await expectSoundWithoutScript(page, 'live')
    await press(page, 'Đưa vào bản nháp')
    expect(await page.getByText('Đã thêm 13 cột').count()).toBe(1)
  })
})
