import { sql } from 'kysely'
import type { DatamapDb } from '../deps.ts'
import type { DataMap } from '../reads/read-map.ts'

const BATCH = 1000

/** Puts a made-up map into the store of a test or a benchmark, spread over real agencies. */
export async function plantMap(db: DatamapDb, map: DataMap, agencyIds: readonly string[]): Promise<void> {
  const idOf = new Map(map.databases.map(({ id }) => [id, crypto.randomUUID()]))
  const ownerOf = new Map(map.agencies.map(({ id }, index) => [id, agencyIds[index % agencyIds.length]]))
  const databases = map.databases.map((one) => ({
    ...one,
    resource_id: idOf.get(one.id),
    agency_id: ownerOf.get(one.agencyId),
    item_count: one.items,
    open_items: one.openItems,
  }))
  for (let at = 0; at < databases.length; at += BATCH) {
    await sql`
      insert into datamap.database (resource_id, agency_id, slug, version, name, class, status, sector, listed,
        master_data, personal_data, item_count, open_items, record, items, published_at)
      select resource_id, agency_id, slug, 1, name, class, status, sector, true, false, 'none', item_count, open_items,
        '{}', '[]', now()
      from jsonb_to_recordset(${JSON.stringify(databases.slice(at, at + BATCH))}::jsonb) as given
        (resource_id uuid, agency_id uuid, slug text, name text, class text, status text, sector text,
         item_count integer, open_items integer)`.execute(db)
  }
  const relations = map.relations.map(({ from, to, type, name }, position) => ({
    from_id: idOf.get(from),
    position,
    type,
    to_id: idOf.get(to ?? ''),
    to_name: name,
  }))
  await sql`
    insert into datamap.relation (from_id, position, type, to_id, to_name)
    select * from jsonb_to_recordset(${JSON.stringify(relations)}::jsonb) as given
      (from_id uuid, position integer, type text, to_id uuid, to_name text)`.execute(db)
}
