import { fold } from '../../../platform/text.ts'
import type { DataMap, MapDatabase, MapRelation } from '../reads/read-map.ts'

/** The map made ready for questions: databases by class and name, who owns what, what hangs on what. Built once for many requests. */
export interface ReadyMap {
  readonly data: DataMap
  readonly byId: ReadonlyMap<string, MapDatabase>
  readonly bySlug: ReadonlyMap<string, MapDatabase>
  /** Other ends of the lines of a database, either way. */
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>
  /** Folded name, for finding as one types. */
  readonly folded: ReadonlyMap<string, string>
  /** The ministry or province above an agency, itself where it is one. */
  readonly topAgency: ReadonlyMap<string, Agency>
  readonly agencyByCode: ReadonlyMap<string, Agency>
}

export type Agency = DataMap['agencies'][number]

export interface Neighbour {
  readonly id: string
  readonly relation: MapRelation
}

/** What the address of the map narrows it to. */
export interface MapFilter {
  readonly text?: string | undefined
  /** `1`, `2` (all three sub-classes), `2a`, `2b`, `2c`, `3`. */
  readonly databaseClass?: string | undefined
  readonly sector?: string | undefined
  readonly agencyCode?: string | undefined
  readonly unlinked?: boolean | undefined
}

const byName = new Intl.Collator('vi')

export function readyMap(given: DataMap): ReadyMap {
  const inOrder = (a: MapDatabase, b: MapDatabase) =>
    byName.compare(a.class, b.class) || byName.compare(a.name, b.name) || byName.compare(a.slug, b.slug)
  const data = { ...given, databases: given.databases.toSorted(inOrder) }
  const byId = new Map(data.databases.map((database) => [database.id, database]))
  const neighbours = new Map<string, Neighbour[]>()
  const add = (id: string, neighbour: Neighbour) => {
    const known = neighbours.get(id)
    if (known) known.push(neighbour)
    else neighbours.set(id, [neighbour])
  }
  for (const relation of data.relations) {
    if (relation.to === undefined || relation.to === relation.from || !byId.has(relation.to)) continue
    add(relation.from, { id: relation.to, relation })
    add(relation.to, { id: relation.from, relation })
  }
  const agencies = new Map(data.agencies.map((agency) => [agency.id, agency]))
  return {
    data,
    byId,
    bySlug: new Map(data.databases.map((database) => [database.slug, database])),
    neighbours,
    folded: new Map(data.databases.map(({ id, name }) => [id, fold(name)])),
    topAgency: new Map(data.agencies.map((agency) => [agency.id, topOf(agency, agencies)])),
    agencyByCode: new Map(data.agencies.map((agency) => [agency.code, agency])),
  }
}

// Agencies are a tree, but a faulty list must not hang the page.
function topOf(agency: Agency, agencies: ReadonlyMap<string, Agency>): Agency {
  let top = agency
  for (let steps = 0; steps < 20; steps++) {
    const parent = top.parentId === undefined ? undefined : agencies.get(top.parentId)
    if (!parent) break
    top = parent
  }
  return top
}

/** Databases of the map that a filter leaves. */
export function filterMap(map: ReadyMap, filter: MapFilter): readonly MapDatabase[] {
  const words = fold(filter.text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const within = filter.agencyCode === undefined ? undefined : agenciesWithin(map, filter.agencyCode)
  return map.data.databases.filter(
    (database) =>
      (filter.databaseClass === undefined || database.class.startsWith(filter.databaseClass)) &&
      (filter.sector === undefined || (database.sector ?? NO_SECTOR) === filter.sector) &&
      (within === undefined || within.has(database.agencyId)) &&
      (!filter.unlinked || !map.neighbours.has(database.id)) &&
      words.every((word) => map.folded.get(database.id)?.includes(word) ?? false),
  )
}

/** Stands for "no sector said" in addresses and drawings. */
export const NO_SECTOR = 'khac'

function agenciesWithin(map: ReadyMap, code: string): ReadonlySet<string> {
  const root = map.agencyByCode.get(code)
  if (!root) return new Set()
  const within = new Set([root.id])
  // Parents stand before their units or not: go over the list until nothing is added.
  for (let before = 0; before !== within.size; ) {
    before = within.size
    for (const { id, parentId } of map.data.agencies) if (parentId !== undefined && within.has(parentId)) within.add(id)
  }
  return within
}
