import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { placeOf } from '../../../platform/schema-reader/index.ts'
import { type Actor, assertCan, programActor } from '../../identity/index.ts'
import type { DatamapDb } from '../deps.ts'
import { readLive } from './ask-reading.ts'
import { databaseOf } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import { liveErrors } from './errors.ts'
import type { Every, Reading } from './model.ts'
import { addReading, findConnection } from './store.ts'

const DAY_MS = 86_400_000
const PERIOD_MS: Readonly<Record<Every, number | undefined>> = {
  off: undefined,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
}
/** After a failure it is tried again the next day, so many times in all. */
export const MOST_FAILURES = 3
const MOST_AT_ONCE = 100
const BY_THE_CLOCK = 'Theo lịch'

/** Sets how often a structure is read again; the steward decides for the agency. */
export async function scheduleReading(
  deps: LiveDeps,
  actor: Actor,
  { resourceId, every }: { readonly resourceId: string; readonly every: Every },
): Promise<void> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, 'datamap.reading.schedule', resource)
  await deps.db.transaction().execute(async (tx) => {
    if (!(await findConnection(tx, resourceId))) throw liveErrors.noConnection()
    await tx
      .updateTable('datamap.connection')
      .set({ every, next_at: every === 'off' ? null : deps.clock.now(), failures: 0, stopped_at: null })
      .where('resource_id', '=', resourceId)
      .execute()
    await recordAudit(tx, {
      action: 'datamap.live.scheduled',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { every },
    })
    await announce(tx, { type: 'datamap.live.scheduled', version: 1, resourceId, payload: { every } })
  })
}

/** Notes that somebody has looked at so many changes of a structure; refused where a reading has found more since. */
export async function noteDriftSeen(
  deps: LiveDeps,
  actor: Actor,
  { resourceId, seen }: { readonly resourceId: string; readonly seen: number },
): Promise<void> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, 'datamap.database.write', resource)
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ drift: number }>`
      select drift from datamap.connection where resource_id = ${resourceId} for update`.execute(tx)
    const drift = rows[0]?.drift ?? 0
    if (drift === 0) return
    if (drift !== seen) throw liveErrors.moreDrift()
    await clearDrift(tx, resourceId)
    await recordAudit(tx, {
      action: 'datamap.live.drift-seen',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { drift },
    })
    await announce(tx, { type: 'datamap.live.drift-seen', version: 1, resourceId, payload: { drift } })
  })
}

export async function clearDrift(tx: DatamapDb, resourceId: string): Promise<void> {
  await tx
    .updateTable('datamap.connection')
    .set({ drift: 0, drift_at: null })
    .where('resource_id', '=', resourceId)
    .execute()
}

/** Asks for the readings whose time has come; run every few minutes. Gives how many were asked for. */
export async function readDueDatabases(deps: LiveDeps): Promise<number> {
  const { rows } = await sql<{ resource_id: string }>`
    select resource_id from datamap.connection where next_at <= ${deps.clock.now()}
    order by next_at limit ${MOST_AT_ONCE}`.execute(deps.db)
  let asked = 0
  for (const { resource_id } of rows) if (await askDue(deps, resource_id)) asked++
  return asked
}

async function askDue(deps: LiveDeps, resourceId: string): Promise<boolean> {
  const resource = await deps.catalog.reader.resource(resourceId)
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now()
    // Another process may have asked since the list was read.
    const { rows } = await sql<{ every: Every }>`
      select every from datamap.connection where resource_id = ${resourceId} and next_at <= ${now}
      for update skip locked`.execute(tx)
    const connection = rows.length === 0 ? undefined : await findConnection(tx, resourceId)
    if (!connection) return false
    // What is no longer in the map is no longer read; publishing it again does not begin by itself.
    const isGone = resource === undefined || resource.state === 'withdrawn'
    await setNext(tx, resourceId, isGone ? undefined : nextAfter(connection.every, now))
    if (isGone) return false
    const reading: Reading = {
      id: deps.ids.next(),
      resourceId,
      agencyId: resource.agencyId,
      state: 'waiting',
      engine: connection.engine,
      place: placeOf(connection),
      askedBy: undefined,
      askedName: BY_THE_CLOCK,
      askedAt: now,
    }
    if (!(await addReading(tx, reading))) return false
    await enqueue(tx, readLive, { payload: { readingId: reading.id }, key: `live-${reading.id}` })
    await recordAudit(tx, {
      action: 'datamap.live.asked',
      actor: assertCan(programActor(BY_THE_CLOCK), 'datamap.database.write', resource),
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { place: reading.place, sampling: connection.sampling, every: connection.every },
    })
    await announce(tx, { type: 'datamap.live.asked', version: 1, resourceId, payload: { reading: reading.id } })
    return true
  })
}

function nextAfter(every: Every, now: Date): Date | undefined {
  const period = PERIOD_MS[every]
  return period === undefined ? undefined : new Date(now.getTime() + period)
}

async function setNext(tx: DatamapDb, resourceId: string, at: Date | undefined): Promise<void> {
  await tx
    .updateTable('datamap.connection')
    .set({ next_at: at ?? null })
    .where('resource_id', '=', resourceId)
    .execute()
}

/** A reading succeeded: failures are forgotten, a schedule that was given up goes on, and what changed waits to be seen. */
export async function noteRead(
  tx: DatamapDb,
  resourceId: string,
  { drift, at }: { readonly drift: number; readonly at: Date },
): Promise<void> {
  const connection = await findConnection(tx, resourceId)
  if (!connection) return
  const next = connection.stoppedAt ? nextAfter(connection.every, at) : undefined
  await tx
    .updateTable('datamap.connection')
    .set({
      failures: 0,
      stopped_at: null,
      ...(next ? { next_at: next } : {}),
      ...(drift > 0 ? { drift: sql<number>`drift + ${drift}`, drift_at: at } : {}),
    })
    .where('resource_id', '=', resourceId)
    .execute()
}

/** A scheduled reading failed: it is tried again the next day, or given up. True when it was given up now. */
export async function noteFailed(tx: DatamapDb, reading: Reading, at: Date): Promise<boolean> {
  const connection = await findConnection(tx, reading.resourceId)
  if (!connection || reading.askedBy !== undefined || connection.every === 'off') return false
  const failures = connection.failures + 1
  const stops = failures >= MOST_FAILURES
  await tx
    .updateTable('datamap.connection')
    .set({
      failures,
      next_at: stops ? null : new Date(at.getTime() + DAY_MS),
      stopped_at: stops ? at : null,
    })
    .where('resource_id', '=', reading.resourceId)
    .execute()
  return stops
}
