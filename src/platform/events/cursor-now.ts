import { type QueryExecutorProvider, sql } from 'kysely'
import type { Cursor } from './follow.ts'

/** The place in the outbox behind which everything comes that is committed later; what is read next has all before it. */
export async function cursorNow(db: QueryExecutorProvider): Promise<Cursor> {
  const now = sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`
  const { rows } = await now.execute(db)
  return { xid: rows[0]?.xid ?? '0', id: 0 }
}
