import type { ActorRef } from '../../../platform/actor.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import { notYourPerson, ownRoles, personNotFound } from '../errors.ts'
import { assertCan, mayGrant } from '../permissions.ts'
import type { HeldRole, Person } from './model.ts'
import { lockPerson, rolesOf } from './store.ts'

/** Somebody whose account is being changed, locked for the rest of the transaction. */
export interface Managed {
  readonly person: Person
  readonly roles: readonly HeldRole[]
  /** The actor as evidence names them. */
  readonly by: ActorRef
}

/**
 * Loads a person for a change by someone else. Who resets a password can act as its owner, so the actor must be
 * entitled to every role that person holds, at every agency.
 */
export async function lockManaged(tx: IdentityDb, actor: Actor, personId: string): Promise<Managed> {
  const by = assertCan(actor, 'identity.person.manage')
  const person = await lockPerson(tx, personId)
  if (!person) throw personNotFound()
  if (person.id === actor.id) throw ownRoles()
  const roles = await rolesOf(tx, personId)
  if (!roles.every(({ role, agencyId }) => mayGrant(actor, role, agencyId))) throw notYourPerson()
  // Nobody's roles: only who runs the node may take such an account up again.
  if (roles.length === 0) assertCan(actor, 'node.manage')
  return { person, roles, by }
}
