import { sql } from 'kysely'
import { escapeLike } from '../../../platform/db/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDb } from '../deps.ts'

/** A database in its agency's own list: its open draft where there is one, else what is published. */
export interface OwnedDatabase {
  readonly resourceId: string
  readonly changeId: string | undefined
  readonly agencyId: string
  readonly name: string
  readonly class: string | undefined
  /** Version in force; undefined before the first publication. */
  readonly version: number | undefined
  readonly slug: string | undefined
  readonly withdrawn: boolean
  /** Findings that stop the review of the draft. */
  readonly gaps: number
  readonly items: number
  readonly updatedAt: Date
  /** Year of its last yearly review. */
  readonly reviewedIn: number | undefined
  /** Changes of its running structure nobody has looked at. */
  readonly drift: number
  /** Its scheduled reading was given up. */
  readonly readingStopped: boolean
}

export interface OwnedFilter {
  readonly q: string
  readonly class: string
  /** `nhap` drafts, `thieu` drafts with gaps, `cong-bo` published, `ra-soat` not reviewed this year, `cau-truc` structure changed. */
  readonly state: string
  readonly page: number
}

export const OWNED_STATES = ['nhap', 'thieu', 'cong-bo', 'ra-soat', 'cau-truc'] as const
export const OWNED_PER_PAGE = 50

interface OwnedRow {
  readonly resource_id: string
  readonly change_id: string | null
  readonly agency_id: string
  readonly name: string
  readonly class: string | null
  readonly version: number | null
  readonly slug: string | null
  readonly withdrawn: boolean
  readonly gaps: number
  readonly items: number
  readonly updated_at: Date
  readonly reviewed: number | null
  readonly drift: number
  readonly stopped: boolean
  readonly total: number
}

/** The databases of the agencies an officer works for, newest first, with how many there are. */
export async function readOwned(
  db: DatamapDb,
  actor: Actor,
  { filter, year }: { filter: OwnedFilter; year: number },
): Promise<{ readonly rows: readonly OwnedDatabase[]; readonly total: number }> {
  const agencies = agenciesWhere(actor, 'catalog.draft.read')
  if (agencies !== 'all' && agencies.length === 0) return { rows: [], total: 0 }
  const mine = agencies === 'all' ? sql`true` : sql`agency_id = any(${agencies}::uuid[])`
  const like = `%${escapeLike(filter.q.trim())}%`
  const { rows } = await sql<OwnedRow>`
    with one as (
      select coalesce(d.resource_id, p.resource_id) as resource_id, d.change_id,
        coalesce(d.agency_id, p.agency_id) as agency_id, coalesce(d.name, p.name) as name,
        coalesce(d.class, p.class) as class, p.version, p.slug, coalesce(p.withdrawn, false) as withdrawn,
        coalesce(d.gaps, 0) as gaps, coalesce(jsonb_array_length(d.items), p.item_count) as items,
        coalesce(d.saved_at, p.published_at) as updated_at,
        (select max(v.year) from datamap.review v where v.resource_id = p.resource_id) as reviewed,
        coalesce(c.drift, 0) as drift, c.stopped_at is not null as stopped
      from (select * from datamap.draft where ${mine}) d
        full join (select * from datamap.database where ${mine}) p on p.resource_id = d.resource_id
        left join datamap.connection c on c.resource_id = coalesce(d.resource_id, p.resource_id)
    )
    select *, count(*) over ()::int as total from one
    where name ilike ${like} and (${filter.class} = '' or class = ${filter.class})
      and ${stateCondition(filter.state, year)}
    order by updated_at desc, resource_id limit ${OWNED_PER_PAGE} offset ${(filter.page - 1) * OWNED_PER_PAGE}`.execute(
    db,
  )
  return { rows: rows.map(ownedOf), total: rows[0]?.total ?? 0 }
}

function stateCondition(state: string, year: number) {
  switch (state) {
    case 'nhap':
      return sql`change_id is not null`
    case 'thieu':
      return sql`change_id is not null and gaps > 0`
    case 'cong-bo':
      return sql`version is not null and not withdrawn`
    case 'ra-soat':
      return sql`version is not null and not withdrawn and coalesce(reviewed, 0) < ${year}`
    case 'cau-truc':
      return sql`(drift > 0 or stopped)`
    default:
      return sql`true`
  }
}

function ownedOf(row: OwnedRow): OwnedDatabase {
  return {
    resourceId: row.resource_id,
    changeId: row.change_id ?? undefined,
    agencyId: row.agency_id,
    name: row.name,
    class: row.class ?? undefined,
    version: row.version ?? undefined,
    slug: row.slug ?? undefined,
    withdrawn: row.withdrawn,
    gaps: row.gaps,
    items: row.items,
    updatedAt: row.updated_at,
    reviewedIn: row.reviewed ?? undefined,
    drift: row.drift,
    readingStopped: row.stopped,
  }
}
