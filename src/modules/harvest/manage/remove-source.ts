import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { removeForeign } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { readRuns } from '../runs/run-store.ts'
import { lockSource } from '../source-store.ts'
import { manageErrors } from './errors.ts'

/** What goes with a source, counted before somebody decides. */
export interface RemovalView {
  /** Shown here today: they leave lists and search, and their pages say why. */
  readonly shown: number
  readonly mappings: number
  readonly runs: number
  /** Copies of tables, kept for `COPY_DAYS` more days. */
  readonly copies: number
  readonly copyBytes: number
  /** The node that is read by it; it stays in the directory and is followed no longer. */
  readonly node: string | undefined
}

/** Counts what would vanish with a source. */
export async function viewRemoval(db: HarvestDb, sourceId: string): Promise<RemovalView> {
  const { rows } = await sql<Omit<RemovalView, 'node'> & { node: string | null }>`
    select (select count(*)::int from harvest.record where source_id = s.id and state = 'kept') as shown,
      (select count(*)::int from jsonb_each(s.mapping) part, jsonb_each(part.value)) as mappings,
      (select count(*)::int from harvest.run where source_id = s.id) as runs,
      (select count(*)::int from harvest.mirrored_table where source_id = s.id and digest is not null) as copies,
      (select coalesce(sum(kept_bytes), 0)::bigint from harvest.mirrored_table where source_id = s.id) as "copyBytes",
      (select name from harvest.node where source_id = s.id) as node
    from harvest.source s where id = ${sourceId}`.execute(db)
  const [row] = rows
  if (!row) throw manageErrors.sourceNotFound()
  return { ...row, node: row.node ?? undefined }
}

/** Forgets a source. What it brought must be taken off with it: nobody would keep it true any more. */
export async function removeSource(
  deps: HarvestDeps,
  actor: Actor,
  { sourceId, withRecords }: { readonly sourceId: string; readonly withRecords: boolean },
): Promise<void> {
  const by = assertCan(actor, 'harvest.source.manage')
  await deps.db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, sourceId)
    if (!source) throw manageErrors.sourceNotFound()
    const [last] = await readRuns(tx, sourceId, 1)
    if (last?.state === 'running') throw manageErrors.runOpen()
    const { rows } = await sql<{ id: string }>`
      select resource_id as id from harvest.record where source_id = ${sourceId} and state = 'kept'`.execute(tx)
    if (rows.length > 0 && !withRecords) throw manageErrors.stillShown(rows.length)
    await removeForeign(tx, {
      actor: by,
      agencyId: source.agencyId,
      sourceId,
      ids: rows.map((row) => row.id),
      reason: `Nút này thôi thu thập từ ${source.name}.`,
      details: { name: source.name },
    })
    await leaveBehind(tx, sourceId, deps.clock.now())
    await sql`delete from harvest.source where id = ${sourceId}`.execute(tx)
    await recordAudit(tx, {
      action: 'harvest.source.removed',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: sourceId },
      details: { name: source.name, url: source.url, records: rows.length },
    })
  })
}

/** What other tables know of the source: its node is only known from now on, its copies are spare. */
async function leaveBehind(tx: HarvestDb, sourceId: string, at: Date): Promise<void> {
  await sql`update harvest.node set source_id = null, cursor = null where source_id = ${sourceId}`.execute(tx)
  await sql`
    insert into harvest.spare_copy (digest, bytes, spare_at)
    select distinct on (digest) digest, coalesce(kept_bytes, 0), ${at}::timestamptz from harvest.mirrored_table
    where source_id = ${sourceId} and digest is not null on conflict (digest) do nothing`.execute(tx)
}
