import { describe, expect, it } from 'vitest'
import { findTotalColumns } from './totals.ts'

const parts = Array.from({ length: 10 }, (_, row) => [1200 + row * 137, 980 + row * 91, 33 + row * 7])

describe('columns that add up', () => {
  it('need no word in their heading when many large sums fit without exception', () => {
    const records = parts.map(([a = 0, b = 0, c = 0]) => [a + b + c, a, b, c])
    expect(findTotalColumns(records)).toEqual(['certain', 'none', 'none', 'none'])
  })

  it('are only likely with an exception, or when the figures are few or small', () => {
    const records = parts.map(([a = 0, b = 0, c = 0], row) => [a + b + c + (row === 4 ? 500 : 0), a, b, c])
    expect(findTotalColumns(records)[0]).toBe('likely')
    expect(findTotalColumns(parts.slice(0, 5).map(([a = 0, b = 0]) => [a + b, a, b]))[0]).toBe('likely')
    expect(findTotalColumns(parts.map((_, row) => [row % 3, row % 3, 0]))[0]).not.toBe('certain')
  })

  it('are not seen where nothing adds up', () => {
    expect(findTotalColumns(parts.map(([a = 0, b = 0, c = 0]) => [b * 3, a, b, c]))).toEqual([
      'none',
      'none',
      'none',
      'none',
    ])
  })
})
