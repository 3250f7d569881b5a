import { sql } from 'kysely'
import type { CatalogDb } from '../store.ts'

/** One event of a type for each resource, in one statement. */
export async function announceAll(
  tx: CatalogDb,
  type: string,
  events: readonly { readonly id: string; readonly payload: unknown }[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into platform.event (type, version, resource_id, payload)
    select ${type}, 1, id, payload
    from unnest(${events.map((event) => event.id)}::uuid[],
      ${events.map((event) => JSON.stringify(event.payload))}::jsonb[]) as given (id, payload)`.execute(tx)
}
