import type { DatamapDeps } from './deps.ts'
import { type DataMap, type MapViewer, readMap } from './reads/read-map.ts'
import type { DatabaseRecord } from './record.ts'
import { findPublished } from './store.ts'

/** An item of a published database that is open by its owner's word. */
export interface OpenItem {
  readonly databaseId: string
  readonly database: string
  readonly agencyId: string
  readonly position: number
  readonly table: string
  readonly title: string
  readonly personal: string
}

/** Narrow questions of other modules. */
export interface DatamapReader {
  /** The whole map for drawing. */
  map(viewer: MapViewer): Promise<DataMap>
  /** What is published about a database; undefined before its first publication. */
  database(resourceId: string): Promise<DatabaseRecord | undefined>
  /** Open items of the databases of these agencies, for plans of what to publish. */
  openItems(agencyIds: readonly string[]): Promise<readonly OpenItem[]>
}

export function createDatamapReader(deps: DatamapDeps): DatamapReader {
  return {
    map: (viewer) => readMap(deps, viewer),
    database: (resourceId) => findPublished(deps.db, resourceId),
    openItems: (agencyIds) => readOpenItems(deps, agencyIds),
  }
}

async function readOpenItems({ db }: DatamapDeps, agencyIds: readonly string[]): Promise<readonly OpenItem[]> {
  if (agencyIds.length === 0) return []
  const rows = await db
    .selectFrom('datamap.item as i')
    .innerJoin('datamap.database as d', 'd.resource_id', 'i.resource_id')
    .select(['d.resource_id', 'd.name', 'd.agency_id', 'i.position', 'i.table_name', 'i.title', 'i.personal'])
    .where('d.agency_id', 'in', agencyIds)
    .where('d.withdrawn', '=', false)
    .where('i.share', '=', 'open')
    .orderBy('d.name')
    .orderBy('i.position')
    .execute()
  return rows.map((row) => ({
    databaseId: row.resource_id,
    database: row.name,
    agencyId: row.agency_id,
    position: row.position,
    table: row.table_name,
    title: row.title,
    personal: row.personal,
  }))
}
