import { sql } from 'kysely'
import { type Actor, agenciesWhere } from '../identity/index.ts'
import type { Change, Resource } from './model.ts'
import { changeOf, resourceOf } from './rows.ts'
import type { CatalogDb } from './store.ts'

export interface PublicFeedback {
  readonly id: string
  readonly kind: string
  readonly body: string
  readonly state: string
  readonly answer: string | undefined
  readonly answeredBy: string | undefined
  readonly answeredAt: Date | undefined
  readonly createdAt: Date
}

/** Questions under a dataset as the public sees them: no contact, nothing hidden. */
export async function readFeedback(db: CatalogDb, resourceId: string): Promise<readonly PublicFeedback[]> {
  const rows = await db
    .selectFrom('catalog.feedback')
    .select(['id', 'kind', 'body', 'state', 'answer', 'answered_by', 'answered_at', 'created_at'])
    .where('resource_id', '=', resourceId)
    .where('state', '!=', 'hidden')
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    body: row.body,
    state: row.state,
    answer: row.answer ?? undefined,
    answeredBy: row.answered_by ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    createdAt: row.created_at,
  }))
}

/** Published changes of a resource, newest first. */
export async function readPublications(db: CatalogDb, resourceId: string): Promise<readonly Change[]> {
  const rows = await db
    .selectFrom('catalog.change')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .where('state', '=', 'published')
    .orderBy('published_version', 'desc')
    .limit(200)
    .execute()
  return rows.map(changeOf)
}

/** A row of the officer's desk or of an agency's list. */
export interface WorkRow {
  readonly change: Change
  readonly resource: Resource
}

/** Open changes the actor may see, oldest wait first. */
export async function readOpenWork(db: CatalogDb, actor: Actor): Promise<readonly WorkRow[]> {
  const agencies = agenciesWhere(actor, 'catalog.draft.read')
  if (agencies !== 'all' && agencies.length === 0) return []
  let query = db.selectFrom('catalog.change').selectAll().where('state', 'in', ['draft', 'in_review', 'scheduled'])
  if (agencies !== 'all') query = query.where('agency_id', '=', sql<string>`any(${agencies})`)
  const changes = (await query.orderBy('updated_at').limit(200).execute()).map(changeOf)
  return withResources(db, changes)
}

async function withResources(db: CatalogDb, changes: readonly Change[]): Promise<readonly WorkRow[]> {
  if (changes.length === 0) return []
  const ids = changes.map((change) => change.resourceId)
  const rows = await db.selectFrom('catalog.resource').selectAll().where('id', 'in', ids).execute()
  const resources = new Map(rows.map((row) => [row.id, resourceOf(row)]))
  return changes.flatMap((change) => {
    const resource = resources.get(change.resourceId)
    return resource ? [{ change, resource }] : []
  })
}

export interface OpenFeedback extends PublicFeedback {
  readonly resourceId: string
  readonly title: string
  readonly slug: string
  /** Sealed; unsealed only on the answering page. */
  readonly contact: string | undefined
  /** Name of the node it was asked at, when another node handed it on. */
  readonly askedAt: string | undefined
}

/** Questions waiting for an answer by the actor's agencies, oldest first; not those another node answers. */
export async function readOpenFeedback(db: CatalogDb, actor: Actor): Promise<readonly OpenFeedback[]> {
  const agencies = agenciesWhere(actor, 'catalog.feedback.answer')
  if (agencies !== 'all' && agencies.length === 0) return []
  let query = db
    .selectFrom('catalog.feedback as f')
    .innerJoin('catalog.resource as r', 'r.id', 'f.resource_id')
    .select(['f.id', 'f.kind', 'f.body', 'f.state', 'f.created_at', 'f.contact', 'f.resource_id', 'f.origin'])
    .select(['r.slug', 'r.record'])
    .where('f.state', '=', 'open')
    .where(sql<boolean>`r.origin ->> 'nodeId' is null`)
  if (agencies !== 'all') query = query.where('f.agency_id', '=', sql<string>`any(${agencies})`)
  const rows = await query.orderBy('f.created_at').limit(200).execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    body: row.body,
    state: row.state,
    answer: undefined,
    answeredBy: undefined,
    answeredAt: undefined,
    createdAt: row.created_at,
    resourceId: row.resource_id,
    slug: row.slug,
    contact: row.contact ?? undefined,
    askedAt: (row.origin as { node?: string } | null)?.node,
    title: (row.record as { title?: { vi: string } } | null)?.title?.vi ?? row.slug,
  }))
}

/** Published and withdrawn datasets of agencies, for their own lists and exports. */
export async function readAgencyResources(db: CatalogDb, agencyIds: readonly string[]): Promise<readonly Resource[]> {
  if (agencyIds.length === 0) return []
  const rows = await db
    .selectFrom('catalog.resource')
    .selectAll()
    .where('kind', '=', 'dataset')
    .where('agency_id', 'in', agencyIds)
    .where('state', '!=', 'draft')
    .orderBy('published_at', 'desc')
    .limit(10_000)
    .execute()
  return rows.map(resourceOf)
}

/** What the home page says: how much is here, and what came last. */
export async function readFigures(
  db: CatalogDb,
): Promise<{ datasets: number; rows: number; agencies: number; latest: Date | undefined }> {
  const { rows } = await sql<{ datasets: number; rows: number; agencies: number; latest: Date | null }>`
    select count(*)::int as datasets, coalesce(sum((summary ->> 'rows')::bigint), 0)::bigint as rows,
      count(distinct agency_id)::int as agencies, max(published_at) as latest
    from catalog.resource
    where kind = 'dataset' and state = 'published' and record ->> 'classification' = 'open'`.execute(db)
  const row = rows[0]
  return {
    datasets: row?.datasets ?? 0,
    rows: row?.rows ?? 0,
    agencies: row?.agencies ?? 0,
    latest: row?.latest ?? undefined,
  }
}

/** Resources with these ids, of every kind and state, in no order. */
export async function readResources(db: CatalogDb, ids: readonly string[]): Promise<readonly Resource[]> {
  if (ids.length === 0) return []
  const query = db.selectFrom('catalog.resource').selectAll()
  return (await query.where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(resourceOf)
}
