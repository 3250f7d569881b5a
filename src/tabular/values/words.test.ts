import { expect, test } from 'vitest'
import { isPlaceHeader } from '../tidy/places.ts'
import { isFormLine, isNoteLine, isTimeHeader, isTotalLabel } from './words.ts'

test.each([
  'Tổng số',
  'TỔNG CỘNG',
  'Cộng',
  'CỘNG:',
  'Cả nước',
  'Toàn tỉnh',
  'Total',
  'WHOLE COUNTRY',
  'White, total',
  'Tổng thu ngân sách',
  'I. Tổng chi',
])('%s is a total', (label) => {
  expect(isTotalLabel(label)).toBe(true)
})

test.each([
  'Công nghiệp',
  'Công chức',
  'Tổng cục Thống kê',
  'Tổng công ty A',
  'Cộng hòa',
  'Hà Nội',
  'Total fertility rate',
  'Allocation',
])('%s is no total', (label) => {
  expect(isTotalLabel(label)).toBe(false)
})

test.each([
  'Nguồn: Tổng cục Thống kê',
  'Nguồn số liệu: điều tra',
  'Ghi chú: x',
  '(*) Số liệu sơ bộ',
  'Source: U.S. Census Bureau',
  'See notes',
  '\\1 Includes other',
])('%s is a note', (line) => {
  expect(isNoteLine(line)).toBe(true)
})

test.each(['Nguồn vốn ngân sách nhà nước', 'Nguồn nhân lực', 'Source of revenue', 'Số hộ nghèo'])(
  '%s is no note',
  (line) => {
    expect(isNoteLine(line)).toBe(false)
  },
)

test('agencies frame a form, counts do not', () => {
  expect(isFormLine('Sở Tài chính')).toBe(true)
  expect(isFormLine('Bộ Kế hoạch và Đầu tư')).toBe(true)
  expect(isFormLine('Số cơ sở y tế')).toBe(false)
})

test('years head a time column, men and funds do not', () => {
  expect(['Năm', 'Quý', 'Year', 'Tháng', 'Thời kỳ'].map(isTimeHeader)).toEqual([true, true, true, true, true])
  expect(['Nam', 'Quỹ', 'Namibia'].map(isTimeHeader)).toEqual([false, false, false])
})

test('places are told from words that differ in their marks only', () => {
  expect(['Tỉnh, thành phố', 'Địa phương', 'Cities, provincies', 'Quận/Huyện', 'Vùng'].map(isPlaceHeader)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ])
  expect(['Giới tính', 'Cơ quan', 'Phương tiện', 'Nguồn nước', 'Đơn vị tính'].map(isPlaceHeader)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})
