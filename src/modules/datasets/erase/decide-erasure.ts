import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan, mayApproveOwn } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { DatasetsDb } from '../store.ts'
import { eraseErrors } from './errors.ts'
import { markErased } from './mark-erased.ts'
import type { Erasure } from './model.ts'
import { RemoveErasedKind } from './remove-erased.ts'
import { findErasure, lockErasure } from './store.ts'

export interface ErasureDecision {
  readonly erasureId: string
  /** Number of the paper decision, or why it is refused. */
  readonly text: string
}

/** A second person confirms: from this moment readers are told that it is gone; the bytes follow at once. */
export async function confirmErasure(deps: DatasetsDeps, actor: Actor, decision: ErasureDecision): Promise<Erasure> {
  const erasure = await deps.db.transaction().execute(async (tx) => {
    const { erasure, by } = await decide(deps, tx, { actor, decision, state: 'done' })
    await markErased(deps, tx, erasure)
    await enqueue(tx, RemoveErasedKind, { payload: { erasureId: erasure.id }, key: `erase-${erasure.id}` })
    await writeEvidence(tx, { erasure, by, word: 'confirmed' })
    return erasure
  })
  await deps.step('erasure-confirmed')
  return (await findErasure(deps.db, erasure.id)) ?? erasure
}

/** The approver says no, with the reason; everything stays. */
export async function refuseErasure(deps: DatasetsDeps, actor: Actor, decision: ErasureDecision): Promise<Erasure> {
  if (cleanText(decision.text) === '') throw eraseErrors.needsReason()
  return deps.db.transaction().execute(async (tx) => {
    const { erasure, by } = await decide(deps, tx, { actor, decision, state: 'refused' })
    await writeEvidence(tx, { erasure, by, word: 'refused' })
    return erasure
  })
}

async function decide(
  deps: DatasetsDeps,
  tx: DatasetsDb,
  { actor, decision, state }: { actor: Actor; decision: ErasureDecision; state: 'done' | 'refused' },
): Promise<{ erasure: Erasure; by: ActorRef }> {
  const erasure = await lockErasure(tx, decision.erasureId)
  if (!erasure) throw eraseErrors.notFound()
  const agency = await deps.agencies.byId(erasure.agencyId)
  const by = assertCan(actor, 'datasets.version.erase-confirm', {
    agencyId: erasure.agencyId,
    authorId: erasure.askedBy,
    ownAllowed: agency ? mayApproveOwn(agency) : false,
  })
  if (erasure.state !== 'asked') throw eraseErrors.decided()
  const decided = {
    state,
    decidedName: actor.name,
    decidedAt: deps.clock.now(),
    decision: cleanText(decision.text).slice(0, 4000) || undefined,
  }
  await tx
    .updateTable('datasets.erasure')
    .set({
      state,
      decided_by: actor.id ?? null,
      decided_name: decided.decidedName,
      decided_at: decided.decidedAt,
      decision: decided.decision ?? null,
    })
    .where('id', '=', erasure.id)
    .execute()
  return { erasure: { ...erasure, ...decided }, by }
}

async function writeEvidence(
  tx: DatasetsDb,
  { erasure, by, word }: { erasure: Erasure; by: ActorRef; word: 'confirmed' | 'refused' },
): Promise<void> {
  const { id, reason, decision, versionIds, sourceIds, digests } = erasure
  await recordAudit(tx, {
    action: `datasets.erasure.${word}`,
    actor: by,
    agencyId: erasure.agencyId,
    resource: { kind: 'dataset', id: erasure.resourceId },
    basis: erasure.basis,
    details: {
      erasure: id,
      reason,
      decision,
      askedBy: erasure.askedName,
      versions: versionIds,
      sources: sourceIds,
      digests,
    },
  })
  await announce(tx, {
    type: `datasets.erasure.${word}`,
    version: 1,
    resourceId: erasure.resourceId,
    payload: { erasure: id },
  })
}
