import { Type } from 'typebox'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { enqueue, type TaskKind } from '../../../platform/jobs/index.ts'
import { isListedHost, placeOf } from '../../../platform/schema-reader/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { databaseOf } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import { liveErrors } from './errors.ts'
import type { Reading } from './model.ts'
import { addReading, findConnection, listReadings } from './store.ts'

/** One at a time: reading is a guest on somebody else's server. */
export const readLive = {
  name: 'datamap.read-live',
  version: 1,
  schema: Type.Object({ readingId: Type.String() }),
  retry: { attempts: 2 },
  queue: 'live',
} satisfies TaskKind

/** Asks for a reading of the structure; one that waits or runs already is enough. */
export async function askReading(deps: LiveDeps, actor: Actor, resourceId: string): Promise<Reading> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, 'datamap.database.write', resource)
  return deps.db.transaction().execute(async (tx) => {
    const connection = await findConnection(tx, resourceId)
    if (!connection) throw liveErrors.noConnection()
    // The list may have been shortened since the connection was saved.
    const place = placeOf(connection)
    if (!isListedHost(deps.live.hosts, connection)) throw liveErrors.hostNotListed(place)
    const reading: Reading = {
      id: deps.ids.next(),
      resourceId,
      agencyId: resource.agencyId,
      state: 'waiting',
      engine: connection.engine,
      place,
      askedBy: actor.id,
      askedName: actor.name,
      askedAt: deps.clock.now(),
    }
    if (!(await addReading(tx, reading))) return (await listReadings(tx, resourceId, 1))[0] ?? reading
    await enqueue(tx, readLive, { payload: { readingId: reading.id }, key: `live-${reading.id}` })
    await recordAudit(tx, {
      action: 'datamap.live.asked',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { place: reading.place, sampling: connection.sampling },
    })
    await announce(tx, { type: 'datamap.live.asked', version: 1, resourceId, payload: { reading: reading.id } })
    return reading
  })
}
