import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, Value } from '../model.ts'
import { createDistinctCounter } from './distinct-counter.ts'
import { profileTable } from './profile.ts'
import type { TableSketch } from './sketch.ts'
import { createSketch, similarity } from './sketch.ts'

const PLACE: Column = { name: 'tinh', title: 'Tỉnh', role: 'dimension', type: 'text', kind: 'place' }
const YEAR: Column = { name: 'nam', title: 'Năm', role: 'dimension', type: 'period', kind: 'time' }
const COUNT: Column = { name: 'so_ca', title: 'Số ca mắc', role: 'measure', type: 'integer', unit: 'Người' }

const ROWS: readonly (readonly Value[])[] = [
  ['Hà Nội', '2023', 120],
  ['Hà Nội', '2024', 3],
  ['Huế', '2023', null],
  ['Huế', '2024', 0],
  ['Huế', '2024', 0],
  ['', '20x4', 2.5],
]

describe('profiling a table', () => {
  const profile = profileTable([PLACE, YEAR, COUNT], ROWS, { year: 2026 })
  const [place, year, count] = profile.columns

  test('filled, distinct and most frequent values are counted', () => {
    expect(place).toMatchObject({ rows: 6, missing: 1, distinct: 2, distinctExact: true, first: 'Huế', last: 'Hà Nội' })
    expect(place?.top[0]).toEqual({ value: 'Huế', count: 3 })
    expect(profile.completeness).toBeCloseTo(16 / 18)
  })

  test('numbers are summed up', () => {
    expect(count?.numbers).toMatchObject({ min: 0, max: 120, sum: 125.5, mean: 25.1, zeros: 2, negatives: 0 })
  })

  test('values that break the type are told by record', () => {
    expect(year).toMatchObject({ typeProblems: 1, typeExamples: [{ row: 6, value: '20x4' }] })
    expect(count).toMatchObject({ typeProblems: 1, typeExamples: [{ row: 6, value: '2.5' }] })
  })

  test('repeated records are found with the record they repeat', () => {
    expect(profile.duplicates).toEqual({ count: 1, examples: [{ row: 5, sameAs: 4 }], checked: 6 })
    expect(profile.keys).toEqual([])
  })

  test('counts of one to four persons are a disclosure risk', () => {
    expect(profile.smallCells).toEqual([{ column: 'so_ca', count: 1, share: 0.2, below: 5, rows: [2] }])
    const thousands = { ...COUNT, unit: 'Nghìn người' }
    expect(profileTable([PLACE, YEAR, thousands], ROWS).smallCells).toEqual([])
  })

  test('the smallest set of columns that tells records apart is offered as key', () => {
    expect(profileTable([PLACE, YEAR, COUNT], ROWS.slice(0, 4)).keys).toEqual([['tinh', 'nam']])
    expect(profileTable([PLACE, YEAR, COUNT], ROWS.slice(1, 3)).keys).toEqual([['tinh'], ['nam']])
  })

  test('an empty table is complete and has no keys', () => {
    expect(profileTable([PLACE], [])).toMatchObject({ rows: 0, completeness: 1, keys: [], personal: [] })
  })
})

describe('counting distinct values', () => {
  test('is exact up to the bound', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 200 }), (values) => {
        const counter = createDistinctCounter(1000)
        for (const value of values) counter.add(value)
        expect(counter.result()).toMatchObject({ count: new Set(values).size, exact: true })
      }),
    )
  })

  test.each([2_000, 20_000, 200_000])('is within five per cent beyond it: %d values', (size) => {
    const counter = createDistinctCounter(100)
    for (let at = 0; at < size; at += 1) counter.add(`giá trị ${at}`)
    const { count, exact } = counter.result()
    expect(exact).toBe(false)
    expect(Math.abs(count - size) / size).toBeLessThan(0.05)
  })
})

describe('sketches', () => {
  const rowsFrom = (start: number, end: number): Value[][] =>
    Array.from({ length: end - start }, (_, at) => [
      `Xã số ${start + at}`,
      `20${10 + ((start + at) % 15)}`,
      (start + at) * 37,
    ])
  const sketchOf = (
    rows: Iterable<readonly Value[]>,
    columns: readonly Column[] = [PLACE, YEAR, COUNT],
  ): TableSketch => {
    const sketch = createSketch(columns)
    for (const row of rows) sketch.add(row)
    return sketch.result()
  }
  const base = sketchOf(rowsFrom(0, 2000))

  test('a table is like itself, in any order of its records and after a trip through JSON', () => {
    const again = JSON.parse(JSON.stringify(sketchOf(rowsFrom(0, 2000).reverse()))) as TableSketch
    expect(similarity(base, again)).toEqual({ score: 1, labels: 1, values: 1, records: 1, contained: 1 })
  })

  test('moved columns and lost diacritics leave a near copy', () => {
    const moved = sketchOf(
      rowsFrom(0, 2000).map(([a, b, c]) => [c ?? null, String(a).replace('Xã số', 'Xa so'), b ?? null]),
      [COUNT, { ...PLACE, title: 'TINH' }, YEAR],
    )
    expect(similarity(base, moved).score).toBeGreaterThan(0.95)
  })

  test('a table that grew contains the old one', () => {
    const { contained, score } = similarity(base, sketchOf(rowsFrom(0, 4000)))
    expect(contained).toBeGreaterThan(0.8)
    expect(score).toBeGreaterThan(0.6)
  })

  test('the share of common records is estimated within a tenth', () => {
    const { records } = similarity(base, sketchOf(rowsFrom(1000, 3000)))
    expect(Math.abs(records - 1 / 3)).toBeLessThan(0.1)
  })

  test('other tables with the same columns are not alike', () => {
    expect(similarity(base, sketchOf(rowsFrom(50_000, 52_000))).score).toBeLessThan(0.35)
  })

  test('similarity is symmetric', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const [one, two] = [sketchOf(rowsFrom(a, a + 60)), sketchOf(rowsFrom(b, b + 90))]
        expect(similarity(one, two)).toEqual(similarity(two, one))
      }),
      { numRuns: 30 },
    )
  })
})
