import { sql } from 'kysely'
import type { DatamapDb } from '../deps.ts'

/** A connection was mended: a schedule that was given up is tried again right away. */
export async function resumeSchedule(tx: DatamapDb, resourceId: string, at: Date): Promise<void> {
  await sql`
    update datamap.connection set failures = 0, stopped_at = null,
      next_at = case when stopped_at is not null and every <> 'off' then ${at} else next_at end
    where resource_id = ${resourceId}`.execute(tx)
}
