import { type RawBuilder, sql } from 'kysely'
import { escapeLike } from '../../platform/db/index.ts'
import type { AuditDb } from './deps.ts'
import type { RecordFilter } from './filter.ts'

/** A record as a reader sees it, with its place in the chain once it is sealed. */
export interface EvidenceRow {
  readonly id: number
  readonly at: Date
  readonly action: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly standsInFor: string | null
  readonly agencyId: string | null
  readonly resourceKind: string | null
  readonly resourceId: string | null
  readonly resourceVersion: number | null
  readonly basis: string | null
  readonly requestId: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly seq: number | null
}

/** Agencies whose evidence the reader may see; facts of the node as a whole have none. */
export type Visible = 'all' | readonly string[]

export interface Page {
  readonly limit: number
  /** Only records with a lower id; 0 for the newest. */
  readonly before: number
}

/** One page of records, newest first. */
export async function listRecords(
  db: AuditDb,
  visible: Visible,
  { filter, page }: { readonly filter: RecordFilter; readonly page: Page },
): Promise<readonly EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select r.id, r.at, r.action, r.actor_kind as "actorKind", r.actor_id as "actorId", r.actor_name as "actorName",
      r.stands_in_for as "standsInFor", r.agency_id as "agencyId", r.resource_kind as "resourceKind",
      r.resource_id as "resourceId", r.resource_version as "resourceVersion", r.basis, r.request_id as "requestId",
      r.details, s.seq
    from audit.record r left join audit.seal s on s.record_id = r.id
    where ${sql.join(conditions(visible, filter, page.before), sql` and `)}
    order by r.id desc limit ${page.limit}`.execute(db)
  return rows
}

function conditions(visible: Visible, filter: RecordFilter, before: number): RawBuilder<unknown>[] {
  const { agencyIds, actor, resourceId, action, from, until } = filter
  return [
    sql`true`,
    ...(visible === 'all' ? [] : [sql`(r.agency_id is null or r.agency_id = any(${visible}::uuid[]))`]),
    ...(before > 0 ? [sql`r.id < ${before}`] : []),
    ...(agencyIds ? [sql`r.agency_id = any(${agencyIds}::uuid[])`] : []),
    ...(actor ? [sql`(r.actor_name ilike ${`%${escapeLike(actor)}%`} or r.actor_id::text = ${actor})`] : []),
    ...(resourceId ? [sql`r.resource_id = ${resourceId}::uuid`] : []),
    ...(action ? [sql`(r.action = ${action} or r.action like ${`${escapeLike(action)}.%`})`] : []),
    ...(from ? [sql`r.at >= ${from}`] : []),
    ...(until ? [sql`r.at < ${until}`] : []),
  ]
}

/** Every matching record, newest first, a thousand at a time. */
export async function* streamRecords(db: AuditDb, visible: Visible, filter: RecordFilter): AsyncGenerator<EvidenceRow> {
  for (let before = 0; ; ) {
    const rows = await listRecords(db, visible, { filter, page: { limit: 1000, before } })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    before = last.id
  }
}
