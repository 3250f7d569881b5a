import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPath } from './find-path.ts'
import { type GraphOptions, graphOf } from './groups.ts'
import { placeLabels } from './labels.ts'
import { layoutMap, RINGS } from './layout.ts'
import { filterMap, readyMap } from './model.ts'
import { aMap } from './testing.ts'
import { viewMap } from './view.ts'

const options: GraphOptions = {
  agencyHref: (code) => `?co-quan=${code}`,
  sectorHref: (sector) => `?linh-vuc=${sector}`,
  databaseHref: (slug) => `/ban-do-du-lieu/${slug}`,
  others: (count) => `${count} khác`,
}
const maps = fc
  .record({ size: fc.integer({ min: 0, max: 900 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ size, seed }) => readyMap(aMap(size, { seed })))

describe('the picture of a map of any size', () => {
  it('shows every database in just one dot, in the ring of its class and the wedge of its sector', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const graph = graphOf(map, map.data.databases, options)
        expect(graph.nodes.flatMap(({ databases }) => databases).toSorted()).toEqual(
          map.data.databases.map(({ id }) => id).toSorted(),
        )
        const { nodes, wedges } = layoutMap(graph)
        expect(nodes.length).toBe(graph.nodes.length)
        for (const { node, x, y } of nodes) {
          const [inner, outer] = RINGS[node.ring]
          const radius = Math.hypot(x, y)
          expect(radius).toBeGreaterThan(inner - 1)
          expect(radius).toBeLessThan(outer + 1)
          const wedge = wedges.find(({ sector }) => sector === node.sector)
          const angle = (Math.atan2(x, -y) + 2 * Math.PI) % (2 * Math.PI)
          expect(angle).toBeGreaterThan((wedge?.from ?? 0) - 0.02)
          expect(angle).toBeLessThan((wedge?.to ?? 0) + 0.02)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('never draws a dot over another one of its cell, nor a name over a name', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const { nodes } = layoutMap(graphOf(map, map.data.databases, options))
        for (const [index, one] of nodes.entries()) {
          for (const other of nodes.slice(index + 1)) {
            if (one.node.sector !== other.node.sector || one.node.ring !== other.node.ring) continue
            expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(Math.max(one.r, other.r))
          }
        }
        const labels = placeLabels(nodes, { labelOf: ({ node }) => node.label, weight: ({ node }) => node.count })
        expect(new Set(labels.map(({ x, y }) => `${x} ${y}`)).size).toBe(labels.length)
      }),
      { numRuns: 15 },
    )
  })

  it('draws ten thousand databases with a few hundred dots', () => {
    const map = readyMap(aMap(10_000))
    const graph = graphOf(map, map.data.databases, options)
    expect(graph.grouped).toBe(true)
    expect(graph.nodes.length).toBeLessThan(400)
    expect(graph.nodes.reduce((sum, { count }) => sum + count, 0)).toBe(10_000)
  })
})

describe('questions to the map', () => {
  const map = readyMap(aMap(300, { seed: 7 }))

  it('narrow by class, sector, agency with its units, words and loneliness as a plain look at each would', () => {
    const { databases } = map.data
    const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)
    expect(ids(filterMap(map, { databaseClass: '2' }))).toEqual(
      ids(databases.filter((one) => one.class.startsWith('2'))),
    )
    expect(ids(filterMap(map, { sector: 'khac' }))).toEqual(ids(databases.filter((one) => !one.sector)))
    expect(ids(filterMap(map, { text: 'dat dai' }))).toEqual(ids(databases.filter((one) => /đất đai/.test(one.name))))
    expect(ids(filterMap(map, { agencyCode: 'G3' }))).toEqual(
      ids(databases.filter(({ agencyId }) => agencyId === 'agency-3' || agencyId === 'agency-43')),
    )
    const ends = new Set(map.data.relations.filter(({ from, to }) => from !== to).flatMap(({ from, to }) => [from, to]))
    expect(ids(filterMap(map, { unlinked: true }))).toEqual(ids(databases.filter(({ id }) => !ends.has(id))))
  })

  it('find the shortest way, in either direction of a line, and say when there is none', () => {
    fc.assert(
      fc.property(fc.nat(299), fc.nat(299), (a, b) => {
        const steps = findPath(map, `database-${a}`, `database-${b}`)
        expect(steps?.length).toBe(distance(`database-${a}`, `database-${b}`))
        for (const [index, { id, by }] of (steps ?? []).entries()) {
          const before = steps?.[index - 1]?.id
          if (by) expect(new Set([by.from, by.to])).toEqual(new Set([before, id]))
        }
      }),
    )
  })

  /** Number of databases on the way, by spreading over all lines again and again. */
  function distance(from: string, to: string): number | undefined {
    let reached = new Set([from])
    for (let steps = 1; ; steps++) {
      if (reached.has(to)) return steps
      const more = new Set(reached)
      for (const { from: a, to: b } of map.data.relations) {
        if (b !== undefined && reached.has(a)) more.add(b)
        if (b !== undefined && reached.has(b)) more.add(a)
      }
      if (more.size === reached.size) return undefined
      reached = more
    }
  }

  it('take part of a name where only one has it, and offer the several that have', () => {
    const [first] = map.data.databases
    const view = viewMap(map, { tu: first?.slug ?? '', den: 'ho tich', trang: 1 })
    expect(view.path?.from.found?.id).toBe(first?.id)
    expect(view.path?.to.found).toBeUndefined()
    expect(view.path?.to.choices.length).toBeGreaterThan(1)
    expect(viewMap(map, { tu: 'không hề có', den: 'x', trang: 1 }).path?.from.choices).toEqual([])
  })
})
