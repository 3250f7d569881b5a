import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ColumnProfile } from './profile.ts'
import { createTestDuck, type TestDuck } from './testing.ts'

// More rows than are counted value by value whatever they hold.
const ROWS = 240_000
const PROVINCES = ['Hà Nội', 'Đà Nẵng', 'Huế', 'Cần Thơ', null]

let kit: TestDuck
let profile: ReadonlyMap<string, ColumnProfile>
beforeAll(async () => {
  kit = await createTestDuck()
  const columns = [
    { name: 'tinh', type: 'text' },
    { name: 'nam', type: 'integer' },
    { name: 'don gia, "đồng"', type: 'decimal' },
    { name: 'ma', type: 'integer' },
    { name: 'ngay', type: 'date' },
    { name: 'trong', type: 'text' },
  ] as const
  const rows = Array.from({ length: ROWS }, (_, at) => [
    PROVINCES[at % 5] ?? null,
    at % 3_000,
    at % 4 === 0 ? null : (at % 8) / 4,
    at,
    at % 2 === 0 ? '2025-01-01' : '2024-12-31',
    null,
  ])
  const done = await kit.duck.ingest.fromRows({ columns, rows })
  profile = new Map(done.profile.map((one) => [one.name, one]))
}, 60_000)
afterAll(() => kit.close())

test('columns of few words are counted exactly in a large table', () => {
  expect(profile.get('tinh')).toMatchObject({
    nulls: ROWS / 5,
    distinct: 4,
    distinctExact: true,
    min: 'Cần Thơ',
    max: 'Đà Nẵng',
  })
  expect(profile.get('tinh')?.top).toHaveLength(4)
  expect(profile.get('tinh')?.top).toContainEqual({ value: 'Huế', count: ROWS / 5 })
  expect(profile.get('don gia, "đồng"')).toMatchObject({ nulls: ROWS / 4, distinct: 6, min: 0.25, max: 1.75 })
  expect(profile.get('don gia, "đồng"')?.mean).toBeCloseTo(1)
  expect(profile.get('ngay')).toMatchObject({ nulls: 0, distinct: 2, min: '2024-12-31', max: '2025-01-01' })
  expect(profile.get('trong')).toMatchObject({ nulls: ROWS, min: null, max: null })
})

test('so are columns of some thousand words, whose most frequent ones are not listed', () => {
  expect(profile.get('nam')).toMatchObject({ distinct: 3_000, distinctExact: true, min: 0, max: 2_999, top: [] })
  expect(profile.get('nam')?.mean).toBeCloseTo(1_499.5)
})

test('the words of all other columns are estimated', () => {
  const { distinct = 0, ...ids } = profile.get('ma') ?? {}
  expect(ids).toMatchObject({ nulls: 0, distinctExact: false, min: 0, max: ROWS - 1, top: [] })
  expect(Math.abs(distinct / ROWS - 1)).toBeLessThan(0.2)
})

test('every column has its place', () => {
  expect([...profile.keys()]).toEqual(['tinh', 'nam', 'don gia, "đồng"', 'ma', 'ngay', 'trong'])
})
