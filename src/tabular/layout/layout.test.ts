import { expect, test } from 'vitest'
import type { Merge, Sheet } from '../model.ts'
import { readLayout } from './layout.ts'
import { assignRoles, roleAt } from './roles.ts'

function sheetOf(rows: readonly (readonly string[])[], merges: readonly Merge[] = []): Sheet {
  const cells = rows.map((row) => row.map((text) => ({ text, value: text === '' ? undefined : text })))
  return { name: 'S', rows: cells, merges, hiddenRows: [], hiddenColumns: [] }
}

const paths = (sheet: Sheet, table = 0): string[][] =>
  (readLayout(sheet).tables[table]?.paths ?? []).map((path) => [...path.parts])

const survey = sheetOf([
  ['Bảng 5. Lao động', '', '', '', ''],
  ['Đơn vị tính: Người', '', '', '', ''],
  ['Ngành', 'Thành thị', '', 'Nông thôn', ''],
  ['', 'Nam', 'Nữ', 'Nam', 'Nữ'],
  ['NÔNG NGHIỆP', '', '', '', ''],
  ['Trồng trọt', '10', '20', '30', '40'],
  ['Chăn nuôi', '11', '21', '31', '41'],
  ['Tổng số', '21', '41', '61', '81'],
  ['Nguồn: Điều tra', '', '', '', ''],
])

test('a label over blank cells spans the labels below it', () => {
  expect(paths(survey)).toEqual([
    ['Ngành'],
    ['Thành thị', 'Nam'],
    ['Thành thị', 'Nữ'],
    ['Nông thôn', 'Nam'],
    ['Nông thôn', 'Nữ'],
  ])
})

test('merged header cells cover exactly their columns', () => {
  const merges = [
    { row: 0, column: 0, rows: 2, columns: 1 },
    { row: 0, column: 1, rows: 1, columns: 2 },
  ]
  const sheet = sheetOf(
    [
      ['Xã', 'Dân số', '', 'Diện tích'],
      ['', 'Nam', 'Nữ', ''],
      ['An Bình', '1', '2', '3'],
      ['Bình An', '4', '5', '7'],
    ],
    merges,
  )
  expect(paths(sheet)).toEqual([['Xã'], ['Dân số', 'Nam'], ['Dân số', 'Nữ'], ['Diện tích']])
})

test('every cell gets its role', () => {
  const roles = assignRoles(readLayout(survey))
  const column = (c: number): string[] => survey.rows.map((_, r) => roleAt(roles, r, c))
  expect(column(0)).toEqual([
    'metadata',
    'metadata',
    'header',
    'empty',
    'metadata',
    'attributes',
    'attributes',
    'attributes',
    'notes',
  ])
  expect(column(1)).toEqual(['empty', 'empty', 'header', 'header', 'empty', 'data', 'data', 'derived', 'empty'])
})

test('title, unit, group and note are told apart', () => {
  const [table] = readLayout(survey).tables
  expect(table?.title).toBe('Bảng 5. Lao động')
  expect(table?.unit).toBe('Người')
  expect(table?.body.records[0]?.groups).toEqual(['NÔNG NGHIỆP'])
  expect(table?.notes).toEqual(['Nguồn: Điều tra'])
})

test('a sum without a word for it is a total by arithmetic', () => {
  const sheet = sheetOf([
    ['Giới', '2019', '2020', '2021'],
    ['Công nhân', '740', '750', '771'],
    ['15 đến 24', '240', '245', '250'],
    ['25 đến 54', '400', '401', '415'],
    ['55 trở lên', '100', '104', '106'],
  ])
  expect(readLayout(sheet).tables[0]?.body.records.map((record) => record.derived)).toEqual([true, false, false, false])
})

test('a plain record 1, 2, 3 is no numbering of columns', () => {
  const [table] = readLayout(
    sheetOf([
      ['a', 'b', 'c'],
      ['1', '2', '3'],
    ]),
  ).tables
  expect(table?.body.records).toHaveLength(1)
})

test('letters and numbers under a form header are left out', () => {
  const sheet = sheetOf([
    ['STT', 'Nội dung', 'Số tiền', 'Ghi chú'],
    ['A', 'B', '1', '2'],
    ['1', 'Chi lương', '1500', '17'],
    ['2', 'Chi khác', '2500', '18'],
  ])
  expect(paths(sheet).map((parts) => parts.join(' '))).toEqual(['STT', 'Nội dung', 'Số tiền', 'Ghi chú'])
  expect(readLayout(sheet).tables[0]?.body.records).toHaveLength(2)
})

test('the frame of a form is no header', () => {
  const sheet = sheetOf([
    ['ỦY BAN NHÂN DÂN TỈNH', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['SỞ TÀI CHÍNH', '', 'Độc lập - Tự do - Hạnh phúc'],
    ['', '', ''],
    ['Khoản', 'Dự toán', 'Quyết toán'],
    ['Thu', '100', '120'],
    ['Chi', '90', '95'],
  ])
  const [table] = readLayout(sheet).tables
  expect(table?.segment.header).toEqual([3])
})

test('an empty sheet has no table', () => {
  expect(readLayout(sheetOf([])).tables).toEqual([])
  expect(
    readLayout(
      sheetOf([
        ['', ''],
        ['', ''],
      ]),
    ).tables,
  ).toEqual([])
})

const communes = (codes: readonly (readonly string[])[]): Sheet =>
  sheetOf([
    ['Huyện', 'Mã huyện', 'Xã', 'Mã xã', 'Cấp'],
    ...Array.from({ length: 40 }, (_, i) => [`Huyện ${i >> 3}`, `0${i >> 3}`, `Xã số ${i}`, `000${i + 10}`, 'Xã']),
    ...codes,
  ])

test('a row of a list that names a group without a record is no record', () => {
  const body = readLayout(communes([['Huyện đảo', '99', '', '', 'Huyện']])).tables[0]?.body
  expect(body?.emptyGroups).toEqual([41])
  expect(body?.records.length).toBe(40)
})

test('a record that lacks its code, or the names of a group others have, stays a record', () => {
  const poor = communes([
    ['Huyện đảo', '99', 'Xã đảo', '', 'Xã'],
    ['Huyện 1', '01', '', '', 'Xã'],
  ])
  expect(readLayout(poor).tables[0]?.body.emptyGroups).toEqual([])
  expect(readLayout(poor).tables[0]?.body.records.length).toBe(42)
})
