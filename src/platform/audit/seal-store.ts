import type pg from 'pg'
import { HASHED_COLUMNS, hashRecord } from './record-hash.ts'
import type { SealBatch, SealLine } from './seal.ts'

/** A pool or one of its clients. */
export interface Queryable {
  query: pg.Pool['query']
}

interface BatchRow {
  readonly number: number
  readonly format: number
  readonly first_seq: number
  readonly last_seq: number
  readonly root: Buffer
  readonly previous: Buffer
  readonly chain: Buffer
  readonly public_key: string
  readonly signature: Buffer
  readonly at: Date
  readonly horizon: string
}

const BATCH_COLUMNS =
  'number, format, first_seq, last_seq, root, previous, chain, public_key, signature, at, horizon::text as horizon'

function batchOf(row: BatchRow): SealBatch {
  const { number, format, root, previous, chain, signature, at } = row
  const range = { firstSeq: row.first_seq, lastSeq: row.last_seq }
  return { number, format, ...range, root, previous, chain, publicKey: row.public_key, signature, at }
}

/** The newest batch, and below which transaction everything is sealed. */
export async function loadHead(db: Queryable): Promise<{ batch: SealBatch; horizon: string } | undefined> {
  const { rows } = await db.query<BatchRow>(
    `select ${BATCH_COLUMNS} from audit.seal_batch order by number desc limit 1`,
  )
  const row = rows[0]
  return row && { batch: batchOf(row), horizon: row.horizon }
}

export async function loadBatches(db: Queryable, from: number, to: number): Promise<SealBatch[]> {
  const { rows } = await db.query<BatchRow>(
    `select ${BATCH_COLUMNS} from audit.seal_batch where number between $1 and $2 order by number`,
    [from, to],
  )
  return rows.map(batchOf)
}

/** Batches as they belong into the seal file. */
export async function loadLines(db: Queryable, from: number, to: number): Promise<SealLine[]> {
  const batches = await loadBatches(db, from, to)
  const { rows } = await db.query<{ batch: number; record_id: number; record_hash: Buffer }>(
    'select batch, record_id, record_hash from audit.seal where batch between $1 and $2 order by seq',
    [from, to],
  )
  const byBatch = Map.groupBy(rows, (row) => row.batch)
  return batches.map((batch) => {
    const members = byBatch.get(batch.number) ?? []
    return {
      batch,
      recordIds: members.map((row) => row.record_id),
      recordHashes: members.map((row) => row.record_hash),
    }
  })
}

/** Place in the order of transactions and records. */
export interface Place {
  readonly xid: string
  readonly id: number
}

/** Records that are committed and not yet sealed. */
export interface Unsealed {
  readonly ids: readonly number[]
  readonly hashes: readonly Buffer[]
  /** Up to here nothing stays unsealed once these are sealed. */
  readonly upTo: Place
}

// A long transaction holds back the place, never the records of others: those above it are found by the anti-join.
const UNSEALED = `
  select r.xid::text, ${HASHED_COLUMNS.join(', ')}
  from audit.record r
  where (r.xid, r.id) > ($1::xid8, $2) and not exists (select from audit.seal s where s.record_id = r.id)
  order by r.xid, r.id limit $3`

/** Reads the next records to seal. Needs one snapshot for the whole transaction. */
export async function loadUnsealed(db: Queryable, after: Place, limit: number): Promise<Unsealed> {
  const oldest = await db.query<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin')
  const xmin = oldest.rows[0]?.xmin ?? '0'
  // No name: a plan made once for any place would read the whole table.
  const values = [after.xid, after.id, limit]
  const { rows } = await db.query<(string | null)[]>({ text: UNSEALED, values, rowMode: 'array' })
  const ids = rows.map((row) => Number(row[1]))
  const [lastXid, lastId] = [rows.at(-1)?.[0], ids.at(-1)]
  // All records of a transaction below xmin are visible, so a batch may end in the middle of one.
  const inside = rows.length === limit && lastXid && lastId !== undefined && BigInt(lastXid) < BigInt(xmin)
  return {
    ids,
    hashes: rows.map((row) => hashRecord(row.slice(1))),
    upTo: inside ? { xid: lastXid, id: lastId } : { xid: xmin, id: 0 },
  }
}

/** Writes a batch and its members. */
export async function insertBatch(db: Queryable, line: SealLine, links: { chain: Buffer[]; horizon: string }) {
  const { batch } = line
  await db.query(
    `insert into audit.seal_batch (number, format, first_seq, last_seq, root, previous, chain, public_key, signature, at, horizon)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      batch.number,
      batch.format,
      batch.firstSeq,
      batch.lastSeq,
      batch.root,
      batch.previous,
      batch.chain,
      batch.publicKey,
      batch.signature,
      batch.at,
      links.horizon,
    ],
  )
  await db.query(
    `insert into audit.seal (seq, record_id, batch, record_hash, chain_hash)
     select $1::bigint + place - 1, id, $2, record_hash, chain_hash
     from unnest($3::bigint[], $4::bytea[], $5::bytea[]) with ordinality as m (id, record_hash, chain_hash, place)`,
    [batch.firstSeq, batch.number, line.recordIds, line.recordHashes, links.chain],
  )
}

/** What is committed but not sealed: its number and the time of its oldest record. */
export interface UnsealedWindow {
  readonly count: number
  readonly oldest: Date | undefined
}

/** Asks for the unsealed window without trusting the horizon. */
export async function readUnsealedWindow(db: Queryable): Promise<UnsealedWindow> {
  const { rows } = await db.query<{ count: number; oldest: Date | null }>(
    `select count(*) as count, min(r.at) as oldest from audit.record r
     where not exists (select from audit.seal s where s.record_id = r.id)`,
  )
  return { count: rows[0]?.count ?? 0, oldest: rows[0]?.oldest ?? undefined }
}

/** How far sealing has come, cheaply enough for a page. */
export interface SealProgress {
  readonly last: SealBatch | undefined
  readonly waiting: UnsealedWindow
}

/** Trusts the horizon, so that it need not look at every record; `readUnsealedWindow` does not. */
export async function readSealProgress(db: Queryable): Promise<SealProgress> {
  const head = await loadHead(db)
  const { rows } = await db.query<{ count: number; oldest: Date | null }>(
    `select count(*) as count, min(r.at) as oldest from audit.record r
     where r.xid >= $1::xid8 and not exists (select from audit.seal s where s.record_id = r.id)`,
    [head?.horizon ?? '0'],
  )
  const waiting = { count: rows[0]?.count ?? 0, oldest: rows[0]?.oldest ?? undefined }
  return { last: head?.batch, waiting }
}
