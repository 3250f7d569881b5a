import { sql } from 'kysely'
import { isUuid } from '../../platform/ids.ts'
import type { Resource } from './model.ts'
import { resourceOf } from './rows.ts'
import type { CatalogDb } from './store.ts'

export const SERIES = 'series'

/** A public dataset of a series. */
export interface SeriesMember {
  /** The series. */
  readonly seriesId: string
  readonly id: string
  readonly slug: string
  /** What its owner calls it for ever; undefined for what is ours. */
  readonly uri: string | undefined
  readonly title: { readonly vi: string; readonly en?: string }
  readonly from: string | undefined
  readonly to: string | undefined
  /** ISO 8601; what the owner says, else when it was first published here. */
  readonly issued: string
}

const MOST_MEMBERS = 10_000

const isOpen = sql<boolean>`state = 'published' and record ->> 'classification' = 'open'`

/** Public series, by catalogue id or, for harvested ones, by the URI their owner gave them. */
export async function readSeries(
  db: CatalogDb,
  { ids = [], uris = [] }: { readonly ids?: readonly string[]; readonly uris?: readonly string[] },
): Promise<readonly Resource[]> {
  const known = ids.filter((id) => isUuid(id))
  if (known.length + uris.length === 0) return []
  const { rows } = await sql<Parameters<typeof resourceOf>[0]>`
    select * from catalog.resource where kind = 'series' and ${isOpen} and id = any(${known}::uuid[])
    union all
    select * from catalog.resource where kind = 'series' and ${isOpen} and origin ->> 'uri' = any(${uris}::text[])`.execute(
    db,
  )
  return [...new Map(rows.map((row) => [row.id, resourceOf(row)])).values()]
}

/** Public series of these agencies in the order of titles. */
export async function readAgencySeries(db: CatalogDb, agencyIds: readonly string[]): Promise<readonly Resource[]> {
  if (agencyIds.length === 0) return []
  const rows = await db
    .selectFrom('catalog.resource')
    .selectAll()
    .where('kind', '=', SERIES)
    .where('agency_id', '=', sql<string>`any(${agencyIds}::uuid[])`)
    .where(isOpen)
    .where('origin', 'is', null)
    .orderBy(sql`record #>> '{title,vi}'`)
    .limit(500)
    .execute()
  return rows.map(resourceOf)
}

/**
 * Public datasets of these series, in no order. Ours join ours; a harvested dataset joins a series of its own source only,
 * so that nobody else can put a dataset into a series.
 */
export async function readSeriesMembers(
  db: CatalogDb,
  series: readonly Pick<Resource, 'id' | 'origin'>[],
): Promise<readonly SeriesMember[]> {
  if (series.length === 0) return []
  const keyOf = (sourceId: string | undefined, ref: string) => `${sourceId ?? ''} ${ref}`
  const byKey = new Map(series.map(({ id, origin }) => [keyOf(origin?.sourceId, origin?.uri ?? id), id]))
  const { rows } = await sql<MemberRow>`
    select id, slug, record ->> 'series' as ref, record -> 'title' as title, record #>> '{temporal,from}' as from,
      record #>> '{temporal,to}' as to, origin ->> 'sourceId' as "sourceId", origin ->> 'uri' as uri,
      coalesce(origin ->> 'issued', to_char(first_published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as issued
    from catalog.resource
    where record ->> 'series' is not null and record ->> 'series' = any(${series.map(({ id, origin }) => origin?.uri ?? id)}::text[])
      and kind = 'dataset' and ${isOpen} limit ${MOST_MEMBERS}`.execute(db)
  return rows.flatMap((row) => {
    const seriesId = byKey.get(keyOf(row.sourceId ?? undefined, row.ref))
    if (seriesId === undefined) return []
    const { id, slug, title, issued } = row
    return {
      seriesId,
      id,
      slug,
      title,
      issued,
      uri: row.uri ?? undefined,
      from: row.from ?? undefined,
      to: row.to ?? undefined,
    }
  })
}

interface MemberRow {
  readonly id: string
  readonly slug: string
  readonly ref: string
  readonly title: SeriesMember['title']
  readonly from: string | null
  readonly to: string | null
  readonly sourceId: string | null
  readonly uri: string | null
  readonly issued: string
}
