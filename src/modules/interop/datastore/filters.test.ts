import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../platform/errors.ts'
import type { ColumnType } from '../../../tabular/model.ts'
import { readFilters } from './filters.ts'
import { readSort } from './sort.ts'
import { readSearches } from './words.ts'

const types = new Map<string, ColumnType>([
  ['_id', 'integer'],
  ['tinh', 'text'],
  ['nam', 'integer'],
  ['diem', 'decimal'],
  ['ngay', 'date'],
  ['co', 'boolean'],
  ['$or', 'text'],
])
const eq = (column: string, value: string | number | boolean, type: ColumnType) => ({
  kind: 'compare',
  op: 'eq',
  left: { kind: 'column', column },
  right: { kind: 'value', value, type },
})
const faultsOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error.details.facts?.['faults']
    throw error
  }
  return 'no fault'
}

describe('filters', () => {
  test.each([
    [{ tinh: 'Hà Nội' }, { kind: 'all', of: [eq('tinh', 'Hà Nội', 'text')] }],
    [{ tinh: 5 }, { kind: 'all', of: [eq('tinh', '5', 'text')] }],
    [{ nam: '2025' }, { kind: 'all', of: [eq('nam', 2025, 'integer')] }],
    [{ nam: 2025.5 }, { kind: 'all', of: [eq('nam', 2025.5, 'decimal')] }],
    [{ co: 'f' }, { kind: 'all', of: [eq('co', false, 'boolean')] }],
    [{ tinh: null }, { kind: 'all', of: [{ kind: 'missing', term: { kind: 'column', column: 'tinh' } }] }],
    [
      { nam: [2025, 2026] },
      { kind: 'all', of: [{ kind: 'any', of: [eq('nam', 2025, 'integer'), eq('nam', 2026, 'integer')] }] },
    ],
    [{ $$or: 'x' }, 'no fault'],
    [
      [{ nam: 1 }, { nam: 2 }],
      {
        kind: 'any',
        of: [
          { kind: 'all', of: [eq('nam', 1, 'integer')] },
          { kind: 'all', of: [eq('nam', 2, 'integer')] },
        ],
      },
    ],
  ])('%j', (filter, expected) => {
    const read = readFilters(filter, types)
    if (expected === 'no fault') expect(read).toEqual({ kind: 'all', of: [eq('$or', 'x', 'text')] })
    else expect(read).toEqual(expected)
  })

  test('join ranges of one column by “and”', () => {
    const read = readFilters({ nam: { gte: 2020, lt: 2026 } }, types)
    expect(JSON.stringify(read)).toContain('"op":"ge"')
    expect(JSON.stringify(read)).toContain('"op":"lt"')
  })

  test.each([
    [{ khong_co: 1 }, 'column "khong_co" does not exist'],
    [{ nam: 'năm ngoái' }, '"năm ngoái" is no integer value of "nam"'],
    [{ nam: { like: 1 } }, 'unknown operator "like" on "nam"'],
    [{ nam: { constructor: 1 } }, 'unknown operator "constructor" on "nam"'],
    [{ nam: { lt: null } }, '"nam" cannot be compared with null'],
    [{ $or: 1 }, '"$or" needs a list'],
    ['x', 'not a JSON object'],
    [{ ngay: '2026-02-30' }, '"2026-02-30" is no date value of "ngay"'],
  ])('%j is refused', (filter, message) => {
    expect(faultsOf(() => readFilters(filter, types))).toEqual({ filters: [message] })
  })

  test('of any JSON are read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const faults = faultsOf(() => readFilters(given, types))
        expect(faults === 'no fault' || Object.hasOwn(faults as object, 'filters')).toBe(true)
      }),
    )
  })
})

describe('sort', () => {
  const known = (name: string): boolean => types.has(name)
  test.each([
    [
      'nam desc, tinh asc nulls first',
      [
        { column: 'nam', descending: true, nulls: 'first' },
        { column: 'tinh', descending: false, nulls: 'first' },
      ],
    ],
    ['"nam" DESC NULLS LAST', [{ column: 'nam', descending: true, nulls: 'last' }]],
    ['tinh', [{ column: 'tinh', descending: false, nulls: 'last' }]],
    [' , ', []],
  ])('%s', (text, expected) => expect(readSort([text], known)).toEqual(expected))

  test.each(['x', 'nam descending', 'nam; DROP', '"nam'])('%s is refused', (text) => {
    expect(faultsOf(() => readSort([text], known))).toHaveProperty('sort')
  })

  test('reads back what it is written as', () => {
    const key = fc.record({
      column: fc.constantFrom(...types.keys()),
      descending: fc.boolean(),
      nulls: fc.constantFrom('first' as const, 'last' as const),
    })
    fc.assert(
      fc.property(fc.array(key, { maxLength: 5 }), (keys) => {
        const text = keys
          .map(({ column, descending, nulls }) => `"${column}" ${descending ? 'desc' : 'asc'} nulls ${nulls}`)
          .join(', ')
        expect(readSort([text], known)).toEqual(keys)
      }),
    )
  })
})

describe('words', () => {
  test('are looked for everywhere, or column by column', () => {
    expect(readSearches('trường học', ['a', 'b'], true)).toEqual([
      { as: 'rank', columns: ['a', 'b'], words: ['trường', 'học'] },
    ])
    expect(readSearches('{"a": "x:* & y"}', ['a', 'b'], false)).toEqual([
      { as: 'rank a', columns: ['a'], words: ['x', 'y'] },
    ])
    expect(readSearches('', ['a'], true)).toEqual([])
    expect(faultsOf(() => readSearches({ z: 'x' }, ['a'], true))).toEqual({ q: ['column "z" does not exist'] })
  })
})
