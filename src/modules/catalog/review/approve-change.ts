import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { type Decision, type InReview, type Published, type Scheduled, type Stamp, schedule } from '../model.ts'
import { type CatalogDb, lockChange, lockResource, saveChange } from '../store.ts'
import { approvalTarget } from './approval-target.ts'
import { makePublic } from './make-public.ts'

export interface Approval {
  readonly changeId: string
  readonly decision: Decision
  /** Publish at this moment instead of now. */
  readonly at?: Date | undefined
  /** Names the work of many this is part of; whoever does that work tells people of it once. */
  readonly together?: string | undefined
}

/** The approver lets it out, now or at a set time. Returns once the public can find what was published. */
export async function approveChange(
  deps: CatalogDeps,
  actor: Actor,
  approval: Approval,
): Promise<Published | Scheduled> {
  const result = await deps.db.transaction().execute((tx) => approveChangeIn(deps, tx, { actor, approval }))
  if (result.state === 'published') await deps.shown()
  return result
}

/** The same inside a transaction of the caller, who waits until the public can find it. */
export async function approveChangeIn(
  deps: CatalogDeps,
  tx: CatalogDb,
  { actor, approval }: { actor: Actor; approval: Approval },
): Promise<Published | Scheduled> {
  const { changeId, decision, at, together } = approval
  const change = await lockChange(tx, changeId)
  const by = assertCan(
    actor,
    at ? 'catalog.change.schedule' : 'catalog.change.approve',
    await approvalTarget(deps.agencies, actor, change),
  )
  if (change.state !== 'in_review') throw errors.wrongState(change.state)
  const decided = { by: actor.id, name: actor.name, at: deps.clock.now() }
  if (at) return plan(deps, tx, { by, change, decided, decision, dueAt: at })
  return makePublic(deps, tx, { actor: by, change, decided, decision, together })
}

interface Planned {
  readonly by: ActorRef
  readonly change: InReview
  readonly decided: Stamp
  readonly decision: Decision
  readonly dueAt: Date
}

async function plan(deps: CatalogDeps, tx: CatalogDb, planned: Planned): Promise<Scheduled> {
  const { by, change, decided, decision, dueAt } = planned
  if (dueAt <= decided.at) throw errors.pastDate()
  const resource = await lockResource(tx, change.resourceId)
  const scheduled = schedule(change, decided, { decision, dueAt })
  // The checks run now too: a refusal at night, when it is due, would help nobody.
  await deps.kind(resource.kind).checkForPublication(tx, scheduled, decision)
  await saveChange(tx, scheduled)
  await recordAudit(tx, {
    action: 'catalog.change.scheduled',
    actor: by,
    agencyId: change.agencyId,
    resource: { kind: resource.kind, id: resource.id },
    basis: decision.number ?? decision.text,
    details: { change: change.id, at: dueAt.toISOString(), decision },
  })
  return scheduled
}
