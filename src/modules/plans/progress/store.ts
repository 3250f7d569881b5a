import { sql } from 'kysely'
import type { PlansDb } from '../deps.ts'
import type { Counts } from './model.ts'

/** Notes the figures of a day; later on the same day they are written over. */
export async function keepDay(
  db: PlansDb,
  { resourceId, day, counts }: { resourceId: string; day: string; counts: Counts },
): Promise<void> {
  await sql`
    insert into plans.progress_day (resource_id, day, counts)
    values (${resourceId}, ${day}::date, ${JSON.stringify(counts)}::jsonb)
    on conflict (resource_id, day) do update set counts = excluded.counts`.execute(db)
}

/** Figures by day, the oldest first; at most a year. */
export async function readDays(
  db: PlansDb,
  resourceId: string,
): Promise<readonly { readonly day: string; readonly counts: Counts }[]> {
  const { rows } = await sql<{ day: string; counts: Counts }>`
    select day::text as day, counts from plans.progress_day where resource_id = ${resourceId}
    order by day desc limit 366`.execute(db)
  return rows.reverse()
}
