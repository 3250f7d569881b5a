import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topPlaces } from './top.ts'

const anyScores = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 25 - 1 })), {
  maxLength: 400,
})

test('a page is the same as that of everything sorted', () => {
  fc.assert(
    fc.property(
      fc.record({
        scores: anyScores,
        seed: fc.integer({ min: 1, max: 1e6 }),
        start: fc.integer({ min: 0, max: 120 }),
        rows: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant(Infinity)),
        ascending: fc.boolean(),
      }),
      ({ scores, seed, start, rows, ascending }) => {
        const order = scores
          .map((_, id) => id)
          .sort((a, b) => (((a + 1) * seed) % 997) - (((b + 1) * seed) % 997) || a - b)
        const places = Int32Array.from(scores, (_, id) => order.indexOf(id))
        const ids = Int32Array.from(scores.keys()).filter((id) => id % 3 !== 1)
        const found = topPlaces(
          { ids, count: ids.length, scores: Int32Array.from(scores), places, ascending },
          { start, rows },
        )
        const sign = ascending ? 1 : -1
        const sorted = [...ids].sort(
          (a, b) => sign * ((scores[a] ?? 0) - (scores[b] ?? 0)) || (places[a] ?? 0) - (places[b] ?? 0),
        )
        expect(found.map((place) => order[place])).toEqual(sorted.slice(start, start + rows))
      },
    ),
    { numRuns: 500 },
  )
})
