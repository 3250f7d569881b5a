import { sql } from 'kysely'
import { addDays } from '../../../../platform/clock.ts'
import { COPY_DAYS } from '../../manage/copy-days.ts'
import type { HarvestDb } from '../../records/record-store.ts'
import type { FederationDeps } from '../deps.ts'

const MOST_AT_ONCE = 10_000

/**
 * Removes copies that are needed no more: of a version that was replaced, of a dataset that is not shown here any more, of
 * a source that was removed or is not mirrored. Each is kept for 30 days first, and for ever while anything names its bytes.
 * Returns how many blobs went.
 */
export async function collectCopies(deps: FederationDeps): Promise<number> {
  const now = deps.clock.now()
  await markLeft(deps.db, now)
  await forgetLeft(deps.db, addDays(now, -COPY_DAYS))
  const { rows } = await sql<{ digest: string }>`
    select digest from harvest.spare_copy where spare_at <= ${addDays(now, -COPY_DAYS)}
    order by spare_at limit ${MOST_AT_ONCE}`.execute(deps.db)
  let removed = 0
  for (const { digest } of rows) removed += await removeSpare(deps, digest)
  return removed
}

/** Notes which copies nobody can get to, and takes the note off those that can be got to again. */
async function markLeft(db: HarvestDb, now: Date): Promise<void> {
  await sql`
    update harvest.mirrored_table t set left_at = case when needed.is then null else ${now}::timestamptz end
    from (
      select m.table_id, coalesce(s.options ->> 'mirror' = 'true', false) and exists (
        select from harvest.record r
        where r.resource_id = m.resource_id and r.source_id = m.source_id and r.state = 'kept') as is
      from harvest.mirrored_table m join harvest.source s on s.id = m.source_id) as needed
    where needed.table_id = t.table_id and needed.is <> (t.left_at is null)`.execute(db)
}

async function forgetLeft(db: HarvestDb, before: Date): Promise<void> {
  await sql`
    with gone as (
      delete from harvest.mirrored_table where left_at <= ${before} returning digest, kept_bytes, left_at)
    insert into harvest.spare_copy (digest, bytes, spare_at)
    select distinct on (digest) digest, coalesce(kept_bytes, 0), left_at from gone where digest is not null
    on conflict (digest) do nothing`.execute(db)
}

/** 1 when the blob went. While it is decided nobody may begin to want a copy: whoever does afterwards fetches it anew. */
function removeSpare({ db, removeUnused }: FederationDeps, digest: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table harvest.mirrored_table in share row exclusive mode`.execute(tx)
    const { rows } = await sql<{ table_id: string }>`
      select table_id from harvest.mirrored_table
      where digest = ${digest} or 'sha256:' || wanted = ${digest} limit 1`.execute(tx)
    const usedBy = rows.length > 0 ? 1 : await removeUnused(digest)
    await tx.deleteFrom('harvest.spare_copy').where('digest', '=', digest).execute()
    return usedBy === 0 ? 1 : 0
  })
}
