import { type QueryExecutorProvider, sql } from 'kysely'
import { sameTransaction } from '../../platform/db/index.ts'
import type { Change } from '../catalog/index.ts'
import type { DatamapDb } from './deps.ts'
import { foldItem } from './duplicates/fold-item.ts'
import { type DatabaseRecord, emptyDatabase } from './record.ts'

/** What the two columns of a draft or a published database say together. */
export function recordOf({ record, items }: { readonly record: unknown; readonly items: unknown }): DatabaseRecord {
  return { ...(record as Omit<DatabaseRecord, 'items'>), items: items as DatabaseRecord['items'] }
}

async function findDraft(db: DatamapDb, changeId: string): Promise<DatabaseRecord | undefined> {
  const row = await db
    .selectFrom('datamap.draft')
    .select(['record', 'items'])
    .where('change_id', '=', changeId)
    .executeTakeFirst()
  return row && recordOf(row)
}

/** What is published about a database; undefined before its first publication. */
export async function findPublished(db: DatamapDb, resourceId: string): Promise<DatabaseRecord | undefined> {
  const row = await db
    .selectFrom('datamap.database')
    .select(['record', 'items'])
    .where('resource_id', '=', resourceId)
    .executeTakeFirst()
  return row && recordOf(row)
}

/** What a change says: its own content, else what is published, which it began from. */
export async function contentOf(
  db: DatamapDb,
  change: Pick<Change, 'id' | 'resourceId' | 'record'>,
): Promise<DatabaseRecord> {
  return (
    (await findDraft(db, change.id)) ??
    (await findPublished(db, change.resourceId)) ??
    emptyDatabase(change.record.title.vi)
  )
}

export interface NewContent {
  readonly change: Pick<Change, 'id' | 'resourceId' | 'agencyId' | 'updatedAt'>
  readonly record: DatabaseRecord
  readonly gaps: number
}

const BATCH = 500

/** Writes what changes say, over what they said before. */
export async function keepDrafts(outer: QueryExecutorProvider, contents: readonly NewContent[]): Promise<void> {
  const tx = sameTransaction<'datamap'>(outer)
  for (let at = 0; at < contents.length; at += BATCH) {
    const rows = JSON.stringify(contents.slice(at, at + BATCH).map(draftRow))
    await sql`
      insert into datamap.draft (change_id, resource_id, agency_id, name, class, gaps, record, items, saved_at)
      select r.change_id, r.resource_id, r.agency_id, r.name, r.class, r.gaps, r.record, r.items, r.saved_at
      from jsonb_to_recordset(${rows}::jsonb) as r (change_id uuid, resource_id uuid, agency_id uuid, name text,
        class text, gaps integer, record jsonb, items jsonb, saved_at timestamptz)
      on conflict (change_id) do update set name = excluded.name, class = excluded.class, gaps = excluded.gaps,
        record = excluded.record, items = excluded.items, saved_at = excluded.saved_at`.execute(tx)
  }
}

function draftRow({ change, record, gaps }: NewContent) {
  const { items, ...parts } = record
  return {
    change_id: change.id,
    resource_id: change.resourceId,
    agency_id: change.agencyId,
    name: record.identity.name ?? '',
    class: record.identity.class ?? null,
    gaps,
    record: parts,
    items,
    saved_at: change.updatedAt,
  }
}

export async function dropDraft(outer: QueryExecutorProvider, changeId: string): Promise<void> {
  await sameTransaction<'datamap'>(outer).deleteFrom('datamap.draft').where('change_id', '=', changeId).execute()
}

export interface NewPublished {
  readonly resourceId: string
  readonly agencyId: string
  readonly slug: string
  readonly version: number
  readonly at: Date
  readonly listed: boolean
  readonly record: DatabaseRecord
}

/** Makes the record what the map shows, with its relations and items beside it. */
export async function keepPublished(outer: QueryExecutorProvider, published: NewPublished): Promise<void> {
  const tx = sameTransaction<'datamap'>(outer)
  const row = databaseRow(published)
  await tx
    .insertInto('datamap.database')
    .values({ resource_id: published.resourceId, ...row })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(row))
    .execute()
  await keepRelations(tx, published)
  await keepItems(tx, published)
}

function databaseRow({ agencyId, slug, version, at, listed, record }: NewPublished) {
  const { items, ...parts } = record
  const { identity, content, classification, sharing } = record
  return {
    agency_id: agencyId,
    slug,
    version,
    name: identity.name ?? slug,
    class: identity.class ?? '3',
    status: identity.status ?? null,
    sector: identity.sector ?? null,
    system: identity.system ?? null,
    listed,
    withdrawn: false,
    master_data: content.masterData === true,
    personal_data: classification.personalData ?? 'none',
    connection: sharing.connection ?? null,
    item_count: items.length,
    open_items: items.filter((item) => item.share === 'open').length,
    record: JSON.stringify(parts),
    items: JSON.stringify(items),
    published_at: at,
  }
}

async function keepRelations(tx: DatamapDb, { resourceId, record }: NewPublished): Promise<void> {
  await tx.deleteFrom('datamap.relation').where('from_id', '=', resourceId).execute()
  if (record.relations.length === 0) return
  await tx
    .insertInto('datamap.relation')
    .values(
      record.relations.map(({ type, to, name, note }, position) => ({
        from_id: resourceId,
        position,
        type,
        to_id: to ?? null,
        to_name: name,
        note: note ?? null,
      })),
    )
    .execute()
}

async function keepItems(tx: DatamapDb, { resourceId, record }: NewPublished): Promise<void> {
  await tx.deleteFrom('datamap.item').where('resource_id', '=', resourceId).execute()
  const rows = record.items.map((item, position) => ({
    position,
    table: item.table ?? '',
    title: item.title,
    folded: foldItem(item),
    list: item.codeList ?? null,
    share: item.share ?? null,
    personal: item.personal ?? 'none',
  }))
  if (rows.length === 0) return
  await sql`
    insert into datamap.item (resource_id, position, table_name, title, folded, code_list, share, personal)
    select ${resourceId}, i.position, i.table, i.title, i.folded, i.list, i.share, i.personal
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i (position integer, "table" text, title text,
      folded text, list text, share text, personal text)`.execute(tx)
}

/** The map no longer shows it; nothing is erased. */
export async function markWithdrawn(outer: QueryExecutorProvider, resourceId: string): Promise<void> {
  await sameTransaction<'datamap'>(outer)
    .updateTable('datamap.database')
    .set({ withdrawn: true })
    .where('resource_id', '=', resourceId)
    .execute()
}
