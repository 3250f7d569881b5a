import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortestRing } from './find-circle.ts'

const node = fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f')
const graph = fc
  .array(fc.tuple(node, node), { maxLength: 14 })
  .map(
    (ways) => new Map([...Map.groupBy(ways, ([from]) => from)].map(([from, out]) => [from, out.map(([, to]) => to)])),
  )

/** Whether the data of a node can come back to it, asked the slow way. */
function comesBack(start: string, next: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set(next.get(start) ?? [])
  for (const at of seen) for (const to of next.get(at) ?? []) seen.add(to)
  return seen.has(start)
}

test('a ring is found exactly where data come back to where they began, and every step of it is a line', () => {
  fc.assert(
    fc.property(graph, node, (next, start) => {
      const ring = shortestRing(start, next)
      expect(ring.length > 0).toBe(comesBack(start, next))
      for (const [index, at] of ring.entries()) expect(next.get(at)).toContain(ring[(index + 1) % ring.length])
      expect(new Set(ring).size).toBe(ring.length)
    }),
    { numRuns: 500 },
  )
})

test('lines among other databases that lead round and round do not keep it from ending', () => {
  const next = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(shortestRing('a', next)).toEqual([])
})
