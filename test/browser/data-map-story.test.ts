import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aWorkbook } from '../../src/modules/datamap/testing.ts'
import { connect, type Database } from '../../src/platform/db/index.ts'
import { silentLog } from '../../src/platform/log.ts'
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
  'Lĩnh vực',
  'Hệ thống thông tin',
]
const SYSTEMS = ['STT', 'Tên', 'URL', 'Trạng thái', 'Năm', 'Đơn vị vận hành']

/** A province's officer, its approver and its steward, from the workbook to the plan. */
describe.skipIf(!hasChromium)('the data map of a province', () => {
  const socketDir = inject('socketDir')
  const foreign = `tram_y_te_${process.pid}`
  let map: BrowserApp
  let origin: string
  let folder: string
  let running: Database

  beforeAll(async () => {
    map = await openBrowserApp({ env: { NGUON_LIVE_HOSTS: socketDir } })
    origin = map.origin
    folder = await mkdtemp(join(tmpdir(), 'nguon-danh-muc-'))
    const row = (number: number, name: string, own: string) => [
      number,
      name,
      own,
      `Quản lý ${name}`,
      'Toàn tỉnh',
      'Đơn vị nhập trực tuyến',
      'Hằng ngày',
      'Các xã',
      'Y tế',
      'Hệ thống quản lý khám chữa bệnh',
    ]
    const databases = {
      name: 'Danh sách CSDL',
      rows: [
        HEAD,
        row(1, 'CSDL hồ sơ sức khỏe', 'Dùng chung của tỉnh'),
        row(2, 'CSDL cơ sở khám chữa bệnh', 'kiểu mới'),
      ],
    }
    const systems = {
      name: 'Hệ thống thông tin',
      rows: [
        SYSTEMS,
        [1, 'Hệ thống quản lý khám chữa bệnh', 'https://kcb.example.vn', 'Đang sử dụng', 2021, 'Trung tâm CNTT y tế'],
        [2, 'Hệ thống đặt lịch tiêm', 'https://tiem.example.vn', 'Đang sử dụng', 'năm kia', 'Trung tâm CNTT y tế'],
      ],
    }
    await writeFile(join(folder, 'danh-muc.xlsx'), await aWorkbook(databases, systems))
    const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
    await admin.pool.query(`create database ${foreign}`)
    await admin.pool.query(`create role ${foreign}_doc login`)
    await admin.close()
    running = connect({ at: { socketDir, database: foreign }, log: silentLog, poolSize: 1 })
    await running.pool.query(`revoke create on schema public from public;
      create table dm_gioi_tinh (ma char(1) primary key, ten text);
      create table benh_nhan (so_cccd varchar(12) primary key, ho_ten text, gioi_tinh char(1) references dm_gioi_tinh,
        chan_doan text);
      create table co_so_kham (ma text primary key, ten_co_so text, dia_chi text);
      grant select on all tables in schema public to ${foreign}_doc`)
  }, 120_000)
  afterAll(async () => {
    await map?.close()
    await running?.close()
    const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
    await admin.pool.query(`drop database if exists ${foreign} with (force)`)
    await admin.pool.query(`drop role if exists ${foreign}_doc`)
    await admin.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('goes from the workbook to the map, with its systems, without script', { timeout: 300_000 }, async () => {
    const officer = await map.signedInWithoutScript('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do/nap`)
    await officer.setInputFiles('#tep', join(folder, 'danh-muc.xlsx'))
    await officer.getByRole('button', { name: 'Đọc tệp' }).click()
    await expectSoundWithoutScript(officer, '01-xem-truoc-loi')
    await officer.getByLabel('Ghi lại là').fill('2022')
    await officer.getByLabel('Chọn: kiểu mới').selectOption({ label: '2c – dùng chung của địa phương' })
    await officer.getByRole('button', { name: 'Lưu chỗ đã sửa, xem lại' }).click()
    await expectSoundWithoutScript(officer, '02-xem-truoc-xong')
    await officer.getByRole('button', { name: 'Lưu 2 bản nháp, ghi 2 hệ thống vào sổ' }).click()
    await expectSoundWithoutScript(officer, '03-da-nap')
    await officer.getByRole('button', { name: 'Gửi duyệt 2 bản đủ nội dung' }).click()
    await expect
      .poll(
        async () => {
          await officer.reload()
          return officer.getByText('đã gửi duyệt 2 trong 2 bản').count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await expectSoundWithoutScript(officer, '04-da-gui')

    const approver = await map.signedInWithoutScript('approver')
    await approver.goto(officer.url())
    await expectSoundWithoutScript(approver, '05-cho-duyet')
    await approver.fill('[name=number]', '15/QĐ-UBND')
    await approver.getByRole('button', { name: 'Duyệt và công bố 2 bản đang chờ' }).click()
    await expect
      .poll(
        async () => {
          await approver.reload()
          return approver.getByText('đã duyệt và công bố 2 trong 2 bản').count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await expectSoundWithoutScript(approver, '06-da-duyet')

    const steward = await map.signedInWithoutScript('steward')
    await steward.goto(`${origin}/lam-viec/he-thong`)
    await expectSoundWithoutScript(steward, '07-so-he-thong')
    await steward.getByRole('link', { name: 'Hệ thống quản lý khám chữa bệnh' }).click()
    expect(await steward.getByRole('link', { name: 'CSDL hồ sơ sức khỏe' }).count()).toBe(1)
    await expectSoundWithoutScript(steward, '08-he-thong')

    await officer.goto(`${origin}/ban-do-du-lieu`)
    await expectSoundWithoutScript(officer, '09-ban-do')
  })

  test('reads a running database, by the button and by the clock, and takes its items', {
    timeout: 300_000,
  }, async () => {
    const officer = await map.signedInWithoutScript('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do/csdl-ho-so-suc-khoe`)
    await expectSoundWithoutScript(officer, '10-co-so-du-lieu')
    await officer.getByRole('link', { name: 'Đọc cấu trúc từ cơ sở dữ liệu đang chạy' }).click()
    await expectSoundWithoutScript(officer, '11-ket-noi')
    await officer.fill('[name=host]', socketDir)
    await officer.fill('[name=database]', foreign)
    await officer.fill('[name=user]', `${foreign}_doc`)
    await officer.fill('[name=password]', 'mat-khau')
    await officer.getByLabel('Không mã hoá').check()
    await officer.getByRole('button', { name: 'Lưu kết nối' }).click()
    await officer.getByRole('button', { name: 'Đọc cấu trúc' }).click()
    const isRead = async () => {
      await officer.reload()
      return officer.getByRole('button', { name: 'Đưa vào bản nháp' }).count()
    }
    await expect.poll(isRead, { timeout: 60_000 }).toBe(1)
    await expectSoundWithoutScript(officer, '12-da-doc')
    const live = officer.url()
    await officer.getByRole('button', { name: 'Đưa vào bản nháp' }).click()
    await officer.getByRole('link', { name: 'Mở bản nháp' }).first().click()
    await expectSoundWithoutScript(officer, '13-muc')

    const steward = await map.signedInWithoutScript('steward')
    await steward.goto(live)
    await steward.getByLabel('Hằng tuần').check()
    await steward.getByRole('button', { name: 'Lưu lịch' }).click()
    await running.pool.query(`alter table benh_nhan add column bao_hiem text`)
    await running.pool.query(`grant insert on benh_nhan to ${foreign}_doc`)
    await map.app.node.database.pool.query(`update datamap.connection set next_at = now() - interval '1 minute'`)
    expect(await map.app.modules.datamap.readDueDatabases()).toBe(1)
    const hasDrifted = async () => {
      await steward.reload()
      return steward.getByText('1 thay đổi cấu trúc chưa ai xem').count()
    }
    await expect.poll(hasDrifted, { timeout: 60_000 }).toBe(1)
    await expectSoundWithoutScript(steward, '14-lech')
    await steward.goto(`${origin}/lam-viec/ban-do?tinh=cau-truc`)
    await expectSoundWithoutScript(steward, '15-danh-sach')
    expect(await steward.getByText('Cấu trúc đổi 1 chỗ').count()).toBe(1)
  })

  test('says of each item whether it is open, and the plan is derived from that', { timeout: 300_000 }, async () => {
    const officer = await map.signedInWithoutScript('data_officer')
    await officer.goto(`${origin}/lam-viec/ban-do/csdl-ho-so-suc-khoe`)
    await officer.getByRole('link', { name: 'Viết tiếp bản nháp đang mở' }).click()
    const items = `${officer.url().split('?')[0]}?phan=muc`
    const setShare = async (q: string, share: string) => {
      await officer.goto(`${items}&q=${q}`)
      await officer.locator('summary').filter({ hasText: 'Đặt cho cả' }).click()
      await officer.locator('[name="nhieu.share"]').selectOption({ label: share })
      await officer.getByRole('button', { name: 'Áp dụng' }).click()
    }
    await setShare('', 'Dùng riêng')
    await setShare('co_so_kham', 'Mở')
    await officer.goto(items.replace('muc', 'gui'))
    await expectSoundWithoutScript(officer, '16-gui')
    await officer.getByRole('button', { name: 'Gửi duyệt' }).click()
    const approver = await map.signedInWithoutScript('approver')
    await approver.goto(`${origin}/lam-viec`)
    await approver.getByRole('link', { name: 'CSDL hồ sơ sức khỏe' }).first().click()
    await expectSoundWithoutScript(approver, '17-duyet')
    await approver.fill('[name=number]', '16/QĐ-UBND')
    await approver.getByRole('button', { name: 'Duyệt và công bố' }).click()
    await approver.goto(`${origin}/ban-do-du-lieu/csdl-ho-so-suc-khoe`)
    await expectSoundWithoutScript(approver, '18-cong-khai')
    await officer.goto(`${origin}/lam-viec/ke-hoach`)
    await officer.fill('[name=from]', '2026-01-01')
    await officer.fill('[name=to]', '2027-12-31')
    await officer.click('form[action="/lam-viec/ke-hoach"] button')
    expect(await officer.getByText('CSDL hồ sơ sức khỏe').count()).toBeGreaterThan(0)
    await expectSoundWithoutScript(officer, '19-ke-hoach')
  })
})
