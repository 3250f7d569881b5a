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

const BATCH = 1000

/** Many evidence rows of one transaction, in their order; the same as `recordAudit` one by one, faster. */
export async function recordAudits(tx: QueryExecutorProvider, entries: readonly AuditEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += BATCH) {
    const rows = entries
      .slice(at, at + BATCH)
      .map(({ action, actor, resource, agencyId, basis, details = {} }, index) => ({
        index,
        action,
        kind: actor.kind,
        id: actor.id,
        name: actor.name,
        stands: actor.standsInFor,
        agency: agencyId,
        what: resource?.kind,
        which: resource?.id,
        version: resource?.version,
        basis,
        request: actor.requestId,
        details,
      }))
    await sql`
      insert into audit.record (action, actor_kind, actor_id, actor_name, stands_in_for, agency_id,
        resource_kind, resource_id, resource_version, basis, request_id, details)
      select e.action, e.kind, e.id, e.name, e.stands, e.agency, e.what, e.which, e.version, e.basis, e.request, e.details
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (index integer, action text, kind text, id uuid,
        name text, stands uuid, agency uuid, what text, which uuid, version integer, basis text, request text, details jsonb)
      order by e.index`.execute(tx)
  }
}
