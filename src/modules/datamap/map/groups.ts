import type { MapDatabase } from '../reads/read-map.ts'
import { NO_SECTOR, type ReadyMap } from './model.ts'

/** 0 in the middle: national; 1: of a ministry, sector or locality; 2 outside: inside one system. */
export type Ring = 0 | 1 | 2

/** A dot of the map: one database, or those of one ministry or province where there are too many for dots of their own. */
export interface MapNode {
  readonly key: string
  readonly ring: Ring
  readonly sector: string
  readonly count: number
  /** Hangs on some other database. */
  readonly linked: boolean
  readonly label: string
  readonly href: string
  readonly databases: readonly string[]
}

export interface MapLink {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface MapGraph {
  readonly nodes: readonly MapNode[]
  readonly links: readonly MapLink[]
  readonly grouped: boolean
}

export interface GraphOptions {
  /** Address of the map narrowed to one ministry or province. */
  readonly agencyHref: (code: string) => string
  readonly databaseHref: (slug: string) => string
  readonly sectorHref: (sector: string) => string
  readonly others: (count: number) => string
}

/** More than these are drawn together by agency. */
const MOST_DOTS = 320
const MOST_GROUPS_IN_CELL = 9
const MOST_LINKS = 500
const MOST_GROUPED_LINKS = 110
/** So many national databases keep dots of their own whatever stands around them. */
const MOST_NATIONAL = 60

const ringOf = (databaseClass: string): Ring => {
  if (databaseClass.startsWith('1')) return 0
  return databaseClass.startsWith('2') ? 1 : 2
}

/** What is drawn of some databases, at most a few hundred dots whatever their number. */
export function graphOf(map: ReadyMap, databases: readonly MapDatabase[], options: GraphOptions): MapGraph {
  const grouped = databases.length > MOST_DOTS
  if (!grouped) {
    const dots = databases.map((one) => dotOf(map, one, options))
    return { nodes: dots, links: linksOf(map, dots).slice(0, MOST_LINKS), grouped }
  }
  const national = databases.filter((one) => ringOf(one.class) === 0)
  const own = national.length <= MOST_NATIONAL ? national : []
  const rest = own.length === 0 ? databases : databases.filter((one) => ringOf(one.class) !== 0)
  const nodes = [...own.map((one) => dotOf(map, one, options)), ...groupsOf(map, rest, options)]
  return { nodes, links: linksOf(map, nodes).slice(0, MOST_GROUPED_LINKS), grouped }
}

function dotOf(map: ReadyMap, database: MapDatabase, options: GraphOptions): MapNode {
  return {
    key: database.id,
    ring: ringOf(database.class),
    sector: database.sector ?? NO_SECTOR,
    count: 1,
    linked: map.neighbours.has(database.id),
    label: database.name,
    href: database.href ?? options.databaseHref(database.slug),
    databases: [database.id],
  }
}

function groupsOf(map: ReadyMap, databases: readonly MapDatabase[], options: GraphOptions): MapNode[] {
  const cells = new Map<string, Map<string, MapDatabase[]>>()
  for (const database of databases) {
    const cell = `${database.sector ?? NO_SECTOR} ${ringOf(database.class)}`
    const agency = map.topAgency.get(database.agencyId)?.id ?? database.agencyId
    const groups = cells.get(cell) ?? new Map<string, MapDatabase[]>()
    cells.set(cell, groups.set(agency, [...(groups.get(agency) ?? []), database]))
  }
  return [...cells.values()].flatMap((groups) => {
    const bySize = [...groups].toSorted((a, b) => b[1].length - a[1].length)
    const shown = bySize.slice(0, MOST_GROUPS_IN_CELL).map(([agencyId, members]) => {
      const agency = map.topAgency.get(agencyId)
      return groupNode(map, members, {
        key: agencyId,
        label: agency?.name ?? '',
        href: options.agencyHref(agency?.code ?? ''),
      })
    })
    const rest = bySize.slice(MOST_GROUPS_IN_CELL)
    if (rest.length === 0) return shown
    const sector = rest[0]?.[1][0]?.sector ?? NO_SECTOR
    const others = { key: 'rest', label: options.others(rest.length), href: options.sectorHref(sector) }
    return [
      ...shown,
      groupNode(
        map,
        rest.flatMap(([, members]) => members),
        others,
      ),
    ]
  })
}

function groupNode(
  map: ReadyMap,
  members: readonly MapDatabase[],
  { key, label, href }: { key: string; label: string; href: string },
): MapNode {
  const [first] = members
  const ring = ringOf(first?.class ?? '3')
  const sector = first?.sector ?? NO_SECTOR
  return {
    key: `${sector} ${ring} ${key}`,
    ring,
    sector,
    count: members.length,
    linked: members.some(({ id }) => map.neighbours.has(id)),
    label,
    href,
    databases: members.map(({ id }) => id),
  }
}

/** Lines between dots; those of databases drawn together are counted into one. The thickest come first. */
function linksOf(map: ReadyMap, nodes: readonly MapNode[]): MapLink[] {
  const nodeOf = new Map(nodes.flatMap((node) => node.databases.map((id) => [id, node.key] as const)))
  const counts = new Map<string, { from: string; to: string; count: number }>()
  for (const { from, to } of map.data.relations) {
    const a = nodeOf.get(from)
    const b = to === undefined ? undefined : nodeOf.get(to)
    if (a === undefined || b === undefined || a === b) continue
    const [first, second] = a < b ? [a, b] : [b, a]
    const known = counts.get(`${first}|${second}`)
    if (known) known.count++
    else counts.set(`${first}|${second}`, { from: first, to: second, count: 1 })
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)
}
