import { recordAudit } from '../../../platform/audit/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { changeSystem, writeSystem } from './change-system.ts'
import type { SystemsDeps } from './deps.ts'
import { systemErrors } from './errors.ts'
import { EMPTY_CHECKLIST, type SystemStatement } from './record.ts'
import type { StoredSystem } from './store.ts'

/** Enters a system into the register of an agency, by the agency's code. */
export async function addSystem(
  deps: SystemsDeps,
  actor: Actor,
  input: { readonly agency: string; readonly statement: SystemStatement },
): Promise<StoredSystem> {
  const agency = await deps.agencies.byCode(input.agency)
  if (!agency) {
    assertCan(actor, 'datamap.system.write')
    throw systemErrors.unknownAgency(input.agency)
  }
  const by = assertCan(actor, 'datamap.system.write', { agencyId: agency.id })
  const now = deps.clock.now()
  const system: StoredSystem = {
    id: deps.ids.next(),
    agencyId: agency.id,
    record: { statement: cleaned(input.statement), checklist: EMPTY_CHECKLIST },
    dossier: 'draft',
    dossierSince: now,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    updatedName: actor.name,
  }
  return deps.db.transaction().execute(async (tx) => {
    await writeSystem(deps, tx, system)
    await recordAudit(tx, {
      action: 'datamap.system.added',
      actor: by,
      agencyId: agency.id,
      resource: { kind: 'system', id: system.id, version: 1 },
      details: { title: system.record.statement.name },
    })
    return system
  })
}

/** Saves what is said about a system. Its level stays as it was settled, until somebody settles it anew. */
export function saveStatement(
  deps: SystemsDeps,
  actor: Actor,
  input: { readonly id: string; readonly revision: number; readonly statement: SystemStatement },
): Promise<StoredSystem> {
  return changeSystem(deps, actor, {
    id: input.id,
    revision: input.revision,
    action: 'datamap.system.saved',
    decide: (system) => ({
      system: { ...system, record: { ...system.record, statement: cleaned(input.statement) } },
      details: {},
    }),
  })
}

/** Texts without invisible characters; what is empty then was not said. */
export function cleaned({ name, ...rest }: SystemStatement): SystemStatement {
  const texts = Object.entries(rest).map(([key, value]) => [key, typeof value === 'string' ? cleanText(value) : value])
  const said = Object.fromEntries(texts.filter(([, value]) => value !== '')) as typeof rest
  const title = cleanText(name)
  return { ...said, name: title === '' ? name : title }
}
