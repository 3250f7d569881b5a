import { basename } from 'node:path'
import { Type } from 'typebox'
import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import type { TaskKind } from '../../../platform/jobs/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { DatasetsDb } from '../store.ts'
import type { BackupHolding, Erasure, ErasureOutcome, KeptBytes } from './model.ts'
import { removeUnused } from './remove-unused.ts'
import { findErasure, lockErasure } from './store.ts'

const Payload = Type.Object({ erasureId: Type.String() })

export const RemoveErasedKind = {
  name: 'datasets.remove-erased',
  version: 1,
  schema: Payload,
  retry: { attempts: 25 },
} satisfies TaskKind<typeof Payload>

/** Removes the bytes of a confirmed erasure that nothing else uses. Safe to run again after a stop at any point. */
export async function removeErased(deps: DatasetsDeps, erasureId: string): Promise<void> {
  const erasure = await findErasure(deps.db, erasureId)
  if (erasure?.state !== 'done' || erasure.removedAt) return
  const removed: string[] = []
  const kept: KeptBytes[] = []
  for (const digest of erasure.digests) {
    const usedBy = await removeUnused(deps, digest)
    if (usedBy === 0) removed.push(digest)
    else kept.push({ digest, usedBy })
    await deps.step('erased-bytes-removed')
  }
  const backups = await backupsHolding(deps, erasure)
  await deps.db.transaction().execute((tx) => noteOutcome(deps, tx, { erasure, outcome: { removed, kept, backups } }))
}

async function noteOutcome(
  deps: DatasetsDeps,
  tx: DatasetsDb,
  { erasure, outcome }: { erasure: Erasure; outcome: ErasureOutcome },
): Promise<void> {
  if ((await lockErasure(tx, erasure.id))?.removedAt) return
  await tx
    .updateTable('datasets.erasure')
    .set({ removed_at: deps.clock.now(), outcome: JSON.stringify(outcome) })
    .where('id', '=', erasure.id)
    .execute()
  await recordAudit(tx, {
    action: 'datasets.erasure.carried-out',
    actor: systemActor('Xoá theo quyết định'),
    agencyId: erasure.agencyId,
    resource: { kind: 'dataset', id: erasure.resourceId },
    basis: erasure.basis,
    details: { erasure: erasure.id, ...outcome },
  })
}

/** Backups made since the oldest of the erased content came in: their keeper has to let them go as well. */
async function backupsHolding(
  deps: DatasetsDeps,
  { versionIds, sourceIds }: Erasure,
): Promise<readonly BackupHolding[]> {
  const created = await Promise.all([
    ...versionIds.map((id) => createdAt(deps.db, 'datasets.version', id)),
    ...sourceIds.map((id) => createdAt(deps.db, 'datasets.source', id)),
  ])
  const since = new Date(Math.min(...created.map((at) => at?.getTime() ?? 0)))
  const backups = await deps.backups(since)
  return backups.map(({ sha256, path, madeAt }) => ({ sha256, file: basename(path), madeAt: madeAt.toISOString() }))
}

async function createdAt(
  db: DatasetsDb,
  table: 'datasets.version' | 'datasets.source',
  id: string,
): Promise<Date | undefined> {
  return (await db.selectFrom(table).select('created_at').where('id', '=', id).executeTakeFirst())?.created_at
}
