import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatDateTime,
  formatExact,
  formatLarge,
  formatNumber,
  formatPeriod,
  formatRelative,
  isoWithOffset,
} from './format.ts'

test('numbers have Vietnamese separators and a true minus sign', () => {
  expect(formatNumber(1234.5, 'vi')).toBe('1.234,5')
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatNumber(-7, 'vi')).toBe('\u22127')
  expect(formatNumber(7216, 'vi', { min: 1, max: 1 })).toBe('7.216,0')
})

test('exact text keeps every digit that a double would lose', () => {
  expect(formatExact('12345678901234567890.50', 'vi')).toBe('12.345.678.901.234.567.890,50')
  expect(formatExact('-1000', 'en')).toBe('\u22121,000')
  expect(formatExact('không rõ', 'vi')).toBe('không rõ')
})

test('large figures are said as people say them', () => {
  expect(formatLarge(97_582_700, 'vi')).toBe('97,58 triệu')
  expect(formatLarge(12_500, 'vi')).toBe('12,5 nghìn')
  expect(formatLarge(3_000_000_000, 'en')).toBe('3 billion')
  expect(formatLarge(217, 'vi')).toBe('217')
})

test('dates count in Viet Nam time, with the offset at hand', () => {
  expect(formatDate('2026-11-22', 'vi')).toBe('22/11/2026')
  expect(formatDate('2026-11-22T18:30:00Z', 'vi')).toBe('23/11/2026')
  expect(formatDateTime('2026-11-22T01:40:00Z', 'vi')).toBe('08:40, 22/11/2026')
  expect(formatDate('2026-11-22', 'en')).toBe('22 Nov 2026')
  expect(isoWithOffset('2026-11-22T01:40:00Z')).toBe('2026-11-22T08:40:00+07:00')
})

test('relative time counts calendar days in Viet Nam', () => {
  const now = new Date('2026-11-22T01:00:00Z')
  expect(formatRelative('2026-11-21T18:00:00Z', now, 'vi')).toBe('hôm nay')
  expect(formatRelative('2026-11-21T16:00:00Z', now, 'vi')).toBe('hôm qua')
  expect(formatRelative('2026-11-19', now, 'vi')).toBe('3 ngày trước')
  expect(formatRelative('2026-12-31', now, 'vi')).toBe('còn 1 tháng')
  expect(formatRelative('2024-11-01', now, 'en')).toBe('2 years ago')
})

test('periods are written as statisticians say them', () => {
  expect(formatPeriod('2016-Q2', 'vi')).toBe('quý II/2016')
  expect(formatPeriod('2016-04', 'vi')).toBe('04/2016')
  expect(formatPeriod('2016-H1', 'vi')).toBe('6 tháng đầu năm 2016')
  expect(formatPeriod('2015/2016', 'vi')).toBe('2015–2016')
})

test('file sizes count in thousands', () => {
  expect(formatBytes(26_450, 'vi')).toBe('26 kB')
  expect(formatBytes(1_300_000_000, 'vi')).toBe('1,3 GB')
  expect(formatBytes(0, 'vi')).toBe('0 B')
})
