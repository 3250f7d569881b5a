import { type RawBuilder, sql } from 'kysely'
import { escapeLike } from '../../../platform/db/index.ts'
import type { DatamapDb } from '../deps.ts'
import type { Figures } from './figures.ts'
import type { DossierState } from './record.ts'

/** Agencies whose systems may be seen. */
export type Visible = 'all' | readonly string[]

export const STANDINGS = ['unclassified', 'approved', 'compliant', 'not-compliant', 'to-review', 'labelled'] as const

/** What a list of systems is narrowed by; absent asks for nothing. */
export interface SystemFilter {
  /** These agencies and no other. */
  readonly agencyIds?: readonly string[] | undefined
  readonly q?: string | undefined
  readonly level?: number | undefined
  readonly dossier?: string | undefined
  readonly standing?: (typeof STANDINGS)[number] | undefined
}

/** A system in a list. */
export interface SystemLine {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly status: string
  readonly level: number | null
  readonly dossier: DossierState
  readonly approvedOn: string | null
  readonly layers: number
  readonly classified: boolean
  readonly compliant: boolean
  readonly labelled: boolean
  readonly reviewed: boolean
  readonly updatedAt: Date
}

// A retired system protects nothing any more and is not counted.
const RUNS = sql`s.status <> 'retired'`
const isCompliant = (day: string) =>
  sql<boolean>`(s.approved_on is not null and s.layers = 4 and (s.layers_until is null or s.layers_until >= ${day}::date))`
const isLabelled = (day: string) =>
  sql<boolean>`(s.label = 'granted' and (s.label_until is null or s.label_until >= ${day}::date))`
const isReviewed = (day: string) =>
  sql<boolean>`(s.reviewed_on is not null and extract(year from s.reviewed_on) = ${Number(day.slice(0, 4))})`

/** Counts by agency, of every system that runs and may be seen. */
export async function countSystems(
  db: DatamapDb,
  visible: Visible,
  day: string,
): Promise<ReadonlyMap<string, Figures>> {
  const level = (at: number) => sql`count(*) filter (where s.level = ${sql.lit(at)})`
  const { rows } = await sql<{ agencyId: string; levels: Figures['levels'] } & Omit<Figures, 'levels'>>`
    select s.agency_id as "agencyId", count(*) as total, count(s.approved_on) as classified,
      count(*) filter (where ${isCompliant(day)}) as compliant, count(*) filter (where ${isLabelled(day)}) as labelled,
      count(*) filter (where not ${isReviewed(day)}) as "toReview",
      array[${sql.join([1, 2, 3, 4, 5].map(level))}]::int[] as levels
    from datamap.system s where ${RUNS} and ${seen(visible)} group by s.agency_id`.execute(db)
  return new Map(rows.map(({ agencyId, ...figures }) => [agencyId, figures]))
}

export interface Page {
  readonly limit: number
  readonly offset: number
}

/** A page of systems by name, with how many there are. */
export async function listSystems(
  db: DatamapDb,
  visible: Visible,
  { filter, page, day }: { filter: SystemFilter; page: Page; day: string },
): Promise<{ readonly total: number; readonly lines: readonly SystemLine[] }> {
  const where = sql.join([seen(visible), ...conditions(filter, day)], sql` and `)
  const { rows } = await sql<SystemLine & { total: number }>`
    select s.id, s.agency_id as "agencyId", s.name, s.status, s.level, s.dossier, s.approved_on::text as "approvedOn", s.layers,
      s.approved_on is not null as classified, ${isCompliant(day)} as compliant, ${isLabelled(day)} as labelled,
      ${isReviewed(day)} as reviewed, s.updated_at as "updatedAt", count(*) over () as total
    from datamap.system s where ${where}
    order by s.name, s.id limit ${page.limit} offset ${page.offset}`.execute(db)
  return { total: rows[0]?.total ?? 0, lines: rows.map(lineOf) }
}

function seen(visible: Visible): RawBuilder<unknown> {
  return visible === 'all' ? sql`true` : sql`s.agency_id = any(${visible}::uuid[])`
}

function conditions({ agencyIds, q, level, dossier, standing }: SystemFilter, day: string): RawBuilder<unknown>[] {
  return [
    ...(agencyIds ? [sql`s.agency_id = any(${agencyIds}::uuid[])`] : []),
    ...(q ? [sql`s.name ilike ${`%${escapeLike(q)}%`}`] : []),
    ...(level === undefined ? [] : [level === 0 ? sql`s.level is null` : sql`s.level = ${level}`]),
    ...(dossier ? [sql`s.dossier = ${dossier}`] : []),
    ...(standing ? [RUNS, standingIs(standing, day)] : []),
  ]
}

function standingIs(standing: NonNullable<SystemFilter['standing']>, day: string): RawBuilder<unknown> {
  switch (standing) {
    case 'unclassified':
      return sql`s.approved_on is null`
    case 'approved':
      return sql`s.approved_on is not null`
    case 'compliant':
      return isCompliant(day)
    case 'not-compliant':
      return sql`not ${isCompliant(day)}`
    case 'to-review':
      return sql`not ${isReviewed(day)}`
    case 'labelled':
      return isLabelled(day)
  }
}

/** A database of the map that says it lives in a system. */
export interface HousedDatabase {
  readonly slug: string
  readonly name: string
  readonly class: string
}

/** By the id they give; or, of the same agency, by the name they write, however it is spaced and cased. */
export async function databasesIn(
  db: DatamapDb,
  system: { readonly id: string; readonly agencyId: string; readonly name: string },
): Promise<readonly HousedDatabase[]> {
  const { rows } = await sql<HousedDatabase>`
    select slug, name, class from datamap.database
    where not withdrawn and (record -> 'identity' ->> 'systemId' = ${system.id}
      or (agency_id = ${system.agencyId} and regexp_replace(lower(trim(system)), '\\s+', ' ', 'g')
        = regexp_replace(lower(trim(${system.name})), '\\s+', ' ', 'g')))
    order by name limit 100`.execute(db)
  return rows
}

function lineOf(row: SystemLine & { total: number }): SystemLine {
  const { total: _, ...line } = row
  return line
}
