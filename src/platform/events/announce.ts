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
