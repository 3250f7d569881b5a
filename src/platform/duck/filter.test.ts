import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAppError } from '../errors.ts'
import { type Condition, opsFor, parseFilters, printFilter } from './filter.ts'
import type { TableColumn } from './sql.ts'

const columns: readonly TableColumn[] = [
  { name: 'ten', type: 'text' },
  { name: 'nam', type: 'integer' },
  { name: 'gia', type: 'decimal' },
  { name: 'ngay', type: 'date' },
  { name: 'luc', type: 'datetime' },
  { name: 'co', type: 'boolean' },
  { name: 'ky', type: 'period' },
]

function problemsOf(texts: readonly string[]): unknown {
  try {
    parseFilters(texts, columns)
  } catch (error) {
    return isAppError(error) ? error.details.facts?.['problems'] : error
  }
  return undefined
}

describe('the filter of the row API', () => {
  test('reads typed values, and text with colons as it stands', () => {
    expect(parseFilters(['nam:ge:2020', 'ten:eq:a:b', 'gia:between:1.5,2', 'ky:in:2020-Q1,2020-Q2'], columns)).toEqual([
      { column: 'nam', op: 'ge', values: [2020] },
      { column: 'ten', op: 'eq', values: ['a:b'] },
      { column: 'gia', op: 'between', values: [1.5, 2] },
      { column: 'ky', op: 'in', values: ['2020-Q1', '2020-Q2'] },
    ])
  })

  test('keeps digits a double would lose as text', () => {
    expect(parseFilters(['nam:eq:9223372036854775807', 'gia:eq:0.12345678901234567'], columns)).toMatchObject([
      { values: ['9223372036854775807'] },
      { values: ['0.12345678901234567'] },
    ])
  })

  test('names column, op and reason of everything that is wrong', () => {
    expect(
      problemsOf(['x:eq:1', 'nam:like:1', 'nam:contains:1', 'nam:eq:1.5', 'nam:eq', 'ngay:eq:2021-02-30', 'ten']),
    ).toEqual([
      { column: 'x', op: 'eq', reason: 'unknown-column' },
      { column: 'nam', op: 'like', reason: 'unknown-op' },
      { column: 'nam', op: 'contains', reason: 'op-not-for-type' },
      { column: 'nam', op: 'eq', reason: 'value-not-typed' },
      { column: 'nam', op: 'eq', reason: 'value-missing' },
      { column: 'ngay', op: 'eq', reason: 'value-not-typed' },
      { column: 'ten', op: '', reason: 'syntax' },
    ])
  })

  test('reads back every condition it prints', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString())
    const values = {
      text: fc.string({ unit: 'grapheme' }),
      period: fc.constantFrom('2020', '2020-Q1', '2015/2016'),
      integer: fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
      decimal: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
      boolean: fc.boolean(),
      date: day.map((text) => text.slice(0, 10)),
      datetime: day.map((text) => text.slice(0, 19)),
    }
    const condition = fc.constantFrom(...columns).chain(({ name, type }) =>
      fc.constantFrom(...opsFor(type)).chain((op): fc.Arbitrary<Condition> => {
        const value: fc.Arbitrary<string | number | boolean> = values[type]
        const [min, max] =
          op === 'null' || op === 'notnull' ? [0, 0] : op === 'between' ? [2, 2] : op === 'in' ? [1, 5] : [1, 1]
        return fc.array(value, { minLength: min, maxLength: max }).map((list) => ({ column: name, op, values: list }))
      }),
    )
    fc.assert(
      fc.property(condition, (one) => {
        expect(parseFilters([printFilter(one)], columns)).toEqual([one])
      }),
    )
  })
})
