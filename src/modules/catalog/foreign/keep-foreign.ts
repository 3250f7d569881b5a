import { type QueryExecutorProvider, sql } from 'kysely'
import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { sameTransaction } from '../../../platform/db/index.ts'
import { announceAll } from '../../../platform/events/index.ts'
import type { CatalogDb } from '../store.ts'
import type { ForeignRecord, KeptForeign } from './model.ts'

export interface KeepingForeign {
  readonly actor: ActorRef
  /** Agency that answers for the source. */
  readonly agencyId: string
  readonly sourceId: string
  readonly records: readonly ForeignRecord[]
  readonly at: Date
  /** More for the evidence: run, page. */
  readonly details: Readonly<Record<string, unknown>>
}

/**
 * Publishes records of another catalogue in one statement, with one event each and one audit row for all of them.
 * What is ours, or is shown from another source, is never overwritten: such ids are absent from the answer.
 */
export async function keepForeign(
  outer: QueryExecutorProvider,
  keeping: KeepingForeign,
): Promise<readonly KeptForeign[]> {
  const { actor, agencyId, sourceId, records, at } = keeping
  if (records.length === 0) return []
  const tx = sameTransaction<'catalog'>(outer)
  const kept = await upsert(tx, await withFreeSlugs(tx, records), at)
  await announceAll(
    tx,
    'catalog.resource.published',
    kept.map(({ id, version }) => ({ id, payload: { version, foreign: true } })),
  )
  await recordAudit(tx, {
    action: 'catalog.foreign.kept',
    actor,
    agencyId,
    resource: { kind: 'harvest-source', id: sourceId },
    details: { ...keeping.details, count: kept.length, created: kept.filter((row) => row.version === 1).length },
  })
  return kept
}

async function upsert(tx: CatalogDb, records: readonly ForeignRecord[], at: Date): Promise<readonly KeptForeign[]> {
  const column = <Value>(pick: (record: ForeignRecord) => Value) => records.map(pick)
  const { rows } = await sql<KeptForeign>`
    insert into catalog.resource as mine (id, kind, slug, agency_id, state, version, record, summary, origin,
      created_at, first_published_at, published_at)
    select id, kind, slug, agency_id, 'published', 1, record, summary, origin, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    from unnest(${column((record) => record.id)}::uuid[], ${column((record) => record.kind)}::text[],
      ${column((record) => record.slug)}::text[], ${column((record) => record.agencyId)}::uuid[],
      ${column((record) => JSON.stringify(record.record))}::jsonb[],
      ${column((record) => JSON.stringify(record.summary))}::jsonb[],
      ${column((record) => JSON.stringify(record.origin))}::jsonb[])
      as given (id, kind, slug, agency_id, record, summary, origin)
    on conflict (id) do update set agency_id = excluded.agency_id, state = 'published', version = mine.version + 1,
      record = excluded.record, summary = excluded.summary, origin = excluded.origin, withdrawn_reason = null,
      published_at = excluded.published_at
    where mine.origin ->> 'sourceId' = excluded.origin ->> 'sourceId' or (mine.origin is not null and mine.state = 'withdrawn')
    returning mine.id, mine.slug, mine.version`.execute(tx)
  return rows
}

/** Two new records, or a new one and one of ours, may want the same name: the later gets the end of its id. */
async function withFreeSlugs(tx: CatalogDb, records: readonly ForeignRecord[]): Promise<readonly ForeignRecord[]> {
  const { rows } = await sql<{ slug: string; id: string }>`
    select slug, id from catalog.resource where slug = any(${records.map((record) => record.slug)})
    union all
    select slug, resource_id from catalog.old_slug where slug = any(${records.map((record) => record.slug)})`.execute(
    tx,
  )
  const holder = new Map(rows.map((row) => [row.slug, row.id]))
  return records.map((record) => {
    const held = holder.get(record.slug)
    if (held === undefined) holder.set(record.slug, record.id)
    return held === undefined || held === record.id ? record : { ...record, slug: slugOfItsOwn(record) }
  })
}

const LONGEST = 100

/** The wished slug and the random end of the id: nobody else has it. */
function slugOfItsOwn({ slug, id }: ForeignRecord): string {
  const end = `-${id.replaceAll('-', '').slice(-12)}`
  return `${slug.slice(0, LONGEST - end.length).replace(/-+$/, '')}${end}`
}
