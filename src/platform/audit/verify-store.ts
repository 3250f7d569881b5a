import { HASHED_COLUMNS, hashRecord } from './record-hash.ts'
import type { Queryable } from './seal-store.ts'

/** A row of `audit.seal`. */
export interface StoredSeal {
  readonly seq: number
  readonly record_id: number
  readonly batch: number
  readonly record_hash: Buffer
  readonly chain_hash: Buffer
}

export async function loadSeals(db: Queryable, from: number, to: number): Promise<StoredSeal[]> {
  const { rows } = await db.query<StoredSeal>(
    'select seq, record_id, batch, record_hash, chain_hash from audit.seal where batch between $1 and $2 order by seq',
    [from, to],
  )
  return rows
}

export async function countSeals(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select count(*) as count from audit.seal')
  return rows[0]?.count ?? 0
}

const AT_ONCE = 2000
const RECORDS = `select ${HASHED_COLUMNS.join(', ')} from audit.record r where r.id = any($1::bigint[])`

/** Hashes of the records as they stand now; a record that is gone is absent. */
export async function hashRecords(db: Queryable, ids: readonly number[]): Promise<ReadonlyMap<number, Buffer>> {
  const hashes = new Map<number, Buffer>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const values = [ids.slice(from, from + AT_ONCE)]
    const { rows } = await db.query<(string | null)[]>({ text: RECORDS, values, rowMode: 'array' })
    for (const row of rows) hashes.set(Number(row[0]), hashRecord(row))
  }
  return hashes
}
