import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { type Draft, sendBack } from '../model.ts'
import { kindOf, lockChange, saveChange } from '../store.ts'

/** The approver sends the change back with a reason, or the officer takes it back to go on writing. */
export async function returnChange(
  deps: CatalogDeps,
  actor: Actor,
  input: { changeId: string; reason: string },
): Promise<Draft> {
  const reason = cleanText(input.reason)
  if (reason === '') throw errors.needsReason()
  return deps.db.transaction().execute(async (tx) => {
    const change = await lockChange(tx, input.changeId)
    const own = actor.id !== undefined && 'submitted' in change && change.submitted.by === actor.id
    const submit = deps.kind(await kindOf(tx, change.resourceId)).submit ?? 'catalog.change.submit'
    const by = assertCan(actor, own ? submit : 'catalog.change.return', change)
    if (change.state !== 'in_review' && change.state !== 'scheduled') throw errors.wrongState(change.state)
    const draft = sendBack(change, { reason, by: actor.name, at: deps.clock.now() })
    await saveChange(tx, draft)
    await recordAudit(tx, {
      action: 'catalog.change.returned',
      actor: by,
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
    return draft
  })
}
