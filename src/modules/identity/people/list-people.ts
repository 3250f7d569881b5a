import type { Actor } from '../actor.ts'
import type { Agency } from '../agencies/model.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound } from '../errors.ts'
import { assertCan } from '../permissions.ts'
import { type PersonLine, peopleAt } from './reads.ts'

/** People of an agency and of those below it, for who manages them. */
export async function listPeople(
  deps: IdentityDeps,
  actor: Actor,
  code: string,
): Promise<{ readonly agency: Agency; readonly people: readonly PersonLine[] }> {
  const tree = await deps.agencies.tree()
  const agency = tree.byCode(code)
  if (!agency) throw agencyNotFound(code)
  assertCan(actor, 'identity.person.manage', { agencyId: agency.id })
  return { agency, people: await peopleAt(deps.db, [...tree.reach(agency.id)]) }
}
