import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPeriod, readPeriod, splitPeriod } from './period.ts'

const periodOf = (label: string): string | undefined => {
  const read = readPeriod(label)
  return read && formatPeriod(read.time)
}

test.each([
  ['2016', '2016', undefined],
  ['Prel. 2016', '2016', 'Prel.'],
  ['Prel.2016', '2016', 'Prel'],
  ['Sơ bộ 2023', '2023', 'Sơ bộ'],
  ['Ước 2024', '2024', 'Ước'],
  ['2016 (*)', '2016', '(*)'],
  ['2005 \\1', '2005', '\\1'],
  ['X2004', '2004', undefined],
  ['Năm 2021', '2021', undefined],
  ['Quý I/2024', '2024-Q1', undefined],
  ['Quý 3 năm 2024', '2024-Q3', undefined],
  ['tháng 3/2024', '2024-03', undefined],
  ['T1/2004', '2004-01', undefined],
  ['Jan. 2016', '2016-01', undefined],
  ['6 tháng đầu năm 2024', '2024-H1', undefined],
  ['2015-2016', '2015/2016', undefined],
  ['1995 - 1996', '1995/1996', undefined],
  ['Năm học 2019-2020', '2019/2020', undefined],
  ['2015-16', '2015/2016', undefined],
  ['31/12/2016', '2016-12-31', undefined],
  ['ngày 01 tháng 04 năm 2019', '2019-04-01', undefined],
  ['31 December 2015', '2015-12-31', undefined],
])('%s is the period %s with status %s', (label, period, status) => {
  expect(periodOf(label)).toBe(period)
  expect(readPeriod(label)?.status).toBe(status)
})

test.each(['15-24', '1.5', 'Tổng số', 'Total', '1234', '32/13/2016', 'Mai', 'Marketing', ''])(
  '%s is no period',
  (label) => {
    expect(periodOf(label)).toBeUndefined()
  },
)

test('a month without its year is known but not yet a period', () => {
  expect(readPeriod('Tháng 5')?.time).toEqual({ month: 5 })
  expect(periodOf('Tháng 5')).toBeUndefined()
})

test.each([
  ['2011 Total', '2011', 'Total'],
  ['Deepest 2002', '2002', 'Deepest'],
  ['2008(*) Area of forest', '2008', 'Area of forest'],
  ['Prel. 2016 Urban', '2016', 'Urban'],
  ['X2010.Living.expenditure', '2010', 'Living expenditure'],
  ['Số hộ năm 2021', '2021', 'Số hộ'],
])('%s holds the period %s and the label %s', (label, period, rest) => {
  const split = splitPeriod(label)
  expect(split && formatPeriod(split.time)).toBe(period)
  expect(split?.rest).toBe(rest)
})

test.each(['At constant 2010 prices', 'Giá so sánh 2010', 'Index, base 2009'])(
  'the base year in %s is part of the label',
  (label) => {
    expect(splitPeriod(label)).toBeUndefined()
  },
)

test('every month, quarter and year comes back from the way it is written', () => {
  const year = fc.integer({ min: 1900, max: 2099 })
  fc.assert(
    fc.property(year, fc.integer({ min: 1, max: 12 }), (y, m) => {
      expect(periodOf(`Tháng ${m}/${y}`)).toBe(`${y}-${String(m).padStart(2, '0')}`)
      expect(periodOf(`Quý ${['I', 'II', 'III', 'IV'][(m - 1) % 4]}/${y}`)).toBe(`${y}-Q${((m - 1) % 4) + 1}`)
      expect(periodOf(`Sơ bộ ${y}`)).toBe(String(y))
    }),
  )
})
