import { type Actor, agenciesWhere, can } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { type DatabaseEdit, saveDatabaseIn } from '../edit/create-database.ts'
import { findKnown, indexSystems, readKnownSystems } from '../inventory/known-systems.ts'
import type { DatabaseRecord } from '../record.ts'
import { keepDrafts } from '../store.ts'
import { enterSystems } from '../systems/enter-systems.ts'

const MOST_NAMES = 500
const ENTER = 'datamap.system.enter'

/** What the form of a database shows of the register of systems. */
export interface HomeSystem {
  /** Systems of the agency to choose from. */
  readonly names: readonly string[]
  /** The system the draft is linked to. */
  readonly linked: { readonly id: string; readonly name: string } | undefined
  readonly mayEnter: boolean
  readonly maySee: boolean
}

interface Housed {
  readonly agencyId: string
  readonly record: DatabaseRecord
}

/** Reads the systems a database of this agency may live in; names alone, for those who may enter systems. */
export async function readHomeSystem(
  { db }: Pick<DatamapDeps, 'db'>,
  actor: Actor,
  { agencyId, record }: Housed,
): Promise<HomeSystem> {
  const mayEnter = can(actor, ENTER, { agencyId })
  const maySee = can(actor, 'datamap.system.read', { agencyId })
  if (!mayEnter) return { names: [], linked: undefined, mayEnter, maySee }
  const rows = await db
    .selectFrom('datamap.system')
    .select('name')
    .distinct()
    .where('agency_id', '=', agencyId)
    .orderBy('name')
    .limit(MOST_NAMES)
    .execute()
  const { systemId } = record.identity
  const linked =
    systemId === undefined
      ? undefined
      : await db.selectFrom('datamap.system').select(['id', 'name']).where('id', '=', systemId).executeTakeFirst()
  return { names: rows.map(({ name }) => name), linked, mayEnter, maySee }
}

/** The record linked to the system it names: one of its agency, else the only one of that name the officer works for. */
export async function withHome(
  deps: Pick<DatamapDeps, 'db'>,
  actor: Actor,
  { agencyId, record, before }: Housed & { readonly before: DatabaseRecord },
): Promise<DatabaseRecord> {
  const { systemId: kept, ...identity } = record.identity
  const name = identity.system
  if (name === undefined) return { ...record, identity }
  // A system that was renamed, or lies where this officer may not look, stays the home until another name is written.
  if (kept !== undefined && before.identity.system === name)
    return { ...record, identity: { ...identity, systemId: kept } }
  const mine = await readKnownSystems(deps.db, agenciesWhere(actor, ENTER))
  const found = findKnown(indexSystems(mine), { agencyId, name })
  return { ...record, identity: found ? { ...identity, systemId: found.id } : identity }
}

/** Saves a draft and enters the system it names into the register, both or neither. Gives the new revision. */
export async function saveWithNewSystem(
  deps: DatamapDeps,
  actor: Actor,
  { edit, agencyId }: { edit: DatabaseEdit; agencyId: string },
): Promise<number> {
  const { identity } = edit.record
  const { system: name = '', systemUrl: url, status = 'operating' } = identity
  const agency = (await deps.agencies.byId(agencyId))?.name ?? ''
  return deps.db.transaction().execute(async (tx) => {
    const statement = { name, status, ...(url ? { url } : {}), facts: {} }
    const ids = await enterSystems(deps, tx, { actor, entries: [{ key: name, agencyId, statement }] })
    const systemId = ids.get(name)
    const record = { ...edit.record, identity: { ...identity, ...(systemId ? { systemId } : {}) } }
    const saved = await saveDatabaseIn(deps, deps.catalog.inside(tx), { actor, edit: { ...edit, record }, agency })
    await keepDrafts(tx, [saved])
    return saved.change.revision
  })
}
