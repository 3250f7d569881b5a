import { sql } from 'kysely'
import type { Resource } from './model.ts'
import { resourceOf } from './rows.ts'
import type { CatalogDb } from './store.ts'

/** Which public datasets are wanted. */
export interface PublicWish {
  /** Only of these agencies. */
  readonly agencyIds?: readonly string[]
  /** Only what was published at this moment or later. */
  readonly modifiedSince?: Date
}

const isPublic = sql<boolean>`kind = 'dataset' and state = 'published' and record ->> 'classification' = 'open'`

/** Public datasets in the order of ids, after this one; `offset` is for the first page only, the rest goes by id. */
export async function readPublicDatasets(
  db: CatalogDb,
  { after, offset = 0, limit, ...wish }: PublicWish & { after?: string | undefined; offset?: number; limit: number },
): Promise<readonly Resource[]> {
  let query = wished(db, wish).selectAll().orderBy('id').limit(limit)
  if (after) query = query.where('id', '>', after)
  if (offset > 0) query = query.offset(offset)
  return (await query.execute()).map(resourceOf)
}

/** Those of these datasets that are public, in no order. */
export async function readPublicByIds(db: CatalogDb, ids: readonly string[]): Promise<readonly Resource[]> {
  if (ids.length === 0) return []
  const query = db.selectFrom('catalog.resource').selectAll().where(isPublic)
  return (await query.where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(resourceOf)
}

/** How many there are, and when the last of them was published. */
export async function countPublicDatasets(
  db: CatalogDb,
  wish: PublicWish,
): Promise<{ count: number; latest: Date | undefined }> {
  const row = await wished(db, wish)
    .select([sql<number>`count(*)::int`.as('count'), sql<Date | null>`max(published_at)`.as('latest')])
    .executeTakeFirst()
  return { count: row?.count ?? 0, latest: row?.latest ?? undefined }
}

function wished(db: CatalogDb, { agencyIds, modifiedSince }: PublicWish) {
  let query = db.selectFrom('catalog.resource').where(isPublic)
  if (agencyIds) query = query.where('agency_id', '=', sql<string>`any(${agencyIds}::uuid[])`)
  if (modifiedSince) query = query.where('published_at', '>=', modifiedSince)
  return query
}
