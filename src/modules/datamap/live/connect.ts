import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { type Engine, isListedHost, placeOf, type Transport } from '../../../platform/schema-reader/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Resource } from '../../catalog/index.ts'
import { type Actor, assertCan, can } from '../../identity/index.ts'
import type { LiveDeps } from './deps.ts'
import { liveErrors } from './errors.ts'
import { type Connection, samePlace } from './model.ts'
import { resumeSchedule } from './resume-schedule.ts'
import { dropConnection, findSealed, saveConnectionRow } from './store.ts'

const WRITE = 'datamap.database.write'

export interface ConnectionInput {
  readonly engine: Engine
  readonly host: string
  readonly port?: number | undefined
  readonly database: string
  readonly user: string
  /** Empty keeps the stored one, which only works for the very same place and account. */
  readonly password: string
  readonly transport: Transport
  readonly sampling: boolean
}

/** The database of the map behind an id, for those who may change it; to others it is not there. */
export async function databaseOf(deps: LiveDeps, actor: Actor, resourceId: string): Promise<Resource> {
  const resource = await deps.catalog.reader.resource(resourceId)
  if (resource?.kind !== 'database' || !can(actor, WRITE, resource)) throw liveErrors.notFound()
  return resource
}

/** Keeps how a database is reached. The server must be on the operator's list; allowing samples takes the steward. */
export async function saveConnection(
  deps: LiveDeps,
  actor: Actor,
  { resourceId, ...input }: ConnectionInput & { readonly resourceId: string },
): Promise<Connection> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, WRITE, resource)
  const { agencyId } = resource
  const to = { ...input, host: cleanText(input.host), database: cleanText(input.database), user: cleanText(input.user) }
  if (!isListedHost(deps.live.hosts, to)) throw liveErrors.hostNotListed(placeOf(to))
  return deps.db.transaction().execute(async (tx) => {
    const before = await findSealed(tx, resourceId)
    if (to.sampling && before?.connection.sampling !== true) assertCan(actor, 'datamap.sampling.allow', { agencyId })
    const { password: _, ...known } = to
    const kept = before && samePlace(before.connection, to) ? before.secret : undefined
    const secret = to.password === '' ? kept : deps.live.seal(to.password)
    if (secret === undefined) throw liveErrors.needsPassword()
    const connection = {
      ...known,
      port: to.port,
      resourceId,
      agencyId,
      savedName: actor.name,
      savedAt: deps.clock.now(),
    }
    await saveConnectionRow(tx, connection, secret)
    await resumeSchedule(tx, resourceId, connection.savedAt)
    await recordAudit(tx, {
      action: 'datamap.live.connected',
      actor: by,
      agencyId,
      resource: { kind: 'database', id: resourceId },
      details: { engine: to.engine, place: placeOf(to), database: to.database, user: to.user, sampling: to.sampling },
    })
    await announce(tx, { type: 'datamap.live.connected', version: 1, resourceId, payload: { engine: to.engine } })
    return connection
  })
}

/** Forgets how a database is reached, its password with it; what was read stays. */
export async function removeConnection(deps: LiveDeps, actor: Actor, resourceId: string): Promise<void> {
  const resource = await databaseOf(deps, actor, resourceId)
  const by = assertCan(actor, WRITE, resource)
  await deps.db.transaction().execute(async (tx) => {
    await dropConnection(tx, resourceId)
    await recordAudit(tx, {
      action: 'datamap.live.disconnected',
      actor: by,
      agencyId: resource.agencyId,
      resource: { kind: 'database', id: resourceId },
    })
    await announce(tx, { type: 'datamap.live.disconnected', version: 1, resourceId, payload: {} })
  })
}
