import { sql } from 'kysely'
import type { PutRecord } from '../../../../formats/nguon/wire.ts'
import type { HarvestDb } from '../../records/record-store.ts'

/** Notes which tables are to be copied; one that is held in that version already stays as it is. */
export async function wantTables(
  db: HarvestDb,
  { sourceId, records, at }: { readonly sourceId: string; readonly records: readonly PutRecord[]; readonly at: Date },
): Promise<void> {
  const tables = records.flatMap(({ id, tables: of = [] }) => of.map((table) => ({ ...table, resourceId: id })))
  if (tables.length === 0) return
  await sql`
    insert into harvest.mirrored_table as mine (table_id, resource_id, source_id, wanted, bytes, next_at)
    select distinct on (id) id, resource, ${sourceId}::uuid, digest, bytes, ${at}::timestamptz
    from unnest(${tables.map(({ id }) => id)}::uuid[], ${tables.map(({ resourceId }) => resourceId)}::uuid[],
      ${tables.map(({ digest }) => digest)}::text[], ${tables.map(({ bytes }) => bytes)}::bigint[])
      as given (id, resource, digest, bytes)
    on conflict (table_id) do update set wanted = excluded.wanted, bytes = excluded.bytes, next_at = excluded.next_at,
      attempts = 0
    where mine.source_id = excluded.source_id and mine.wanted <> excluded.wanted`.execute(db)
}

export interface WantedTable {
  readonly tableId: string
  readonly wanted: string
  readonly bytes: number
  readonly attempts: number
  /** Address of the node it is fetched from. */
  readonly url: string
}

/** Tables whose turn has come; whoever takes them has ten minutes. */
export async function claimTables(db: HarvestDb, now: Date): Promise<readonly WantedTable[]> {
  const { rows } = await sql<WantedTable>`
    update harvest.mirrored_table t set attempts = t.attempts + 1, next_at = ${now}::timestamptz + interval '10 minutes'
    from harvest.node n
    where n.source_id = t.source_id and n.state = 'on' and t.table_id in (
      select table_id from harvest.mirrored_table
      where digest is distinct from 'sha256:' || wanted and next_at <= ${now}
      order by next_at limit 4 for update skip locked)
    returning t.table_id as "tableId", t.wanted, t.bytes, t.attempts, n.url`.execute(db)
  return rows
}

export async function noteCopied(
  db: HarvestDb,
  tableId: string,
  { digest, bytes, at }: { readonly digest: string; readonly bytes: number; readonly at: Date },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // The copy before it is needed no more.
    await sql`
      insert into harvest.spare_copy (digest, bytes, spare_at)
      select digest, coalesce(kept_bytes, 0), ${at}::timestamptz from harvest.mirrored_table
      where table_id = ${tableId} and digest <> ${digest} on conflict (digest) do nothing`.execute(tx)
    await tx
      .updateTable('harvest.mirrored_table')
      .set({ digest, kept_bytes: bytes, kept_at: at, failure_vi: null, failure_en: null })
      .where('table_id', '=', tableId)
      .execute()
  })
}

export async function noteNotCopied(
  db: HarvestDb,
  tableId: string,
  { until, vi, en }: { readonly until: Date; readonly vi: string; readonly en: string },
): Promise<void> {
  await db
    .updateTable('harvest.mirrored_table')
    .set({ next_at: until, failure_vi: vi, failure_en: en })
    .where('table_id', '=', tableId)
    .execute()
}

export interface HeldCopy {
  readonly tableId: string
  readonly resourceId: string
  readonly digest: string
  readonly bytes: number
  readonly keptAt: Date
}

export async function findCopy(db: HarvestDb, tableId: string): Promise<HeldCopy | undefined> {
  const row = await db
    .selectFrom('harvest.mirrored_table')
    .selectAll()
    .where('table_id', '=', tableId)
    .executeTakeFirst()
  if (!row?.digest) return undefined
  return {
    tableId: row.table_id,
    resourceId: row.resource_id,
    digest: row.digest,
    bytes: row.kept_bytes ?? 0,
    keptAt: row.kept_at ?? new Date(0),
  }
}
