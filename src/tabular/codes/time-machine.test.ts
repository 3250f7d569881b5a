import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, Value } from '../model.ts'
import { sumExactly } from './exact-sum.ts'
import { createMatcher } from './matcher.ts'
import { suggestRule } from './suggest-rule.ts'
import { seedList } from './testing.ts'
import type { MeasureRule } from './time-machine.ts'
import { seeOnSuccessors } from './time-machine.ts'

const from = seedList('province-63')
const to = seedList('province-34')

const COLUMNS: readonly Column[] = [
  { name: 'tinh', title: 'Tỉnh', role: 'dimension', kind: 'place', type: 'text', codeList: 'province-63' },
  { name: 'nam', title: 'Năm', role: 'dimension', kind: 'time', type: 'period' },
  { name: 'dan_so', title: 'Dân số', role: 'measure', type: 'integer', unit: 'Người' },
  { name: 'dien_tich', title: 'Diện tích', role: 'measure', type: 'decimal', unit: 'km2' },
  { name: 'mat_do', title: 'Mật độ', role: 'measure', type: 'decimal', unit: 'Người/km2' },
  { name: 'ghi_chu', title: 'Ghi chú', role: 'attribute', type: 'text' },
]

const RULES: Readonly<Record<string, MeasureRule>> = {
  dan_so: { kind: 'sum' },
  dien_tich: { kind: 'sum' },
  mat_do: { kind: 'ratio', numerator: 'dan_so', denominator: 'dien_tich' },
}

const see = (rows: readonly (readonly Value[])[], measures = RULES, untouched: readonly string[] = []) =>
  seeOnSuccessors({ columns: COLUMNS, rows, place: 'tinh', from, to, measures, untouched })

describe('old provinces seen on the 34', () => {
  const lamDong = [
    ['Lâm Đồng', '2023', 1000, 9.5, 105.3, 'a'],
    ['Đắk Nông', '2023', 500, 6.25, 80, 'a'],
    ['Bình Thuận', '2023', 700, 7.25, 96.6, 'a'],
  ]

  test('amounts add up, a ratio comes from its parts and not from the mean of ratios', () => {
    const seen = see(lamDong)
    expect(seen.rows).toEqual([['Lâm Đồng', '2023', 2200, 23, 95.7, 'a']])
    expect(seen.columns[0]?.codeList).toBe('province-34')
    expect([seen.refused, seen.problems]).toEqual([[], []])
  })

  test('a measure nobody declared is refused with a reason', () => {
    const seen = see(lamDong, { dan_so: { kind: 'sum' } })
    expect(seen.columns.map((column) => column.name)).toEqual(['tinh', 'nam', 'dan_so', 'ghi_chu'])
    expect(seen.refused.map(({ column, code }) => [column, code])).toEqual([
      ['dien_tich', 'not-declared'],
      ['mat_do', 'not-declared'],
    ])
  })

  test('a ratio whose parts do not add up is refused', () => {
    const seen = see(lamDong, {
      dan_so: { kind: 'sum' },
      mat_do: { kind: 'ratio', numerator: 'dan_so', denominator: 'dien_tich' },
    })
    expect(seen.refused.find(({ column }) => column === 'mat_do')?.code).toBe('part-not-additive')
    const lost = see(lamDong, { ...RULES, mat_do: { kind: 'ratio', numerator: 'dan_so', denominator: 'so_ho' } })
    expect(lost.refused).toMatchObject([{ column: 'mat_do', code: 'part-unknown' }])
  })

  test('a new province with a part missing gets no number, and the missing part is named', () => {
    const seen = see(lamDong.slice(0, 2))
    expect(seen.rows).toEqual([['Lâm Đồng', '2023', null, null, null, 'a']])
    expect(seen.problems[0]).toMatchObject({ code: 'missing-part', place: 'Lâm Đồng', column: 'dan_so' })
    expect(seen.problems[0]?.message).toContain('Bình Thuận')
  })

  test('an empty cell in a part is no zero', () => {
    const seen = see([...lamDong.slice(0, 2), ['Bình Thuận', '2023', null, 7.25, 96.6, 'b']])
    expect(seen.rows).toEqual([['Lâm Đồng', '2023', null, 23, null, null]])
  })

  test('codes become codes, also the seven that meant another province before', () => {
    const seen = see([
      ['10', '2023', 1, 1, 1, null],
      ['15', '2023', 2, 1, 2, null],
    ])
    expect(seen.rows).toEqual([['15', '2023', 3, 2, 2, null]])
  })

  test('the country passes through where asked, other places are told and left out', () => {
    const seen = see([['Cả nước', '2023', 9, 9, 1, null], ['Tây Nguyên', '2023', 5, 5, 1, null], ...lamDong], RULES, [
      'Cả nước',
    ])
    expect(seen.rows.map((row) => row[0])).toEqual(['Cả nước', 'Lâm Đồng'])
    expect(seen.problems).toMatchObject([{ code: 'unknown-place', place: 'Tây Nguyên' }])
  })

  test('a place given twice for one period is told', () => {
    expect(see([...lamDong, ['Lâm Đồng', '2023', 1, 1, 1, 'a']]).problems).toMatchObject([{ code: 'repeated-place' }])
  })
})

describe('suggesting how a measure travels', () => {
  const units = createMatcher(seedList('unit'))

  test.each([
    ['Dân số', 'Nghìn người', true],
    ['Dân số trung bình', 'Người', true],
    ['Sản lượng lúa', 'Thous. tons', true],
    ['Năng suất lúa', 'Tạ/ha', false],
    ['Tỷ lệ hộ nghèo', '%', false],
    ['Số lao động bình quân một doanh nghiệp', 'Người', false],
    ['Nhiệt độ', '°C', false],
    ['Số trường', undefined, false],
  ])('%s in %s: adds up %s', (title, unit, additive) => {
    const column: Column = {
      name: 'x',
      title,
      role: 'measure',
      type: 'decimal',
      ...(unit === undefined ? {} : { unit }),
    }
    expect(suggestRule(column, units)).toEqual(additive ? { kind: 'sum' } : undefined)
  })
})

describe('properties', () => {
  const cents = fc.integer({ min: -10_000_000, max: 10_000_000 })

  test('totals of whole tables are conserved to the last digit', () => {
    const years = fc.uniqueArray(fc.integer({ min: 2009, max: 2024 }), { minLength: 1, maxLength: 3 })
    const values = fc.array(cents, { minLength: 189, maxLength: 189 })
    fc.assert(
      fc.property(years, values, (chosen, numbers) => {
        const rows = chosen.flatMap((year, block) =>
          from.items.map((item, at): Value[] => [
            item.name,
            String(year),
            numbers[block * 63 + at] ?? 0,
            (numbers[188 - at] ?? 0) / 100,
            null,
            null,
          ]),
        )
        const seen = see(rows)
        expect(seen.problems).toEqual([])
        expect(seen.rows).toHaveLength(34 * chosen.length)
        for (const column of [2, 3]) {
          const total = (table: readonly (readonly Value[])[]) => sumExactly(table.map((row) => Number(row[column])))
          expect(total(seen.rows)).toBe(total(rows))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('the order of records does not change any number', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...from.items], { minLength: 63, maxLength: 63 }), (items) => {
        const row = (code: string, name: string): Value[] => [name, '2020', Number(code), Number(code) / 7, null, null]
        const ordered = see(from.items.map((item) => row(item.code, item.name))).rows
        const shuffled = see(items.map((item) => row(item.code, item.name))).rows
        const key = (line: readonly Value[]) => String(line[0])
        expect([...shuffled].sort((a, b) => key(a).localeCompare(key(b))).map((line) => line.slice(0, 3))).toEqual(
          [...ordered].sort((a, b) => key(a).localeCompare(key(b))).map((line) => line.slice(0, 3)),
        )
      }),
      { numRuns: 20 },
    )
  })

  test('sums of decimals are exact, and text keeps every digit', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0)
        expect(Number(sumExactly(parts.map((part) => part / 100)))).toBe(total / 100 + 0)
      }),
    )
    expect(sumExactly(['12345678901234567890.1', '0.05'])).toBe('12345678901234567890.15')
    expect(sumExactly([0.1, 0.2])).toBe(0.3)
    expect(sumExactly(['abc', 1])).toBeUndefined()
  })
})
