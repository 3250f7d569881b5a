import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { CodeList } from '../../tabular/codes/index.ts'
import type { CodesDb } from './db.ts'

/** What a list is, without its items. */
export interface ListHead {
  readonly id: string
  readonly title: string
  readonly titleEn: string | undefined
  readonly source: string
  /** First and last day in force, ISO 8601; the last day is included. */
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  readonly itemCount: number
  readonly builtIn: boolean
  /** Counts the contents this list has had on this node, from 1. */
  readonly version: number
  readonly updatedAt: Date
}

interface HeadRow {
  id: string
  title: string
  title_en: string | null
  source: string
  valid_from: string | null
  valid_to: string | null
  item_count: number
  built_in: boolean
  version: number
  updated_at: Date
}

export async function readHeads(db: CodesDb): Promise<readonly ListHead[]> {
  const { rows } = await sql<HeadRow>`
    select id, title, title_en, source, valid_from::text as valid_from, (valid_until - 1)::text as valid_to,
      item_count, built_in, version, updated_at from codes.list order by id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en ?? undefined,
    source: row.source,
    validFrom: row.valid_from ?? undefined,
    validTo: row.valid_to ?? undefined,
    itemCount: row.item_count,
    builtIn: row.built_in,
    version: row.version,
    updatedAt: row.updated_at,
  }))
}

/** The list in force on this node; `version` asks for an earlier content. */
export async function readList(db: CodesDb, id: string, version?: number): Promise<CodeList | undefined> {
  const { rows } = await sql<{ content: CodeList }>`
    select v.content from codes.list l
      join codes.version v on v.list_id = l.id and v.version = ${version ?? sql.ref('l.version')}
    where l.id = ${id}`.execute(db)
  return rows[0]?.content
}

export function digestOf(list: CodeList): string {
  return hash('sha256', JSON.stringify(list))
}

export interface Loading {
  readonly list: CodeList
  readonly builtIn: boolean
  readonly by: string | undefined
  readonly now: Date
}

/** Makes the content the one in force. Undefined when this very content was loaded before: a start loads nothing twice. */
export async function saveList(tx: CodesDb, { list, builtIn, by, now }: Loading): Promise<number | undefined> {
  const digest = digestOf(list)
  // Two processes starting at once must not both load.
  await sql`select pg_advisory_xact_lock(hashtext(${`codes.list ${list.id}`}))`.execute(tx)
  const known = await sql<{ version: number; same: boolean }>`
    select max(version) as version, coalesce(bool_or(digest = ${digest} and (${builtIn} or version = (
      select l.version from codes.list l where l.id = ${list.id}))), false) as same
    from codes.version where list_id = ${list.id}`.execute(tx)
  if (known.rows[0]?.same) return undefined
  const version = (known.rows[0]?.version ?? 0) + 1
  await sql`
    insert into codes.version (list_id, version, digest, content, loaded_by, loaded_at)
    values (${list.id}, ${version}, ${digest}, ${JSON.stringify(list)}, ${by}, ${now})`.execute(tx)
  await sql`
    insert into codes.list (id, title, title_en, source, valid_from, valid_until, item_count, built_in, version, digest, updated_at)
    values (${list.id}, ${list.title}, ${list.titleEn}, ${list.source}, ${list.validFrom}::date, ${list.validTo}::date + 1,
      ${list.items.length}, ${builtIn}, ${version}, ${digest}, ${now})
    on conflict (id) do update set title = excluded.title, title_en = excluded.title_en, source = excluded.source,
      valid_from = excluded.valid_from, valid_until = excluded.valid_until, item_count = excluded.item_count,
      built_in = codes.list.built_in, version = excluded.version, digest = excluded.digest,
      updated_at = excluded.updated_at`.execute(tx)
  return version
}
