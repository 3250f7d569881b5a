import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { assertOurs } from '../foreign/ours.ts'
import type { Decision, Resource } from '../model.ts'
import { lockResource, saveResource } from '../store.ts'

export interface Withdrawal {
  readonly resourceId: string
  readonly reason: string
  readonly decision: Decision
}

/** Takes a resource from the public; its page then says why. Nothing is erased. */
export async function withdrawResource(deps: CatalogDeps, actor: Actor, withdrawal: Withdrawal): Promise<Resource> {
  const reason = cleanText(withdrawal.reason)
  if (reason === '') throw errors.needsReason()
  const result = await deps.db.transaction().execute(async (tx) => {
    const resource = await lockResource(tx, withdrawal.resourceId)
    const by = assertCan(actor, 'catalog.resource.withdraw', resource)
    assertOurs(resource)
    if (resource.state !== 'published') throw errors.wrongState(resource.state)
    const withdrawn: Resource = { ...resource, state: 'withdrawn', withdrawnReason: reason }
    await saveResource(tx, withdrawn)
    await deps.kind(resource.kind).withdraw?.(tx, withdrawn)
    await recordAudit(tx, {
      action: 'catalog.resource.withdrawn',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: resource.kind, id: resource.id, version: resource.version },
      basis: withdrawal.decision.number ?? withdrawal.decision.text,
      details: { reason, decision: withdrawal.decision },
    })
    await announce(tx, { type: 'catalog.resource.withdrawn', version: 1, resourceId: resource.id, payload: { reason } })
    return withdrawn
  })
  await deps.shown()
  return result
}

/** Puts a notice on the page of a published resource, e.g. which figures were wrong until when; empty text takes it off. */
export async function noteCorrection(
  deps: CatalogDeps,
  actor: Actor,
  input: { resourceId: string; text: string },
): Promise<Resource> {
  const text = cleanText(input.text)
  const corrected = await deps.db.transaction().execute(async (tx) => {
    const resource = await lockResource(tx, input.resourceId)
    const by = assertCan(actor, 'catalog.resource.correct', resource)
    assertOurs(resource)
    if (resource.state !== 'published') throw errors.wrongState(resource.state)
    const resourceNow: Resource = { ...resource, correction: text || undefined }
    await saveResource(tx, resourceNow)
    await recordAudit(tx, {
      action: 'catalog.resource.corrected',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: resource.kind, id: resource.id, version: resource.version },
      details: { text },
    })
    await announce(tx, { type: 'catalog.resource.corrected', version: 1, resourceId: resource.id, payload: { text } })
    return resourceNow
  })
  await deps.shown()
  return corrected
}
