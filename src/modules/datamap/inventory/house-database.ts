import type { DatabaseRecord } from '../record.ts'
import { cleaned } from '../systems/save-statement.ts'
import { findKnown, type KnownSystems, systemKey, systemName } from './known-systems.ts'
import type { Mended } from './model.ts'
import type { DraftedSystems } from './plan-systems.ts'
import type { Place } from './read-rows.ts'

/** The system a database lives in. */
export type Home = { readonly systemId: string } | { readonly newSystem: string }

/** Finds the system of a name: of the same agency first, else the only one of that name. */
function homeOf(
  { agencyId, name }: { readonly agencyId: string; readonly name: string },
  { systems, known }: { readonly systems: DraftedSystems; readonly known: KnownSystems },
): Home | undefined {
  const key = systemKey(agencyId, name)
  const planned = systems.get(key)
  if (planned) return planned.systemId === undefined ? { newSystem: planned.key } : { systemId: planned.systemId }
  const found = findKnown(known, { agencyId, name })
  return found && { systemId: found.id }
}

/** Plans the entry of a system that only a row of databases names. */
function enterNamed(
  place: Place,
  { agencyId, record }: { readonly agencyId: string; readonly record: DatabaseRecord },
  systems: DraftedSystems,
): Home {
  const { system: name = '', systemUrl: url, status } = record.identity
  const key = systemKey(agencyId, name)
  systems.set(key, {
    key,
    sheet: place.table.sheet,
    row: place.row.number,
    agencyId,
    action: 'create',
    systemId: undefined,
    revision: undefined,
    statement: cleaned({ name, status: status ?? 'operating', ...(url ? { url } : {}), facts: {} }),
  })
  return { newSystem: key }
}

/** A database whose system is looked for. */
interface Homeless {
  readonly place: Place
  readonly agencyId: string
  readonly record: DatabaseRecord
  readonly before: DatabaseRecord | undefined
}

interface Housing {
  readonly systems: DraftedSystems
  readonly known: KnownSystems
  readonly mended: Mended
  /** Names of systems nobody has entered. */
  readonly named: Map<string, string>
}

/** The system a database says it lives in: one of the register, one of the workbook, or none that is known. */
export function houseOf({ place, agencyId, record, before }: Homeless, housing: Housing): Home | undefined {
  const { systems, known, mended, named } = housing
  const { system: name, systemId } = record.identity
  if (name === undefined || name === '') return systemId === undefined ? undefined : { systemId }
  const home = homeOf({ agencyId, name }, { systems, known })
  if (home) return home
  if (systemId !== undefined && before?.identity.system === name) return { systemId }
  named.set(systemName(name), name)
  return mended.namedSystems === true ? enterNamed(place, { agencyId, record }, systems) : undefined
}

/** The record with the id of its system, where the register has that one. */
export function housed({ identity: said, ...record }: DatabaseRecord, home: Home | undefined): DatabaseRecord {
  const { systemId: _, ...identity } = said
  return { ...record, identity: home && 'systemId' in home ? { ...identity, systemId: home.systemId } : identity }
}
