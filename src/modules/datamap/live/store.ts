import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../../platform/db/tables.ts'
import type { Engine, ReadStep, Transport } from '../../../platform/schema-reader/index.ts'
import type { DatamapDb } from '../deps.ts'
import type { Connection, Every, Found, KeptConnection, Reading, Report } from './model.ts'

type ConnectionRow = Selectable<Tables['datamap.connection']>
type ReadingRow = Pick<
  Selectable<Tables['datamap.reading']>,
  'id' | 'resource_id' | 'agency_id' | 'state' | 'step' | 'engine' | 'place' | 'asked_by' | 'asked_name'
> & { readonly asked_at: Date; readonly finished_at: Date | null; readonly report: unknown; readonly failure: unknown }

function connectionOf(row: ConnectionRow): KeptConnection {
  return {
    resourceId: row.resource_id,
    agencyId: row.agency_id,
    engine: row.engine as Engine,
    host: row.host,
    port: row.port ?? undefined,
    database: row.database_name,
    user: row.user_name,
    transport: row.transport as Transport,
    sampling: row.sampling,
    savedName: row.saved_name,
    savedAt: row.saved_at,
    every: row.every as Every,
    nextAt: row.next_at ?? undefined,
    failures: row.failures,
    stoppedAt: row.stopped_at ?? undefined,
    drift: row.drift,
  }
}

/** A connection without its password. */
export async function findConnection(db: DatamapDb, resourceId: string): Promise<KeptConnection | undefined> {
  const row = await connectionRow(db, resourceId)
  return row && connectionOf(row)
}

/** With the sealed password; for the reading itself and for keeping it at the next save. */
export async function findSealed(
  db: DatamapDb,
  resourceId: string,
): Promise<{ readonly connection: KeptConnection; readonly secret: string } | undefined> {
  const row = await connectionRow(db, resourceId)
  return row && { connection: connectionOf(row), secret: row.secret }
}

function connectionRow(db: DatamapDb, resourceId: string): Promise<ConnectionRow | undefined> {
  return db.selectFrom('datamap.connection').selectAll().where('resource_id', '=', resourceId).executeTakeFirst()
}

export async function saveConnectionRow(tx: DatamapDb, connection: Connection, secret: string): Promise<void> {
  const row = {
    agency_id: connection.agencyId,
    engine: connection.engine,
    host: connection.host,
    port: connection.port ?? null,
    database_name: connection.database,
    user_name: connection.user,
    transport: connection.transport,
    secret,
    sampling: connection.sampling,
    saved_name: connection.savedName,
    saved_at: connection.savedAt,
  }
  await tx
    .insertInto('datamap.connection')
    .values({ resource_id: connection.resourceId, ...row })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(row))
    .execute()
}

export async function dropConnection(tx: DatamapDb, resourceId: string): Promise<void> {
  await tx.deleteFrom('datamap.connection').where('resource_id', '=', resourceId).execute()
}

function readingOf(row: ReadingRow): Reading {
  const base = {
    id: row.id,
    resourceId: row.resource_id,
    agencyId: row.agency_id,
    engine: row.engine as Engine,
    place: row.place,
    askedBy: row.asked_by ?? undefined,
    askedName: row.asked_name,
    askedAt: row.asked_at,
  }
  const finishedAt = row.finished_at ?? row.asked_at
  if (row.state === 'read') return { ...base, state: 'read', finishedAt, report: row.report as Report }
  if (row.state === 'failed') {
    const failure = row.failure as { code: string; vi: string; en: string }
    return { ...base, state: 'failed', finishedAt, failure }
  }
  if (row.state === 'reading')
    return { ...base, state: 'reading', step: (row.step ?? undefined) as ReadStep | undefined }
  return { ...base, state: 'waiting' }
}

const READING_COLUMNS = [
  'id',
  'resource_id',
  'agency_id',
  'state',
  'step',
  'engine',
  'place',
  'asked_by',
  'asked_name',
  'asked_at',
  'finished_at',
  'report',
  'failure',
] as const

export async function findReading(db: DatamapDb, id: string): Promise<Reading | undefined> {
  const row = await db.selectFrom('datamap.reading').select(READING_COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && readingOf(row)
}

/** Newest first. */
export async function listReadings(db: DatamapDb, resourceId: string, most = 20): Promise<readonly Reading[]> {
  const rows = await db
    .selectFrom('datamap.reading')
    .select(READING_COLUMNS)
    .where('resource_id', '=', resourceId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(readingOf)
}

/** Makes a waiting reading; false when one is open already. */
export async function addReading(tx: DatamapDb, reading: Reading): Promise<boolean> {
  const made = await sql`
    insert into datamap.reading (id, resource_id, agency_id, state, engine, place, asked_by, asked_name, asked_at)
    values (${reading.id}, ${reading.resourceId}, ${reading.agencyId}, 'waiting', ${reading.engine}, ${reading.place},
      ${reading.askedBy ?? null}, ${reading.askedName}, ${reading.askedAt})
    on conflict (resource_id) where state in ('waiting', 'reading') do nothing`.execute(tx)
  return made.numAffectedRows === 1n
}

/** Says where the reading is. */
export async function markStep(db: DatamapDb, id: string, step: ReadStep): Promise<void> {
  await db.updateTable('datamap.reading').set({ state: 'reading', step }).where('id', '=', id).execute()
}

/** Keeps what was found; of earlier readings only their reports stay. */
export async function finishReading(
  tx: DatamapDb,
  reading: Reading,
  { report, found, at }: { report: Report; found: Found; at: Date },
): Promise<void> {
  await tx
    .updateTable('datamap.reading')
    .set({ found: null })
    .where('resource_id', '=', reading.resourceId)
    .where('id', '<>', reading.id)
    .where('found', 'is not', null)
    .execute()
  await tx
    .updateTable('datamap.reading')
    .set({ state: 'read', step: null, finished_at: at, report: JSON.stringify(report), found: JSON.stringify(found) })
    .where('id', '=', reading.id)
    .execute()
}

export async function failReading(
  tx: DatamapDb,
  id: string,
  { failure, at }: { failure: { code: string; vi: string; en: string }; at: Date },
): Promise<void> {
  await tx
    .updateTable('datamap.reading')
    .set({ state: 'failed', step: null, finished_at: at, failure: JSON.stringify(failure) })
    .where('id', '=', id)
    .execute()
}

/** What the newest reading that succeeded found; undefined before the first. */
export async function findFound(db: DatamapDb, resourceId: string): Promise<Found | undefined> {
  const row = await db
    .selectFrom('datamap.reading')
    .select('found')
    .where('resource_id', '=', resourceId)
    .where('state', '=', 'read')
    .where('found', 'is not', null)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.found ?? undefined) as Found | undefined
}
