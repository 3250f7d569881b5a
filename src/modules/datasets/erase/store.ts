import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../../platform/db/tables.ts'
import type { DatasetsDb } from '../store.ts'
import type { Erasure, ErasureOutcome } from './model.ts'

export async function insertErasure(tx: DatasetsDb, erasure: Erasure): Promise<void> {
  await tx
    .insertInto('datasets.erasure')
    .values({
      id: erasure.id,
      resource_id: erasure.resourceId,
      agency_id: erasure.agencyId,
      version_ids: [...erasure.versionIds],
      source_ids: [...erasure.sourceIds],
      digests: [...erasure.digests],
      reason: erasure.reason,
      basis: erasure.basis,
      state: erasure.state,
      asked_by: erasure.askedBy ?? null,
      asked_name: erasure.askedName,
      asked_at: erasure.askedAt,
    })
    .execute()
}

export async function findErasure(db: DatasetsDb, id: string): Promise<Erasure | undefined> {
  const row = await db.selectFrom('datasets.erasure').selectAll().where('id', '=', id).executeTakeFirst()
  return row && erasureOf(row)
}

export async function lockErasure(tx: DatasetsDb, id: string): Promise<Erasure | undefined> {
  const row = await tx.selectFrom('datasets.erasure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && erasureOf(row)
}

export interface ErasureFilter {
  readonly agencies: 'all' | readonly string[]
  readonly state?: Erasure['state'] | undefined
}

/** Erasures of these agencies, the newest first. */
export async function readErasures(db: DatasetsDb, { agencies, state }: ErasureFilter): Promise<readonly Erasure[]> {
  let query = db.selectFrom('datasets.erasure').selectAll().orderBy('asked_at', 'desc').limit(500)
  if (agencies !== 'all') query = query.where(sql<boolean>`agency_id = any(${[...agencies]}::uuid[])`)
  if (state) query = query.where('state', '=', state)
  return (await query.execute()).map(erasureOf)
}

/** How many versions and sources that nobody erased have these bytes. */
export async function countUses(db: DatasetsDb, digest: string): Promise<number> {
  const { rows } = await sql<{ uses: number }>`
    select ((select count(*) from datasets.version where digest = ${digest} and state <> 'erased')
      + (select count(*) from datasets.source where digest = ${digest} and state <> 'erased'))::integer as uses`.execute(
    db,
  )
  return rows[0]?.uses ?? 0
}

/**
 * Held to the end of the transaction: nobody may begin to use these bytes while they are being removed. Whoever adds
 * a use takes it shared, and looks afterwards whether the bytes are still there.
 */
export async function lockBytes(tx: DatasetsDb, digest: string, mode: 'use' | 'remove'): Promise<void> {
  const key = sql`hashtextextended(${digest}, 51)`
  await (mode === 'use'
    ? sql`select pg_advisory_xact_lock_shared(${key})`.execute(tx)
    : sql`select pg_advisory_xact_lock(${key})`.execute(tx))
}

function erasureOf(row: Selectable<Tables['datasets.erasure']>): Erasure {
  return {
    id: row.id,
    resourceId: row.resource_id,
    agencyId: row.agency_id,
    versionIds: row.version_ids,
    sourceIds: row.source_ids,
    digests: row.digests,
    reason: row.reason,
    basis: row.basis,
    state: row.state as Erasure['state'],
    askedBy: row.asked_by ?? undefined,
    askedName: row.asked_name,
    askedAt: row.asked_at,
    ...decisionOf(row),
  }
}

function decisionOf(row: Selectable<Tables['datasets.erasure']>) {
  return {
    decidedName: row.decided_name ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    decision: row.decision ?? undefined,
    removedAt: row.removed_at ?? undefined,
    outcome: (row.outcome ?? undefined) as ErasureOutcome | undefined,
  }
}
