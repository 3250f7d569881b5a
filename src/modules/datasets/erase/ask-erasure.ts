import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { DatasetsDb } from '../store.ts'
import { eraseErrors } from './errors.ts'
import type { Erasure } from './model.ts'
import { insertErasure } from './store.ts'

export interface ErasureRequest {
  readonly resourceId: string
  readonly versionIds: readonly string[]
  readonly sourceIds: readonly string[]
  readonly reason: string
  readonly basis: string
}

const TEXT_MAX = 4000

/** The steward names what has to go, why, and on what legal basis. Nothing changes until an approver confirms. */
export async function askErasure(deps: DatasetsDeps, actor: Actor, request: ErasureRequest): Promise<Erasure> {
  const resource = await deps.catalog.reader.resource(request.resourceId)
  if (!resource) throw catalogErrors.resourceNotFound(request.resourceId)
  const by = assertCan(actor, 'datasets.version.erase-request', resource)
  const reason = cleanText(request.reason).slice(0, TEXT_MAX)
  const basis = cleanText(request.basis).slice(0, TEXT_MAX)
  if (reason === '') throw eraseErrors.needsReason()
  if (basis === '') throw eraseErrors.needsBasis()
  if (request.versionIds.length + request.sourceIds.length === 0) throw eraseErrors.nothingNamed()
  return deps.db.transaction().execute(async (tx) => {
    const named = await everythingNamed(tx, request)
    await refuseAskedTwice(tx, named)
    const erasure: Erasure = {
      id: deps.ids.next(),
      resourceId: resource.id,
      agencyId: resource.agencyId,
      ...named,
      reason,
      basis,
      state: 'asked',
      askedBy: actor.id,
      askedName: actor.name,
      askedAt: deps.clock.now(),
      decidedName: undefined,
      decidedAt: undefined,
      decision: undefined,
      removedAt: undefined,
      outcome: undefined,
    }
    await insertErasure(tx, erasure)
    await recordAudit(tx, {
      action: 'datasets.erasure.asked',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'dataset', id: resource.id },
      basis,
      details: { erasure: erasure.id, reason, versions: named.versionIds, sources: named.sourceIds },
    })
    await announce(tx, {
      type: 'datasets.erasure.asked',
      version: 1,
      resourceId: resource.id,
      payload: { erasure: erasure.id },
    })
    return erasure
  })
}

type Named = Pick<Erasure, 'versionIds' | 'sourceIds' | 'digests'>

// The same content stands in several places: a source is also a file to download, and its tables are made of it.
async function everythingNamed(tx: DatasetsDb, request: ErasureRequest): Promise<Named> {
  const versionIds = [...request.versionIds]
  const asked = await tx
    .selectFrom('datasets.version as v')
    .innerJoin('datasets.distribution as d', 'd.id', 'v.distribution_id')
    .select(['v.id', 'v.source_id', 'd.kind'])
    .where('v.resource_id', '=', request.resourceId)
    .where('v.state', '!=', 'erased')
    .where(sql<boolean>`v.id = any(${versionIds}::uuid[])`)
    .execute()
  const files = asked.flatMap((version) => (version.kind === 'file' && version.source_id ? [version.source_id] : []))
  const sourceIds = [...new Set([...request.sourceIds, ...files])]
  const sources = await tx
    .selectFrom('datasets.source')
    .select(['id', 'digest'])
    .where('resource_id', '=', request.resourceId)
    .where('state', '!=', 'erased')
    .where(sql<boolean>`id = any(${sourceIds}::uuid[])`)
    .execute()
  if (asked.length < new Set(versionIds).size || sources.length < sourceIds.length) throw eraseErrors.notOfDataset()
  const versions = await tx
    .selectFrom('datasets.version')
    .select(['id', 'digest'])
    .where('state', '!=', 'erased')
    .where(sql<boolean>`(id = any(${versionIds}::uuid[]) or source_id = any(${sourceIds}::uuid[]))`)
    .execute()
  return {
    versionIds: versions.map((version) => version.id),
    sourceIds,
    // A link has no bytes of ours.
    digests: [...new Set([...versions, ...sources].map((item) => item.digest))].filter((digest) =>
      digest.startsWith('sha256:'),
    ),
  }
}

async function refuseAskedTwice(tx: DatasetsDb, { versionIds, sourceIds }: Named): Promise<void> {
  const waiting = await tx
    .selectFrom('datasets.erasure')
    .select('id')
    .where('state', '=', 'asked')
    .where(sql<boolean>`(version_ids && ${[...versionIds]}::uuid[] or source_ids && ${[...sourceIds]}::uuid[])`)
    .executeTakeFirst()
  if (waiting) throw eraseErrors.askedAlready()
}
