import type { MapGraph, MapNode, Ring } from './groups.ts'

/** A dot with its place. The middle of the map is 0, 0; y grows downwards. */
export interface PlacedNode {
  readonly node: MapNode
  readonly x: number
  readonly y: number
  readonly r: number
}

/** The part of the circle that belongs to one sector; angles in radians, clockwise from the top. */
export interface Wedge {
  readonly sector: string
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface MapLayout {
  readonly wedges: readonly Wedge[]
  readonly nodes: readonly PlacedNode[]
}

/** Inner and outer radius of the rings. */
export const RINGS: Readonly<Record<Ring, readonly [number, number]>> = { 0: [70, 185], 1: [215, 400], 2: [430, 545] }

const GAP = 0.035
const WIDEST_STEP = 74
const NARROWEST_STEP = 5
const LARGEST_DOT = 13
const LARGEST_GROUP = 30

/** Puts every dot into the wedge of its sector and the ring of its class; dots never overlap within a cell. */
export function layoutMap({ nodes, grouped }: MapGraph): MapLayout {
  const wedges = wedgesOf(nodes)
  const most = Math.max(1, ...nodes.map(({ count }) => count))
  const placed = wedges.flatMap((wedge) =>
    ([0, 1, 2] as const).flatMap((ring) => {
      const members = nodes.filter((node) => node.sector === wedge.sector && node.ring === ring)
      return placeCell(members, { wedge, ring, grouped, most })
    }),
  )
  return { wedges, nodes: placed }
}

function wedgesOf(nodes: readonly MapNode[]): Wedge[] {
  const counts = new Map<string, { dots: number; databases: number }>()
  for (const { sector, count } of nodes) {
    const known = counts.get(sector) ?? { dots: 0, databases: 0 }
    counts.set(sector, { dots: known.dots + 1, databases: known.databases + count })
  }
  const sectors = [...counts].toSorted(([a], [b]) => a.localeCompare(b))
  // Every sector gets a share that its name fits beside.
  const least = nodes.length / 22 + 1
  const weights = sectors.map(([, { dots }]) => dots + least)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let at = 0
  return sectors.map(([sector, { databases }], index) => {
    const from = at
    at += ((weights[index] ?? 0) / total) * 2 * Math.PI
    return { sector, from, to: at, count: databases }
  })
}

interface Cell {
  readonly wedge: Wedge
  readonly ring: Ring
  readonly grouped: boolean
  readonly most: number
}

function placeCell(members: readonly MapNode[], cell: Cell): PlacedNode[] {
  if (members.length === 0) return []
  const seats = seatsFor(members.length, cell)
  const largest = cell.grouped && cell.ring !== 0 ? LARGEST_GROUP : LARGEST_DOT
  const room = Math.min(largest, seats.step * 0.44)
  return members.map((node, index) => {
    const { radius, angle } = seats.places[index] ?? { radius: 0, angle: 0 }
    const size = cell.grouped && cell.ring !== 0 ? Math.max(0.34, Math.sqrt(node.count / cell.most)) : 0.85
    return {
      node,
      x: round(radius * Math.sin(angle)),
      y: round(-radius * Math.cos(angle)),
      r: round(Math.max(1.5, room * size)),
    }
  })
}

const round = (value: number): number => Math.round(value * 10) / 10

interface Seats {
  readonly step: number
  readonly places: readonly { readonly radius: number; readonly angle: number }[]
}

/** Rows of seats from the inner edge outwards, as far apart as their number allows. */
function seatsFor(count: number, { wedge, ring }: Cell): Seats {
  const [inner, outer] = RINGS[ring]
  for (let step = WIDEST_STEP; ; step *= 0.94) {
    const rows = rowsOf(step, { inner, outer, angle: Math.max(0.02, wedge.to - wedge.from - GAP) })
    const capacity = rows.reduce((sum, row) => sum + row.seats, 0)
    if (capacity < count && step > NARROWEST_STEP) continue
    return { step, places: takeSeats(rows, count, (wedge.from + wedge.to) / 2) }
  }
}

interface Row {
  readonly radius: number
  readonly seats: number
  readonly between: number
}

function rowsOf(step: number, { inner, outer, angle }: { inner: number; outer: number; angle: number }): Row[] {
  const number = Math.max(1, Math.floor((outer - inner) / step))
  const depth = (outer - inner) / number
  return Array.from({ length: number }, (_, row) => {
    const radius = inner + depth * (row + 0.5)
    // A chord is shorter than its arc: seats are kept apart by the chord.
    const between = 2 * Math.asin(Math.min(1, step / 2 / radius))
    return { radius, between, seats: Math.max(1, Math.floor(angle / between)) }
  })
}

/** Fills the rows in proportion to their seats, each around the middle of the wedge. */
function takeSeats(rows: readonly Row[], count: number, middle: number): Seats['places'] {
  const capacity = rows.reduce((sum, row) => sum + row.seats, 0)
  let seated = 0
  let offered = 0
  return rows.flatMap(({ radius, seats, between }) => {
    offered += seats
    const take = Math.min(seats, Math.ceil((count * offered) / capacity) - seated, count - seated)
    seated += take
    return Array.from({ length: take }, (_, index) => ({ radius, angle: middle + (index - (take - 1) / 2) * between }))
  })
}
