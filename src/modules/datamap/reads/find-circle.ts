import { sql } from 'kysely'
import type { DatamapDb } from '../deps.ts'
import type { Relation } from '../record.ts'

/** Longest ring looked for; a longer one would be no help to read. */
const LONGEST = 8

interface Start {
  readonly id: string
  readonly name: string
  /** Its relations as they would be, not as they are published. */
  readonly relations: readonly Relation[]
}

// Only ways in which data run: “A feeds B” goes forward, “A copies B” comes back.
type Way = readonly [from: string, to: string]

/** Names along the shortest ring of data through a database; empty when its data run nowhere back to it. */
export async function findCircle(db: DatamapDb, start: Start): Promise<readonly string[]> {
  const own = start.relations.flatMap(({ type, to }) => (to === undefined ? [] : wayOf(start.id, to, type)))
  if (own.length === 0) return []
  const next = new Map<string, string[]>()
  const add = ([from, to]: Way) => void next.set(from, [...(next.get(from) ?? []), to])
  for (const way of own) add(way)
  const { rows } = await sql<{ from_id: string; to_id: string; type: string }>`
    select r.from_id, r.to_id, r.type from datamap.relation r join datamap.database d on d.resource_id = r.from_id
    where r.to_id is not null and r.type in ('feeds', 'copies') and r.from_id <> ${start.id} and not d.withdrawn
      and d.listed`.execute(db)
  for (const { from_id, to_id, type } of rows) for (const way of wayOf(from_id, to_id, type)) add(way)
  const ids = shortestRing(start.id, next)
  if (ids.length === 0) return []
  const known = await db
    .selectFrom('datamap.database')
    .select(['resource_id', 'name'])
    .where('resource_id', 'in', ids)
    .execute()
  const names = new Map(known.map((row) => [row.resource_id, row.name]))
  return ids.map((id) => (id === start.id ? start.name : (names.get(id) ?? id)))
}

function wayOf(from: string, to: string, type: string): readonly Way[] {
  if (type === 'feeds') return [[from, to]]
  return type === 'copies' ? [[to, from]] : []
}

/** Ids along the shortest ring that begins and ends at a node, the node first; empty when there is none. */
export function shortestRing(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const before = new Map<string, string>()
  let rim = [start]
  for (let depth = 0; depth < LONGEST && rim.length > 0; depth++) {
    const wider: string[] = []
    for (const at of rim) {
      for (const to of next.get(at) ?? []) {
        if (to === start) return wayBack(start, at, before)
        if (before.has(to)) continue
        before.set(to, at)
        wider.push(to)
      }
    }
    rim = wider
  }
  return []
}

function wayBack(start: string, last: string, before: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = []
  for (let at = last; at !== start; at = before.get(at) ?? start) way.unshift(at)
  return [start, ...way]
}
