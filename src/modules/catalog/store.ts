import { sql, type Updateable } from 'kysely'
import type { ModuleDb } from '../../platform/db/index.ts'
import type { Tables } from '../../platform/db/tables.ts'
import { errors } from './errors.ts'
import type { Change, Resource } from './model.ts'
import { changeOf, resourceOf } from './rows.ts'

export type CatalogDb = ModuleDb<'catalog'>

/** Locks the change until the transaction ends; throws when there is none. */
export async function lockChange(tx: CatalogDb, id: string): Promise<Change> {
  const row = await tx.selectFrom('catalog.change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw errors.changeNotFound()
  return changeOf(row)
}

export async function lockResource(tx: CatalogDb, id: string): Promise<Resource> {
  const row = await tx.selectFrom('catalog.resource').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw errors.resourceNotFound(id)
  return resourceOf(row)
}

/** Kind of a resource; throws when there is none. */
export async function kindOf(tx: CatalogDb, resourceId: string): Promise<string> {
  const row = await tx.selectFrom('catalog.resource').select('kind').where('id', '=', resourceId).executeTakeFirst()
  if (!row) throw errors.resourceNotFound(resourceId)
  return row.kind
}

export async function findChange(db: CatalogDb, id: string): Promise<Change | undefined> {
  const row = await db.selectFrom('catalog.change').selectAll().where('id', '=', id).executeTakeFirst()
  return row && changeOf(row)
}

export async function findChanges(db: CatalogDb, ids: readonly string[]): Promise<ReadonlyMap<string, Change>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('catalog.change').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, changeOf(row)]))
}

/** States of those that there are, by id. */
export async function findChangeStates(
  db: CatalogDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Change['state']>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; state: Change['state'] }>`
    select id, state from catalog.change where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, state }) => [id, state]))
}

export async function findResource(db: CatalogDb, id: string): Promise<Resource | undefined> {
  const row = await db.selectFrom('catalog.resource').selectAll().where('id', '=', id).executeTakeFirst()
  return row && resourceOf(row)
}

/** By its present slug, or an old one. */
export async function findResourceBySlug(db: CatalogDb, slug: string): Promise<Resource | undefined> {
  const row = await db.selectFrom('catalog.resource').selectAll().where('slug', '=', slug).executeTakeFirst()
  if (row) return resourceOf(row)
  const old = await db.selectFrom('catalog.old_slug').select('resource_id').where('slug', '=', slug).executeTakeFirst()
  return old && findResource(db, old.resource_id)
}

export async function findOpenChange(db: CatalogDb, resourceId: string): Promise<Change | undefined> {
  const row = await db
    .selectFrom('catalog.change')
    .selectAll()
    .where('resource_id', '=', resourceId)
    .where('state', 'in', ['draft', 'in_review', 'scheduled'])
    .executeTakeFirst()
  return row && changeOf(row)
}

export async function insertResource(tx: CatalogDb, resource: Resource): Promise<void> {
  await tx
    .insertInto('catalog.resource')
    .values({
      id: resource.id,
      kind: resource.kind,
      slug: resource.slug,
      agency_id: resource.agencyId,
      created_at: resource.createdAt,
    })
    .execute()
}

export async function insertChange(tx: CatalogDb, change: Change): Promise<void> {
  const { id, resourceId, agencyId, state, baseVersion, authorId, authorName, createdAt } = change
  await tx
    .insertInto('catalog.change')
    .values({
      id,
      resource_id: resourceId,
      agency_id: agencyId,
      state,
      base_version: baseVersion,
      author_id: authorId ?? null,
      author_name: authorName,
      saved_by: change.savedBy,
      created_at: createdAt,
      updated_at: change.updatedAt,
      record: JSON.stringify(change.record),
    })
    .execute()
}

/** Writes the state and everything that may have changed with it. */
export async function saveChange(tx: CatalogDb, change: Change): Promise<void> {
  await tx.updateTable('catalog.change').set(columnsOf(change)).where('id', '=', change.id).execute()
}

export async function saveResource(tx: CatalogDb, resource: Resource): Promise<void> {
  await tx
    .updateTable('catalog.resource')
    .set({
      slug: resource.slug,
      state: resource.state,
      version: resource.version,
      record: resource.record ? JSON.stringify(resource.record) : null,
      summary: JSON.stringify(resource.summary),
      withdrawn_reason: resource.withdrawnReason ?? null,
      // When it was withdrawn, not when something of it was written later.
      ...(resource.state === 'withdrawn'
        ? { withdrawn_at: sql<Date>`case when state = 'withdrawn' then withdrawn_at else now() end` }
        : {}),
      correction: resource.correction ?? null,
      first_published_at: resource.firstPublishedAt ?? null,
      published_at: resource.publishedAt ?? null,
    })
    .where('id', '=', resource.id)
    .execute()
}

type ChangeColumns = Updateable<Tables['catalog.change']>

function columnsOf(change: Change): ChangeColumns {
  return {
    state: change.state,
    record: JSON.stringify(change.record),
    revision: change.revision,
    saved_by: change.savedBy,
    note: change.note ?? null,
    updated_at: change.updatedAt,
    ...returnedColumns(change),
    ...submittedColumns(change),
    ...decidedColumns(change),
  }
}

function returnedColumns(change: Change): ChangeColumns {
  if (change.state !== 'draft' || !change.returned) return {}
  return { returned_reason: change.returned.reason, returned_by: change.returned.by, returned_at: change.returned.at }
}

function submittedColumns(change: Change): ChangeColumns {
  if (!('submitted' in change)) return {}
  return {
    submitted_by: change.submitted.by ?? null,
    submitted_name: change.submitted.name,
    submitted_at: change.submitted.at,
  }
}

function decidedColumns(change: Change): ChangeColumns {
  if (change.state !== 'scheduled' && change.state !== 'published') return { due_at: null }
  const decided = {
    decided_by: change.decided.by ?? null,
    decided_name: change.decided.name,
    decided_at: change.decided.at,
    decision: JSON.stringify(change.decision),
  }
  if (change.state === 'scheduled') return { ...decided, due_at: change.dueAt }
  return { ...decided, due_at: null, published_at: change.publishedAt, published_version: change.publishedVersion }
}
