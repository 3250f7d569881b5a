import { sql } from 'kysely'
import type { Entry } from '../../formats/model.ts'
import type { HarvestDb } from './records/record-store.ts'

/** What the page of a harvested resource says about where it comes from. */
export interface ForeignPage {
  readonly sourceId: string
  readonly source: string
  readonly sourceUrl: string
  /** When a reading last met it at the source. */
  readonly seenAt: Date
  /** Complete readings in a row that did not meet it. */
  readonly absences: number
  readonly entry: Entry | undefined
  /** Tables of which this node keeps a copy. */
  readonly copies: readonly { readonly tableId: string; readonly bytes: number }[]
}

/** Narrow questions of other modules about what was harvested. */
export interface HarvestReader {
  /** Records shown here, by catalogue id, under our id and name. */
  entries(ids: readonly string[]): Promise<ReadonlyMap<string, Entry>>
  page(resourceId: string): Promise<ForeignPage | undefined>
}

export function createHarvestReader(db: HarvestDb): HarvestReader {
  return {
    async entries(ids) {
      if (ids.length === 0) return new Map()
      const { rows } = await sql<{ id: string; entry: Entry }>`
        select resource_id as id, entry from harvest.record
        where resource_id = any(${ids}::uuid[]) and state = 'kept' and entry is not null`.execute(db)
      return new Map(rows.map((row) => [row.id, row.entry]))
    },
    async page(resourceId) {
      const { rows } = await sql<Omit<ForeignPage, 'entry'> & { entry: Entry | null }>`
        select s.id as "sourceId", s.name as source, s.url as "sourceUrl", r.absences, r.entry,
          coalesce((select jsonb_agg(jsonb_build_object('tableId', m.table_id, 'bytes', m.kept_bytes))
            from harvest.mirrored_table m where m.resource_id = r.resource_id and m.digest is not null), '[]') as copies,
          -- A node that is followed would have said if the record had gone.
          greatest(r.seen_at, case when r.state = 'kept' then n.caught_up_at end) as "seenAt"
        from harvest.record r join harvest.source s on s.id = r.source_id left join harvest.node n on n.source_id = s.id
        where r.resource_id = ${resourceId} and r.state in ('kept', 'gone')
        order by r.state desc limit 1`.execute(db)
      const row = rows[0]
      return row && { ...row, entry: row.entry ?? undefined }
    },
  }
}
