import { sql } from 'kysely'
import { fold } from '../../../platform/text.ts'
import type { DatamapDb } from '../deps.ts'
import type { SystemStatement } from '../systems/record.ts'

/** A system of the register, without anything of its protection. */
export interface KnownSystem {
  readonly id: string
  readonly agencyId: string
  readonly revision: number
  readonly statement: SystemStatement
}

/** Systems of the register, by the ways a row may mean one. */
export interface KnownSystems {
  readonly byId: ReadonlyMap<string, KnownSystem>
  /** By agency and code. */
  readonly byCode: ReadonlyMap<string, KnownSystem>
  /** By agency and name. */
  readonly byName: ReadonlyMap<string, KnownSystem>
  /** By name alone, where only one agency has a system of that name. */
  readonly named: ReadonlyMap<string, KnownSystem>
}

/** What tells systems of one agency apart. */
export function systemKey(agencyId: string, name: string): string {
  return `${agencyId} ${systemName(name)}`
}

/** A name however it is cased, spaced and accented. */
export function systemName(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

export function indexSystems(systems: readonly KnownSystem[]): KnownSystems {
  const byCode = systems.flatMap((system): [string, KnownSystem][] =>
    system.statement.code === undefined ? [] : [[`${system.agencyId} ${system.statement.code}`, system]],
  )
  const groups = Map.groupBy(systems, ({ statement }) => systemName(statement.name))
  return {
    byId: new Map(systems.map((system) => [system.id, system])),
    byCode: new Map(byCode),
    byName: new Map(systems.map((system) => [systemKey(system.agencyId, system.statement.name), system])),
    named: new Map(
      [...groups].flatMap(([name, [first, second]]): [string, KnownSystem][] =>
        first && !second ? [[name, first]] : [],
      ),
    ),
  }
}

/** The system a name means for an agency: its own of that name, else the only one there is. */
export function findKnown(
  { byName, named }: KnownSystems,
  { agencyId, name }: { readonly agencyId: string; readonly name: string },
): KnownSystem | undefined {
  return byName.get(systemKey(agencyId, name)) ?? named.get(systemName(name))
}

/** Systems of these agencies, as they describe themselves. */
export async function readKnownSystems(
  db: DatamapDb,
  agencies: 'all' | readonly string[],
): Promise<readonly KnownSystem[]> {
  const mine = agencies === 'all' ? sql`true` : sql`agency_id = any(${agencies}::uuid[])`
  const { rows } = await sql<{ id: string; agency_id: string; revision: number; statement: SystemStatement }>`
    select id, agency_id, revision, record -> 'statement' as statement from datamap.system
    where ${mine} order by name, id`.execute(db)
  return rows.map(({ id, agency_id, revision, statement }) => ({ id, agencyId: agency_id, revision, statement }))
}
