import { recordAudit } from '../../../platform/audit/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { discard, isOpen } from '../model.ts'
import { lockChange, lockResource, saveChange } from '../store.ts'

/** Drops an open draft; what the public sees stays as it is. */
export async function discardChange(deps: CatalogDeps, actor: Actor, changeId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const change = await lockChange(tx, changeId)
    const resource = await lockResource(tx, change.resourceId)
    const kind = deps.kind(resource.kind)
    const by = assertCan(actor, kind.write ?? 'catalog.draft.write', change)
    if (!isOpen(change)) throw errors.wrongState(change.state)
    await kind.discard(tx, change)
    await saveChange(tx, discard(change, deps.clock.now()))
    await recordAudit(tx, {
      action: 'catalog.change.discarded',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: resource.kind, id: resource.id },
      details: { change: change.id, title: change.record.title.vi },
    })
  })
}
