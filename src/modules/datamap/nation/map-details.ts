import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { DatamapDb } from '../deps.ts'
import { RELATIONS } from '../record.ts'

/** What nodes tell each other about a database beside its description: what the map draws, nothing of its security. */
export const MapDetails = Type.Object({
  class: Type.Enum(['1', '2a', '2b', '2c', '3']),
  status: Type.Optional(Type.String({ maxLength: 40 })),
  sector: Type.Optional(Type.String({ maxLength: 60 })),
  system: Type.Optional(Type.String({ maxLength: 600 })),
  masterData: Type.Boolean(),
  items: Type.Integer({ minimum: 0 }),
  openItems: Type.Integer({ minimum: 0 }),
  relations: Type.Array(
    Type.Object({
      type: Type.Enum([...RELATIONS]),
      name: Type.String({ maxLength: 1000 }),
      to: Type.Optional(Type.String({ format: 'uuid' })),
    }),
    { maxItems: 500 },
  ),
})
export type MapDetails = Static<typeof MapDetails>

interface DetailsRow {
  readonly id: string
  readonly details: MapDetails
}

/** The public part of published databases, by catalogue id; one read for any number. */
export async function readMapDetails(db: DatamapDb, ids: readonly string[]): Promise<ReadonlyMap<string, MapDetails>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DetailsRow>`
    select d.resource_id as id, jsonb_strip_nulls(jsonb_build_object('class', d.class, 'status', d.status,
      'sector', d.sector, 'system', d.system, 'masterData', d.master_data, 'items', d.item_count,
      'openItems', d.open_items, 'relations', coalesce((
        select jsonb_agg(jsonb_build_object('type', r.type, 'name', coalesce(t.name, r.to_name), 'to', t.resource_id)
          order by r.position)
        from datamap.relation r left join datamap.database t on t.resource_id = r.to_id and not t.withdrawn
        where r.from_id = d.resource_id and (r.to_id is null or t.listed)), '[]'))) as details
    from datamap.database d
    where d.resource_id = any(${ids}::uuid[]) and d.listed and not d.withdrawn`.execute(db)
  return new Map(rows.map(({ id, details }) => [id, details]))
}
