import { sql } from 'kysely'
import type { DatamapDb } from '../deps.ts'
import type { DatabaseRecord } from '../record.ts'
import { recordOf } from '../store.ts'

export interface OwnRecord {
  readonly id: string
  readonly agencyId: string
  readonly record: DatabaseRecord
}

const MOST = 5000

/** Whole records of these agencies: the open draft where there is one, else what is published. */
export async function readSheetDatabases(
  db: DatamapDb,
  agencies: 'all' | readonly string[],
): Promise<readonly OwnRecord[]> {
  const mine = agencies === 'all' ? sql`true` : sql`agency_id = any(${agencies}::uuid[])`
  const { rows } = await sql<{ id: string; agency_id: string; record: unknown; items: unknown }>`
    select coalesce(d.resource_id, p.resource_id) as id, coalesce(d.agency_id, p.agency_id) as agency_id,
      coalesce(d.record, p.record) as record, coalesce(d.items, p.items) as items
    from (select * from datamap.draft where ${mine}) d
      full join (select * from datamap.database where ${mine} and not withdrawn) p on p.resource_id = d.resource_id
    order by coalesce(d.name, p.name) limit ${MOST}`.execute(db)
  return rows.map((row) => ({ id: row.id, agencyId: row.agency_id, record: recordOf(row) }))
}
