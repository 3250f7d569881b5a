import { sql } from 'kysely'
import { type Actor, type Agency, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import type { RelationType } from '../record.ts'

/** A database as the map draws it. */
export interface MapDatabase {
  readonly id: string
  readonly slug: string
  /** Its page, where that is at another node. */
  readonly href?: string
  /** Its permanent URI, where another node gave it one. */
  readonly uri?: string
  readonly name: string
  readonly class: string
  readonly status: string | undefined
  /** Code of the list `theme`. */
  readonly sector: string | undefined
  readonly system: string | undefined
  /** The agency in charge now: the successor where the owner was merged. */
  readonly agencyId: string
  /** The public may see it; only officers get the others. */
  readonly listed: boolean
  readonly masterData: boolean
  readonly personalData: string
  readonly connection: string | undefined
  readonly items: number
  readonly openItems: number
}

/** A line of the map. `to` is absent where the other end is not a database of this node; `name` always says what it is. */
export interface MapRelation {
  readonly from: string
  readonly to: string | undefined
  readonly name: string
  readonly type: RelationType
}

export interface DataMap {
  /** Every agency that owns a database of the map, and those above it. */
  readonly agencies: readonly Pick<Agency, 'id' | 'code' | 'name' | 'nameEn' | 'kind' | 'parentId'>[]
  readonly databases: readonly MapDatabase[]
  readonly relations: readonly MapRelation[]
}

/** Who looks: the public sees what is listed, an officer also what their agencies hide. */
export type MapViewer = 'public' | Actor

interface DatabaseRow extends Omit<MapDatabase, 'agencyId' | 'status' | 'sector' | 'system' | 'connection'> {
  readonly agency_id: string
  readonly status: string | null
  readonly sector: string | null
  readonly system: string | null
  readonly connection: string | null
}

/** The whole map of this node in two reads: published databases, the lines between them, their agencies. */
export async function readMap(deps: Pick<DatamapDeps, 'db' | 'agencies'>, viewer: MapViewer): Promise<DataMap> {
  const hidden = viewer === 'public' ? [] : agenciesWhere(viewer, 'catalog.draft.read')
  const allowed = hidden === 'all' ? sql`true` : sql`(d.listed or d.agency_id = any(${hidden}::uuid[]))`
  const [databases, relations, tree] = await Promise.all([
    sql<DatabaseRow>`
      select d.resource_id as id, d.slug, d.name, d.class, d.status, d.sector, d.system, d.agency_id, d.listed,
        d.master_data as "masterData", d.personal_data as "personalData", d.connection, d.item_count as items,
        d.open_items as "openItems"
      from datamap.database d where not d.withdrawn and ${allowed} order by d.resource_id`.execute(deps.db),
    sql<{ from: string; to: string | null; name: string; type: RelationType; known: boolean }>`
      select r.from_id as "from", r.to_id as "to", coalesce(t.name, r.to_name) as name, r.type,
        t.resource_id is not null as known
      from datamap.relation r join datamap.database d on d.resource_id = r.from_id
        left join datamap.database t on t.resource_id = r.to_id and not t.withdrawn
      where not d.withdrawn and ${allowed} order by r.from_id, r.position`.execute(deps.db),
    deps.agencies.tree(),
  ])
  const current = (id: string) => tree.current(id)?.id ?? id
  const shown = new Set(databases.rows.map(({ id }) => id))
  const owners = new Set(databases.rows.flatMap((row) => tree.path(current(row.agency_id)).map(({ id }) => id)))
  return {
    agencies: tree.all
      .filter(({ id }) => owners.has(id))
      .map(({ id, code, name, nameEn, kind, parentId }) => ({ id, code, name, nameEn, kind, parentId })),
    databases: databases.rows.map(({ agency_id, status, sector, system, connection, ...row }) => ({
      ...row,
      agencyId: current(agency_id),
      status: status ?? undefined,
      sector: sector ?? undefined,
      system: system ?? undefined,
      connection: connection ?? undefined,
    })),
    // A line to a database the viewer may not see would tell its name.
    relations: relations.rows
      .filter(({ to, known }) => !known || (to !== null && shown.has(to)))
      .map(({ from, to, name, type, known }) => ({ from, to: known && to !== null ? to : undefined, name, type })),
  }
}
