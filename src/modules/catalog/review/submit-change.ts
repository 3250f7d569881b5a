import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { missingForReview } from '../clean-record.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { type InReview, submit } from '../model.ts'
import { type CatalogDb, lockChange, lockResource, saveChange } from '../store.ts'

export interface Submission {
  readonly changeId: string
  /** Names the work of many this is part of; whoever does that work tells people of it once. */
  readonly together?: string | undefined
}

/** The officer asks for review; everything required must be there. */
export async function submitChange(deps: CatalogDeps, actor: Actor, changeId: string): Promise<InReview> {
  return deps.db.transaction().execute((tx) => submitChangeIn(deps, tx, { actor, submission: { changeId } }))
}

/** The same inside a transaction of the caller. */
export async function submitChangeIn(
  deps: CatalogDeps,
  tx: CatalogDb,
  { actor, submission: { changeId, together } }: { actor: Actor; submission: Submission },
): Promise<InReview> {
  const change = await lockChange(tx, changeId)
  const resource = await lockResource(tx, change.resourceId)
  const kind = deps.kind(resource.kind)
  const by = assertCan(actor, kind.submit ?? 'catalog.change.submit', change)
  if (change.state !== 'draft') throw errors.wrongState(change.state)
  if (resource.version !== change.baseVersion) throw errors.publishedMeanwhile()
  const missing = (kind.missingForReview ?? missingForReview)(change.record)
  if (missing.length > 0) throw errors.notReady(missing)
  const problems = await deps.reviewCheck(resource.kind)?.({ change, resource })
  if (problems && problems.length > 0) throw errors.notReady(problems)
  await kind.checkForReview(tx, change)
  const submitted = submit(change, { by: actor.id, name: actor.name, at: deps.clock.now() })
  await saveChange(tx, submitted)
  const title = change.record.title.vi
  await recordAudit(tx, {
    action: 'catalog.change.submitted',
    actor: by,
    agencyId: change.agencyId,
    resource: { kind: resource.kind, id: resource.id },
    details: { change: change.id, title },
  })
  await announce(tx, {
    type: 'catalog.change.submitted',
    version: 1,
    resourceId: resource.id,
    payload: { change: change.id, agencyId: change.agencyId, title, together },
  })
  return submitted
}
