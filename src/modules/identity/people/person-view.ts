import type { Actor, Role } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { personNotFound } from '../errors.ts'
import { assertCan, mayGrant } from '../permissions.ts'
import type { Person } from './model.ts'
import { personById, rolesOf } from './store.ts'

/** A person as a steward sees them. */
export interface ManagedPerson {
  readonly person: Person
  readonly roles: readonly {
    readonly grantId: string
    readonly role: Role
    readonly agencyCode: string
    readonly agencyName: string
    /** Whether the reader may take it back. */
    readonly mine: boolean
  }[]
  /** Every role is the reader's to give, so the account is theirs to look after. */
  readonly manageable: boolean
}

/** Reads a person of an agency for who manages people there. */
export async function readManagedPerson(
  deps: IdentityDeps,
  actor: Actor,
  { personId, agencyId }: { readonly personId: string; readonly agencyId: string },
): Promise<ManagedPerson> {
  assertCan(actor, 'identity.person.manage', { agencyId })
  const [person, held, tree] = await Promise.all([
    personById(deps.db, personId),
    rolesOf(deps.db, personId),
    deps.agencies.tree(),
  ])
  const reach = tree.reach(agencyId)
  // Who has no role here is nobody of this agency: their name is none of its business.
  if (!person || !held.some((role) => reach.has(role.agencyId))) throw personNotFound()
  const roles = held.map((role) => ({
    grantId: role.id,
    role: role.role,
    agencyCode: tree.byId(role.agencyId)?.code ?? '',
    agencyName: tree.byId(role.agencyId)?.name ?? role.agencyId,
    mine: person.id !== actor.id && mayGrant(actor, role.role, role.agencyId),
  }))
  return { person, roles, manageable: roles.every(({ mine }) => mine) }
}
