import { type QueryExecutorProvider, sql } from 'kysely'
import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { sameTransaction } from '../../../platform/db/index.ts'
import { announceAll } from '../../../platform/events/index.ts'

export interface RemovingForeign {
  readonly actor: ActorRef
  readonly agencyId: string
  readonly sourceId: string
  readonly ids: readonly string[]
  /** Shown on the page that stays behind. */
  readonly reason: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Takes harvested resources of one source from the public; their pages say why. Returns the ids that were there to take. */
export async function removeForeign(
  outer: QueryExecutorProvider,
  { actor, agencyId, sourceId, ids, reason, details }: RemovingForeign,
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const tx = sameTransaction<'catalog'>(outer)
  const { rows } = await sql<{ id: string }>`
    update catalog.resource set state = 'withdrawn', withdrawn_reason = ${reason}, withdrawn_at = now()
    where id = any(${ids}::uuid[]) and state = 'published' and origin ->> 'sourceId' = ${sourceId}
    returning id`.execute(tx)
  const removed = rows.map((row) => row.id)
  await announceAll(
    tx,
    'catalog.resource.withdrawn',
    removed.map((id) => ({ id, payload: { reason, foreign: true } })),
  )
  if (removed.length > 0)
    await recordAudit(tx, {
      action: 'catalog.foreign.removed',
      actor,
      agencyId,
      resource: { kind: 'harvest-source', id: sourceId },
      details: { ...details, reason, count: removed.length, ids: removed.slice(0, 200) },
    })
  return removed
}

/** Hands harvested resources over to another source: the owner itself is harvested now, not a catalogue that relays it. */
export async function moveForeign(
  outer: QueryExecutorProvider,
  { ids, to }: { readonly ids: readonly string[]; readonly to: string },
): Promise<void> {
  if (ids.length === 0) return
  const tx = sameTransaction<'catalog'>(outer)
  await sql`
    update catalog.resource set origin = origin || jsonb_build_object('sourceId', ${to}::text)
    where id = any(${ids}::uuid[]) and origin is not null`.execute(tx)
}
