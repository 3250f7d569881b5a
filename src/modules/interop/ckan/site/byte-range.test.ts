import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rangeIn } from './byte-range.ts'

describe('one range of bytes', () => {
  test.each([
    ['bytes=0-9', 100, { start: 0, end: 9 }],
    ['bytes=90-', 100, { start: 90, end: 99 }],
    ['bytes=-10', 100, { start: 90, end: 99 }],
    ['bytes=-500', 100, { start: 0, end: 99 }],
    ['bytes=50-500', 100, { start: 50, end: 99 }],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=-0', 100, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=9-3', 100, 'whole'],
    ['bytes=-', 100, 'whole'],
    ['bytes=0-1,5-6', 100, 'whole'],
    ['items=0-1', 100, 'whole'],
    [undefined, 100, 'whole'],
  ] as const)('%s of %d', (header, size, wanted) => {
    expect(rangeIn(header, size)).toEqual(wanted)
  })

  test('a range never leaves the file', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('bytes=0123-,')), maxLength: 14 }),
        fc.nat(50),
        (header, size) => {
          const span = rangeIn(header, size)
          if (typeof span === 'string') return
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.start).toBeLessThanOrEqual(span.end)
          expect(span.end).toBeLessThan(size)
        },
      ),
    )
  })
})
