import { recordAudit } from '../../../platform/audit/index.ts'
import type { Actor, Role } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound, mayNotGrant, notFound, ownRoles, personNotFound } from '../errors.ts'
import { assertCan, mayGrant } from '../permissions.ts'
import { endGrant, insertGrant, lockPerson, rolesOf } from './store.ts'

/** Gives a person one more role at an agency. */
export async function grantRole(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly personId: string; readonly role: Role; readonly agency: string },
): Promise<void> {
  const agency = await deps.agencies.byCode(input.agency)
  if (!agency) throw agencyNotFound(input.agency)
  const by = assertCan(actor, 'identity.person.manage', { agencyId: agency.id })
  if (!mayGrant(actor, input.role, agency.id)) throw mayNotGrant()
  if (input.personId === actor.id) throw ownRoles()
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const person = await lockPerson(tx, input.personId)
    if (!person) throw personNotFound()
    const row = {
      id: deps.ids.next(),
      personId: person.id,
      role: input.role,
      agencyId: agency.id,
      grantedBy: by.id,
      now,
    }
    if (!(await insertGrant(tx, row))) return
    await recordAudit(tx, {
      action: 'identity.role.granted',
      actor: by,
      agencyId: agency.id,
      resource: { kind: 'person', id: person.id },
      details: { role: input.role, agency: agency.code, email: person.email },
    })
  })
}

/** Takes a role back; it stops counting with the next request. */
export async function endRole(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly personId: string; readonly grantId: string },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const person = await lockPerson(tx, input.personId)
    const held = (await rolesOf(tx, input.personId)).find(({ id }) => id === input.grantId)
    if (!person || !held) throw notFound()
    const by = assertCan(actor, 'identity.person.manage', { agencyId: held.agencyId })
    if (!mayGrant(actor, held.role, held.agencyId)) throw mayNotGrant()
    if (person.id === actor.id) throw ownRoles()
    await endGrant(tx, held.id, deps.clock.now())
    const agency = await deps.agencies.byId(held.agencyId)
    await recordAudit(tx, {
      action: 'identity.role.ended',
      actor: by,
      agencyId: held.agencyId,
      resource: { kind: 'person', id: person.id },
      details: { role: held.role, agency: agency?.code, email: person.email },
    })
  })
}
