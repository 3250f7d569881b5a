import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import type { Person } from '../people/model.ts'
import { namesOf } from '../people/reads.ts'
import { type StandIn, standInsOf } from '../people/stand-ins.ts'
import { personById } from '../people/store.ts'
import { can } from '../permissions.ts'
import { type ApiKey, keysOf } from './api-keys.ts'
import { requireOwner } from './owner.ts'
import { type Session, sessionsOf } from './sessions.ts'

/** Everything the page about one's own account shows. */
export interface OwnAccount {
  readonly person: Person
  readonly sessions: readonly Session[]
  readonly currentSession: string | undefined
  readonly keys: readonly ApiKey[]
  /** Absent for who approves nothing. */
  readonly standIns: readonly StandIn[] | undefined
  readonly roles: readonly {
    readonly role: Actor['grants'][number]['role']
    readonly agencyName: string
    readonly agencyNameEn: string | undefined
    readonly agencyCode: string
    /** Name of the approver on leave. */
    readonly standsInFor: string | undefined
  }[]
}

/** Reads one's own account. */
export async function readOwnAccount(deps: IdentityDeps, actor: Actor): Promise<OwnAccount> {
  const personId = requireOwner(actor)
  const now = deps.clock.now()
  const lent = actor.grants.flatMap(({ standsInFor }) => standsInFor ?? [])
  const [person, sessions, keys, standIns, tree, names] = await Promise.all([
    personById(deps.db, personId),
    sessionsOf(deps.db, personId, now),
    keysOf(deps.db, personId),
    standInsOf(deps.db, personId, now),
    deps.agencies.tree(),
    namesOf(deps.db, lent),
  ])
  if (!person) throw notFound()
  return {
    person,
    sessions,
    currentSession: actor.credentialId,
    keys,
    standIns: can(actor, 'identity.standin.name') ? standIns : undefined,
    roles: actor.grants.map(({ role, agencyId, standsInFor }) => ({
      role,
      agencyName: tree.byId(agencyId)?.name ?? agencyId,
      agencyNameEn: tree.byId(agencyId)?.nameEn,
      agencyCode: tree.byId(agencyId)?.code ?? '',
      standsInFor: standsInFor === undefined ? undefined : (names.get(standsInFor) ?? standsInFor),
    })),
  }
}
