import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { isAppError } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { type Scheduled, sendBack } from '../model.ts'
import { type CatalogDb, lockChange, saveChange } from '../store.ts'
import { makePublic } from './make-public.ts'

/** Publishes what was scheduled and is due; run every minute. What can no longer be published goes back with the reason. */
export async function publishDue(deps: CatalogDeps): Promise<number> {
  const due = await deps.db
    .selectFrom('catalog.change')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('due_at', '<=', deps.clock.now())
    .orderBy('due_at')
    .limit(100)
    .execute()
  for (const { id } of due) await publishOne(deps, id)
  return due.length
}

async function publishOne(deps: CatalogDeps, id: string): Promise<void> {
  try {
    await deps.db.transaction().execute(async (tx) => {
      const change = await lockChange(tx, id)
      if (change.state !== 'scheduled') return
      await makePublic(deps, tx, {
        actor: systemActor('Lịch công bố'),
        change,
        decided: change.decided,
        decision: change.decision,
      })
    })
  } catch (error) {
    if (!isAppError(error)) throw error
    await deps.db.transaction().execute((tx) => returnToOfficer(deps, tx, { id, reason: error.said.vi }))
  }
}

async function returnToOfficer(
  deps: CatalogDeps,
  tx: CatalogDb,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const change = await lockChange(tx, id)
  if (change.state !== 'scheduled') return
  const actor = systemActor('Lịch công bố')
  const back = sendBack(change satisfies Scheduled, { reason, by: actor.name, at: deps.clock.now() })
  await saveChange(tx, back)
  await recordAudit(tx, {
    action: 'catalog.change.returned',
    actor,
    agencyId: change.agencyId,
    resource: { kind: 'change', id: change.id },
    details: { reason },
  })
  await announce(tx, {
    type: 'catalog.change.returned',
    version: 1,
    resourceId: change.resourceId,
    payload: { change: change.id, to: change.submitted.by ?? null, reason, title: change.record.title.vi },
  })
}
