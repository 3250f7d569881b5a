import { type QueryExecutorProvider, sql } from 'kysely'
import type { ActorRef } from '../actor.ts'

/** One fact for the inspector, written in the transaction that makes it true. */
export interface AuditEntry {
  /** `module.noun.verb`, e.g. `catalog.change.approved`. */
  readonly action: string
  readonly actor: ActorRef
  /** The agency in whose name or on whose data it was done. */
  readonly agencyId?: string | undefined
  readonly resource?: { readonly kind: string; readonly id: string; readonly version?: number }
  /** Legal basis or number of the paper decision. */
  readonly basis?: string | undefined
  readonly details?: Readonly<Record<string, unknown>>
}

/** Writes one evidence row. Never call it outside the transaction of the change it speaks of. */
export async function recordAudit(tx: QueryExecutorProvider, entry: AuditEntry): Promise<void> {
  const { action, actor, resource } = entry
  await sql`
    insert into audit.record (action, actor_kind, actor_id, actor_name, stands_in_for, agency_id,
      resource_kind, resource_id, resource_version, basis, request_id, details)
    values (${action}, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.standsInFor}, ${entry.agencyId},
      ${resource?.kind}, ${resource?.id}, ${resource?.version}, ${entry.basis},
      ${actor.requestId}, ${JSON.stringify(entry.details ?? {})})`.execute(tx)
}
