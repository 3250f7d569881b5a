import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Where } from '../../../platform/duck/index.ts'
import { AppError } from '../../../platform/errors.ts'
import type { ColumnType } from '../../../tabular/model.ts'
import { compileFilter } from './compile-filter.ts'
import { COMPARE_OPS, type FilterTree, MATH_OPS, printFilterTree } from './filter-tree.ts'
import { localTime } from './local-time.ts'
import { parseFilter } from './parse-filter.ts'
import { setNames } from './service.ts'
import { readPlace, writePlace } from './skip-token.ts'

const types = new Map<string, ColumnType>([
  ['_id', 'integer'],
  ['ten', 'text'],
  ['nam', 'integer'],
  ['gia', 'decimal'],
  ['co', 'boolean'],
  ['ngay', 'date'],
  ['luc', 'datetime'],
])

const leaf: fc.Arbitrary<FilterTree> = fc.oneof(
  fc.constantFrom(...types.keys()).map((name): FilterTree => ({ kind: 'property', name })),
  fc.string({ maxLength: 8 }).map((value): FilterTree => ({ kind: 'text', value })),
  fc.constantFrom('0', '12', '-3', '1.5', '-0.25', '1e10').map((value): FilterTree => ({ kind: 'number', value })),
  fc.boolean().map((value): FilterTree => ({ kind: 'boolean', value })),
  fc.constant<FilterTree>({ kind: 'null' }),
  fc.constant<FilterTree>({ kind: 'date', value: '2026-02-28' }),
  fc.constant<FilterTree>({ kind: 'datetime', value: '2026-02-28T23:59:59Z' }),
)
const tree = fc.letrec<{ tree: FilterTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('tree'), right: tie('tree') }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      kind: fc.constant('compare' as const),
      op: fc.constantFrom(...COMPARE_OPS),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({
      kind: fc.constant('math' as const),
      op: fc.constantFrom(...MATH_OPS),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({ kind: fc.constant('in' as const), left: tie('tree'), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('contains', 'tolower', 'year', 'substring', 'nothing'),
      of: fc.array(tie('tree'), { maxLength: 3 }),
    }),
  ),
})).tree

const compile = (text: string): Where => compileFilter(parseFilter(text), types)

describe('$filter', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expect(parseFilter(printFilterTree(one))).toEqual(one)
      }),
      { numRuns: 500 },
    )
  })

  test('of any text, and any tree on any table, is read or refused by name', () => {
    const isNamed = (work: () => unknown): boolean => {
      try {
        work()
        return true
      } catch (error) {
        return error instanceof AppError && error.code.startsWith('odata.')
      }
    }
    const words = fc
      .array(
        fc.constantFrom(
          '(',
          ')',
          ',',
          "'a'",
          '1',
          'ten',
          'nam',
          'eq',
          'and',
          'not',
          'in',
          'contains',
          '-',
          'null',
          '$',
          'é',
        ),
      )
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string(), words), (text) => {
        expect(isNamed(() => compile(text))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(tree, (one) => {
        expect(isNamed(() => compileFilter(one, types))).toBe(true)
      }),
    )
  })

  test('binds as OData says: not, mul, add, comparison, and, or', () => {
    expect(printFilterTree(parseFilter("nam add 1 mul 2 gt 3 or not co and ten eq 'a' and _id in (1,2)"))).toBe(
      "(((nam add (1 mul 2)) gt 3) or (((not co) and (ten eq 'a')) and (_id in (1,2))))",
    )
  })

  test.each([
    ['ten eq', 'odata.filter-syntax'],
    ["ten eq 'a' b", 'odata.filter-syntax'],
    ['ten eq "a"', 'odata.filter-syntax'],
    ["khong_co eq 'a'", 'odata.unknown-property'],
    ['sleep(5) eq 1', 'odata.unknown-function'],
    ["nam eq 'a'", 'odata.wrong-type'],
    ['ten eq 5', 'odata.wrong-type'],
    ['contains(nam, 1)', 'odata.wrong-type'],
    ["tolower(ten, 'x') eq 'a'", 'odata.wrong-type'],
    ['5', 'odata.wrong-type'],
    ['nam', 'odata.wrong-type'],
    [`${'('.repeat(2_000)}co${')'.repeat(2_000)}`, 'odata.filter-too-long'],
    [`ten eq '${'a'.repeat(9_000)}'`, 'odata.filter-too-long'],
    ['ten/any(d:d eq 1)', 'odata.filter-syntax'],
  ])('%s is refused', (text, code) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ code }) as Error)
  })

  test('takes a day where a moment stands, and moments of other zones', () => {
    const values = (text: string): unknown => JSON.stringify(compile(text))
    expect(values('luc ge 2026-01-01')).toContain('2026-01-01')
    expect(values('luc ge 2026-01-01T00:00:00Z')).toContain('2026-01-01T07:00:00')
    expect(values("ngay eq '2026-01-01'")).toContain('"type":"date"')
    expect(values('nam eq 5L')).toContain('"value":5')
    expect(values("contains(ten,'a') eq false")).toContain('"not"')
  })

  test.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T07:00:00'],
    ['2026-01-01T00:00:00+07:00', '2026-01-01T00:00:00'],
    ['2025-12-31T20:30:15.25-04:00', '2026-01-01T07:30:15.25'],
    ['2026-01-01T10:00', '2026-01-01T10:00:00'],
    ['2026-01-01', '2026-01-01'],
  ])('%s is %s in Viet Nam', (given, local) => {
    expect(localTime(given)).toBe(local)
  })
})

describe('names and places', () => {
  test('of entity sets are identifiers, each once', () => {
    expect(setNames(['Bảng 1', 'bang-1', 'Đơn vị', '2025'])).toEqual(['Bang_1', 'bang_1_2', 'Don_vi', 'bang_2025'])
  })

  test('of pages are read back as written', () => {
    const place = fc.record({
      version: fc.integer({ min: 0, max: 999_999 }),
      by: fc.constantFrom('row' as const, 'skip' as const),
      at: fc.nat(),
      left: fc.option(fc.nat(), { nil: undefined }),
    })
    fc.assert(
      fc.property(place, (one) => {
        expect(readPlace(writePlace(one))).toEqual(one)
      }),
    )
    expect(() => readPlace('v1-row-')).toThrow(expect.objectContaining({ code: 'odata.wrong-option' }) as Error)
  })
})
