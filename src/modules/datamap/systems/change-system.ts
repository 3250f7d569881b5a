import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, assertCan, can } from '../../identity/index.ts'
import type { DatamapDb } from '../deps.ts'
import type { SystemsDeps } from './deps.ts'
import { systemErrors } from './errors.ts'
import { standingOf } from './standing.ts'
import { lockSystem, type StoredSystem, saveSystem } from './store.ts'

/** What a step makes of a system, and what the evidence says of it. */
export interface Outcome {
  readonly system: Pick<StoredSystem, 'record' | 'dossier' | 'dossierSince'>
  readonly details: Readonly<Record<string, unknown>>
  readonly basis?: string | undefined
}

export interface Changing {
  readonly id: string
  /** The revision the officer had on the screen; another one means somebody saved in between. */
  readonly revision: number
  readonly action: string
}

/** Runs one change of a system: rights, revision, the change, its evidence and its event, in one transaction. */
export async function changeSystem(
  deps: SystemsDeps,
  actor: Actor,
  changing: Changing & { decide(system: StoredSystem, tx: DatamapDb, now: Date): Promise<Outcome> | Outcome },
): Promise<StoredSystem> {
  return deps.db.transaction().execute(async (tx) => {
    const system = await lockSystem(tx, changing.id)
    // To those who may not see it, it is not there.
    if (!can(actor, 'datamap.system.read', system)) throw systemErrors.notFound()
    const by = assertCan(actor, 'datamap.system.write', system)
    if (system.revision !== changing.revision) throw systemErrors.savedByOther(system.updatedName)
    const now = deps.clock.now()
    const { system: changed, details, basis } = await changing.decide(system, tx, now)
    const saved: StoredSystem = {
      ...system,
      ...changed,
      revision: system.revision + 1,
      updatedAt: now,
      updatedName: actor.name,
    }
    await writeSystem(deps, tx, saved)
    await recordAudit(tx, {
      action: changing.action,
      actor: by,
      agencyId: saved.agencyId,
      resource: { kind: 'system', id: saved.id, version: saved.revision },
      basis,
      details: { title: saved.record.statement.name, ...details },
    })
    return saved
  })
}

/** Writes a system with its counts and tells those who follow. */
export async function writeSystem(deps: SystemsDeps, tx: DatamapDb, system: StoredSystem): Promise<void> {
  const day = dayInVietnam(deps.clock.now())
  const { dossier } = system
  await saveSystem(tx, system, standingOf(system.record, { dossier, rules: deps.levelRules, day }))
  await announce(tx, {
    type: 'datamap.system.changed',
    version: 1,
    // Not a resource of the catalogue: nothing of it is public.
    resourceId: undefined,
    payload: { system: system.id, agencyId: system.agencyId, dossier },
  })
}
