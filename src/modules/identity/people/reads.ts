import { sql } from 'kysely'
import type { Role } from '../actor.ts'
import type { IdentityDb } from '../db.ts'

/** One line of the list of people of an agency. */
export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly invited: boolean
  readonly closed: boolean
  readonly hasTotp: boolean
  readonly lastSeenAt: Date | undefined
  readonly roles: readonly { readonly grantId: string; readonly role: Role; readonly agencyId: string }[]
}

interface LineRow {
  id: string
  name: string
  email: string
  invited: boolean
  closed: boolean
  has_totp: boolean
  last_seen_at: Date | null
  roles: { grantId: string; role: Role; agencyId: string }[]
}

/** People with a role at one of these agencies, with those roles. */
export async function peopleAt(db: IdentityDb, agencyIds: readonly string[]): Promise<readonly PersonLine[]> {
  const { rows } = await sql<LineRow>`
    select p.id, p.name, p.email, p.password_hash is null as invited, p.disabled_at is not null as closed,
      p.totp_since is not null as has_totp,
      (select max(s.seen_at) from identity.session s where s.person_id = p.id) as last_seen_at,
      json_agg(json_build_object('grantId', g.id, 'role', g.role, 'agencyId', g.agency_id) order by g.granted_at, g.id) as roles
    from identity.role_grant g join identity.person p on p.id = g.person_id
    where g.ended_at is null and g.agency_id = any(${agencyIds}::uuid[])
    group by p.id order by p.name collate "C", p.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    invited: row.invited,
    closed: row.closed,
    hasTotp: row.has_totp,
    lastSeenAt: row.last_seen_at ?? undefined,
    roles: row.roles,
  }))
}

/** Names for ids, as evidence and lists show them; unknown ids are left out. */
export async function namesOf(db: IdentityDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.person where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Everybody, for the command line. */
export async function allPeople(db: IdentityDb): Promise<readonly PersonLine[]> {
  const { rows } = await sql<{ id: string }>`select id from identity.agency`.execute(db)
  return peopleAt(
    db,
    rows.map(({ id }) => id),
  )
}

export interface Contact {
  readonly personId: string
  readonly email: string
  readonly name: string
}

/** Whom to write to about work of an agency: open accounts with one of these roles there or above. */
export async function holdersOf(
  db: IdentityDb,
  { roles, agencyIds }: { roles: readonly Role[]; agencyIds: readonly string[] },
): Promise<readonly Contact[]> {
  const { rows } = await sql<{ id: string; email: string; name: string }>`
    select distinct p.id, p.email, p.name from identity.role_grant g join identity.person p on p.id = g.person_id
    where g.ended_at is null and p.disabled_at is null and g.role = any(${roles}) and g.agency_id = any(${agencyIds}::uuid[])
    order by p.id`.execute(db)
  return rows.map((row) => ({ personId: row.id, email: row.email, name: row.name }))
}
