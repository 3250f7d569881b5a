import type pg from 'pg'
import { type Cursor, START } from './follow.ts'

/** Keeps a follower's position in the database. */
export function storedCursor(pool: pg.Pool, name: string) {
  return {
    async load(): Promise<Cursor> {
      const { rows } = await pool.query<Cursor>(
        'select xid::text as xid, event_id as id from platform.follower where name = $1',
        [name],
      )
      return rows[0] ?? START
    },
    async save(cursor: Cursor): Promise<void> {
      await pool.query(
        `insert into platform.follower (name, xid, event_id) values ($1, $2, $3)
         on conflict (name) do update set xid = excluded.xid, event_id = excluded.event_id, updated_at = now()`,
        [name, cursor.xid, cursor.id],
      )
    },
  }
}
