import { type QueryExecutorProvider, sql } from 'kysely'

/** A fact other modules may follow. Readers must cope with seeing it twice. */
export interface DomainEvent {
  readonly type: string
  readonly version: number
  readonly resourceId: string | undefined
  readonly payload: unknown
}

/** Puts an event into the outbox, in the writer's transaction. */
export async function announce(tx: QueryExecutorProvider, event: DomainEvent): Promise<void> {
  await sql`
    insert into platform.event (type, version, resource_id, payload)
    values (${event.type}, ${event.version}, ${event.resourceId ?? null}, ${JSON.stringify(event.payload)})`.execute(tx)
}

/** One event of a type for each resource, in one statement. */
export async function announceAll(
  tx: QueryExecutorProvider,
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
