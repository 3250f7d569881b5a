import { sql } from 'kysely'
import type { DatamapDb } from '../deps.ts'
import type { RelationType } from '../record.ts'

/** The other end of a relation, as the page of a database shows it. */
export interface Line {
  readonly type: RelationType
  /** Absent where the other end is not a database of this node's map. */
  readonly slug: string | undefined
  /** Catalogue id, where there is one. */
  readonly id: string | undefined
  readonly name: string
  readonly class: string | undefined
  readonly agencyId: string | undefined
  readonly note: string | undefined
}

export interface Lines {
  /** Said by this database. */
  readonly own: readonly Line[]
  /** Said by others about this one. */
  readonly others: readonly Line[]
}

interface LineRow {
  readonly type: RelationType
  readonly id: string | null
  readonly slug: string | null
  readonly name: string
  readonly class: string | null
  readonly agency_id: string | null
  readonly note: string | null
}

/** Relations of a database both ways; what is not listed shows to nobody here, its name neither. */
export async function readLines(db: DatamapDb, resourceId: string): Promise<Lines> {
  const [own, others] = await Promise.all([
    sql<LineRow>`
      select r.type, r.to_id as id, d.slug, coalesce(d.name, r.to_name) as name, d.class, d.agency_id, r.note
      from datamap.relation r left join datamap.database d on d.resource_id = r.to_id
      where r.from_id = ${resourceId} and (d.resource_id is null or (d.listed and not d.withdrawn))
      order by r.position`.execute(db),
    sql<LineRow>`
      select r.type, d.resource_id as id, d.slug, d.name, d.class, d.agency_id, r.note
      from datamap.relation r join datamap.database d on d.resource_id = r.from_id
      where r.to_id = ${resourceId} and d.listed and not d.withdrawn order by d.name`.execute(db),
  ])
  return { own: own.rows.map(lineOf), others: others.rows.map(lineOf) }
}

function lineOf({ type, id, slug, name, class: own, agency_id, note }: LineRow): Line {
  return {
    type,
    id: id ?? undefined,
    slug: slug ?? undefined,
    name,
    class: own ?? undefined,
    agencyId: agency_id ?? undefined,
    note: note ?? undefined,
  }
}
