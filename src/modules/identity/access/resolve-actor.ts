import { sql } from 'kysely'
import { type Actor, type Grant, type Role, visitorActor } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { badKey } from '../errors.ts'
import { personById } from '../people/store.ts'
import { findKey } from './api-keys.ts'
import { type Credentials, keyOf, type ResolveActor } from './credentials.ts'
import { findSession } from './sessions.ts'

/** Reads who sends a request. A key counts before a cookie: a program sends no cookie, a browser no key. */
export function createResolveActor(deps: IdentityDeps): ResolveActor {
  return async (credentials) => {
    const key = keyOf(credentials)
    if (key !== undefined) return actorOfKey(deps, key, credentials)
    if (credentials.sessionToken) return actorOfSession(deps, credentials.sessionToken, credentials)
    return visitorActor(credentials.requestId)
  }
}

async function actorOfKey(deps: IdentityDeps, key: string, credentials: Credentials): Promise<Actor> {
  const owner = await findKey(deps.db, key, deps.clock.now())
  if (!owner) throw badKey()
  const grants = await grantsOf(deps, owner.personId)
  const narrowed = owner.roles.length === 0 ? grants : grants.filter(({ role }) => owner.roles.includes(role))
  return {
    kind: 'person',
    id: owner.personId,
    name: owner.name,
    grants: narrowed,
    via: 'api-key',
    credentialId: owner.keyId,
    ...withRequest(credentials),
  }
}

async function actorOfSession(deps: IdentityDeps, token: string, credentials: Credentials): Promise<Actor> {
  const owner = await findSession(deps.db, token, deps.clock.now())
  if (!owner) return visitorActor(credentials.requestId)
  return {
    kind: 'person',
    id: owner.personId,
    name: owner.name,
    grants: await grantsOf(deps, owner.personId),
    via: 'session',
    credentialId: owner.sessionId,
    ...withRequest(credentials),
  }
}

function withRequest({ requestId }: Credentials): { requestId?: string } {
  return requestId === undefined ? {} : { requestId }
}

/** The rights of a person outside any request, e.g. for a job that goes on in their name. */
export async function actorOfPerson(deps: IdentityDeps, personId: string): Promise<Actor | undefined> {
  const person = await personById(deps.db, personId)
  if (!person || person.disabledAt) return undefined
  return { kind: 'person', id: person.id, name: person.name, grants: await grantsOf(deps, person.id), via: 'none' }
}

async function grantsOf(deps: IdentityDeps, personId: string): Promise<readonly Grant[]> {
  const [tree, rows] = await Promise.all([deps.agencies.tree(), readGrants(deps.db, personId, deps.clock.now())])
  return rows.map((row) => ({
    role: row.role,
    agencyId: row.agency_id,
    reach: tree.reach(row.agency_id),
    ...(row.stands_in_for === null ? {} : { standsInFor: row.stands_in_for }),
  }))
}

interface GrantRow {
  role: Role
  agency_id: string
  stands_in_for: string | null
}

// Own roles, and the approver roles of those on leave; a stand-in of a stand-in has none.
async function readGrants(db: IdentityDb, personId: string, now: Date): Promise<readonly GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select role, agency_id, null::uuid as stands_in_for from identity.role_grant
    where person_id = ${personId} and ended_at is null
    union all
    select g.role, g.agency_id, s.approver_id from identity.stand_in s
      join identity.person a on a.id = s.approver_id and a.disabled_at is null
      join identity.role_grant g on g.person_id = s.approver_id and g.role = 'approver' and g.ended_at is null
    where s.deputy_id = ${personId} and s.starts_at <= ${now} and s.ends_at > ${now}
    order by 3 nulls first, 1, 2`.execute(db)
  return rows
}
