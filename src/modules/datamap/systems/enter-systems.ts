import { recordAudits } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatamapDb } from '../deps.ts'
import type { SystemsDeps } from './deps.ts'
import { systemErrors } from './errors.ts'
import { EMPTY_CHECKLIST, type SystemStatement } from './record.ts'
import { cleaned } from './save-statement.ts'
import { standingOf } from './standing.ts'
import { insertSystems, lockSystem, type StoredSystem, saveSystem } from './store.ts'

/** What a list says of one system; without an id it is new. */
export interface SystemEntry {
  readonly key: string
  readonly agencyId: string
  readonly systemId?: string | undefined
  /** The revision the list was held against. */
  readonly revision?: number | undefined
  readonly statement: SystemStatement
}

/**
 * Enters many systems inside a transaction of the caller: what they are, never how they are protected. Gives the id of
 * each by its key.
 */
export async function enterSystems(
  deps: SystemsDeps,
  tx: DatamapDb,
  { actor, entries }: { actor: Actor; entries: readonly SystemEntry[] },
): Promise<ReadonlyMap<string, string>> {
  if (entries.length === 0) return new Map()
  const by = entries.map(({ agencyId }) => assertCan(actor, 'datamap.system.enter', { agencyId }))
  const now = deps.clock.now()
  const day = dayInVietnam(now)
  const standing = ({ record, dossier }: StoredSystem) => standingOf(record, { dossier, rules: deps.levelRules, day })
  const stored: StoredSystem[] = []
  const fresh: StoredSystem[] = []
  for (const entry of entries) {
    const system = entry.systemId === undefined ? freshSystem(deps, entry) : await changed(tx, entry)
    const saved = { ...system, updatedAt: now, updatedName: actor.name }
    stored.push(saved)
    if (entry.systemId === undefined) fresh.push(saved)
    else await saveSystem(tx, saved, standing(saved))
  }
  await insertSystems(tx, fresh, standing)
  await recordAudits(
    tx,
    stored.flatMap(({ id, agencyId, revision, record }, index) => {
      const ref = by[index]
      const action = revision === 1 ? 'datamap.system.added' : 'datamap.system.saved'
      const resource = { kind: 'system', id, version: revision }
      return ref ? [{ action, actor: ref, agencyId, resource, details: { title: record.statement.name } }] : []
    }),
  )
  const agencies = [...new Set(stored.map(({ agencyId }) => agencyId))]
  await announce(tx, {
    type: 'datamap.systems.entered',
    version: 1,
    // No resources of the catalogue: nothing of them is public.
    resourceId: undefined,
    payload: { systems: stored.length, agencies },
  })
  return new Map(entries.map(({ key }, index) => [key, stored[index]?.id ?? '']))
}

function freshSystem({ ids, clock }: SystemsDeps, { agencyId, statement }: SystemEntry): StoredSystem {
  const now = clock.now()
  return {
    id: ids.next(),
    agencyId,
    record: { statement: cleaned(statement), checklist: EMPTY_CHECKLIST },
    dossier: 'draft',
    dossierSince: now,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    updatedName: '',
  }
}

async function changed(
  tx: DatamapDb,
  { systemId = '', revision, agencyId, statement }: SystemEntry,
): Promise<StoredSystem> {
  const system = await lockSystem(tx, systemId)
  if (system.agencyId !== agencyId) throw systemErrors.notFound()
  if (system.revision !== revision) throw systemErrors.savedByOther(system.updatedName)
  const record = { ...system.record, statement: cleaned({ ...statement, facts: system.record.statement.facts }) }
  return { ...system, record, revision: system.revision + 1 }
}
