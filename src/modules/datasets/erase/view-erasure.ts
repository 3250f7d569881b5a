import { sql } from 'kysely'
import type { Static } from 'typebox'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Erasure } from './model.ts'
import type { ErasureView } from './schema.ts'
import { readErasures } from './store.ts'

export type SeenErasure = Static<typeof ErasureView>

/** Erasures this person may ask for or decide, the newest first. */
export async function listErasures(
  deps: DatasetsDeps,
  actor: Actor,
  filter: { state?: Erasure['state'] | undefined } = {},
): Promise<readonly SeenErasure[]> {
  const asks = agenciesWhere(actor, 'datasets.version.erase-request')
  const decides = agenciesWhere(actor, 'datasets.version.erase-confirm')
  const agencies = asks === 'all' || decides === 'all' ? 'all' : [...new Set([...asks, ...decides])]
  const erasures = await readErasures(deps.db, { agencies, state: filter.state })
  return Promise.all(erasures.map((erasure) => viewErasure(deps, erasure)))
}

/** An erasure with the names of what it concerns. */
export async function viewErasure(deps: DatasetsDeps, erasure: Erasure): Promise<SeenErasure> {
  const [resource, versions, sources] = await Promise.all([
    deps.catalog.reader.resource(erasure.resourceId),
    deps.db
      .selectFrom('datasets.version')
      .select(['id', 'title', 'number', 'digest', 'bytes'])
      .where(sql<boolean>`id = any(${[...erasure.versionIds]}::uuid[])`)
      .orderBy('created_at')
      .execute(),
    deps.db
      .selectFrom('datasets.source')
      .select(['id', 'file_name as name', 'digest', 'size as bytes'])
      .where(sql<boolean>`id = any(${[...erasure.sourceIds]}::uuid[])`)
      .orderBy('created_at')
      .execute(),
  ])
  return {
    id: erasure.id,
    dataset: {
      id: erasure.resourceId,
      slug: resource?.slug ?? '',
      title: resource?.record?.title.vi ?? resource?.slug ?? '',
    },
    versions: versions.map(({ number, ...rest }) => ({ ...rest, ...(number === null ? {} : { number }) })),
    sources,
    ...decisionOf(erasure),
  }
}

function decisionOf(erasure: Erasure): Omit<SeenErasure, 'id' | 'dataset' | 'versions' | 'sources'> {
  const { decidedName, decidedAt, decision, removedAt, outcome } = erasure
  return {
    state: erasure.state,
    reason: erasure.reason,
    basis: erasure.basis,
    asked_by: erasure.askedName,
    asked_at: erasure.askedAt.toISOString(),
    ...(decidedName === undefined ? {} : { decided_by: decidedName }),
    ...(decidedAt === undefined ? {} : { decided_at: decidedAt.toISOString() }),
    ...(decision === undefined ? {} : { decision }),
    ...(removedAt === undefined ? {} : { removed_at: removedAt.toISOString() }),
    kept: (outcome?.kept ?? []).map(({ digest, usedBy }) => ({ digest, used_by: usedBy })),
    backups: (outcome?.backups ?? []).map(({ sha256, file, madeAt }) => ({ sha256, file, made_at: madeAt })),
  }
}
