import { sql } from 'kysely'
import type { CatalogDb } from './store.ts'

/** Which datasets are asked for by the moment they last changed. */
export interface StampedWish {
  /** Changed at this moment or later. */
  readonly from?: Date | undefined
  /** Changed before this moment. */
  readonly before?: Date | undefined
  readonly agencyIds?: readonly string[] | undefined
  readonly theme?: string | undefined
  /** Only those with a theme. */
  readonly themed?: boolean
}

/** A dataset that is public, or was. */
export interface Stamped {
  readonly id: string
  /** ISO 8601 in UTC, to the microsecond: when it was last published or withdrawn. */
  readonly stamp: string
  readonly isPublic: boolean
  readonly agencyId: string
  readonly themes: readonly string[]
}

const stamp = sql<Date>`greatest(r.withdrawn_at, r.published_at)`
const isOpen = sql<boolean>`r.record ->> 'classification' = 'open'`
// What is closed now may have been open in an earlier publication; what never was is nobody's business.
const wasPublic = sql<boolean>`(${isOpen} or exists (select from catalog.change c where c.resource_id = r.id
  and c.state = 'published' and c.record ->> 'classification' = 'open'))`

function wished({ from, before, agencyIds, theme, themed }: StampedWish) {
  const parts = [sql`r.kind = 'dataset' and r.state <> 'draft' and ${wasPublic}`]
  if (from) parts.push(sql`${stamp} >= ${from}`)
  if (before) parts.push(sql`${stamp} < ${before}`)
  if (agencyIds) parts.push(sql`r.agency_id = any(${agencyIds}::uuid[])`)
  if (theme !== undefined) parts.push(sql`r.record -> 'themes' @> ${JSON.stringify([theme])}::jsonb`)
  if (themed) parts.push(sql`r.record #> '{themes,0}' is not null`)
  return sql.join(parts, sql` and `)
}

/** Datasets in the order they last changed, after this one. */
export async function readStamped(
  db: CatalogDb,
  wish: StampedWish & {
    readonly after?: { readonly stamp: string; readonly id: string } | undefined
    readonly limit: number
  },
): Promise<readonly Stamped[]> {
  const { after, limit } = wish
  const behind = after ? sql`and (${stamp}, r.id) > (${after.stamp}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Stamped>`
    select r.id, to_char(${stamp} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as stamp,
      (r.state = 'published' and ${isOpen}) as "isPublic", r.agency_id as "agencyId",
      array(select jsonb_array_elements_text(r.record -> 'themes')) as themes
    from catalog.resource r where ${wished(wish)} ${behind} order by ${stamp}, r.id limit ${limit}`.execute(db)
  return rows
}

/** The same for one dataset; undefined when it never was public. */
export async function readOneStamped(db: CatalogDb, id: string): Promise<Stamped | undefined> {
  const { rows } = await sql<Stamped>`
    select r.id, to_char(${stamp} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as stamp,
      (r.state = 'published' and ${isOpen}) as "isPublic", r.agency_id as "agencyId",
      array(select jsonb_array_elements_text(r.record -> 'themes')) as themes
    from catalog.resource r where r.id = ${id} and ${wished({})}`.execute(db)
  return rows[0]
}

export async function countStamped(db: CatalogDb, wish: StampedWish): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from catalog.resource r where ${wished(wish)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** When the first of what there is changed; undefined where there is nothing. */
export async function readFirstStamp(db: CatalogDb): Promise<string | undefined> {
  return (await readStamped(db, { limit: 1 }))[0]?.stamp
}
