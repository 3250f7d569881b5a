import { sql } from 'kysely'
import type { Role } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import { foldEmail, type HeldRole, type Person } from './model.ts'

interface PersonRow {
  id: string
  email: string
  name: string
  has_password: boolean
  totp_since: Date | null
  disabled_at: Date | null
}

const PERSON = sql`p.id, p.email, p.name, p.password_hash is not null as has_password, p.totp_since, p.disabled_at`

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    hasPassword: row.has_password,
    totpSince: row.totp_since ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
  }
}

export async function personById(db: IdentityDb, id: string): Promise<Person | undefined> {
  const { rows } = await sql<PersonRow>`select ${PERSON} from identity.person p where p.id = ${id}`.execute(db)
  return rows[0] && toPerson(rows[0])
}

export async function personByEmail(db: IdentityDb, email: string): Promise<Person | undefined> {
  const { rows } = await sql<PersonRow>`
    select ${PERSON} from identity.person p where p.email_folded = ${foldEmail(email)}`.execute(db)
  return rows[0] && toPerson(rows[0])
}

/** Locks the row until the transaction ends; two stewards changing one person wait for each other. */
export async function lockPerson(tx: IdentityDb, id: string): Promise<Person | undefined> {
  const { rows } = await sql<PersonRow>`select ${PERSON} from identity.person p where p.id = ${id} for update`.execute(
    tx,
  )
  return rows[0] && toPerson(rows[0])
}

export interface NewPersonRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | undefined
  readonly now: Date
}

/** False when the address is taken. */
export async function insertPerson(tx: IdentityDb, person: NewPersonRow): Promise<boolean> {
  const { id, email, name, passwordHash, now } = person
  const { rows } = await sql`
    insert into identity.person (id, email, email_folded, name, password_hash, created_at, updated_at)
    values (${id}, ${email}, ${foldEmail(email)}, ${name}, ${passwordHash}, ${now}, ${now})
    on conflict (email_folded) do nothing returning id`.execute(tx)
  return rows.length === 1
}

export async function setPassword(
  tx: IdentityDb,
  id: string,
  { hash, now }: { hash: string; now: Date },
): Promise<void> {
  await sql`update identity.person set password_hash = ${hash}, updated_at = ${now} where id = ${id}`.execute(tx)
}

export async function setName(tx: IdentityDb, id: string, { name, now }: { name: string; now: Date }): Promise<void> {
  await sql`update identity.person set name = ${name}, updated_at = ${now} where id = ${id}`.execute(tx)
}

export async function setDisabled(
  tx: IdentityDb,
  id: string,
  at: { disabledAt: Date | undefined; now: Date },
): Promise<void> {
  await sql`update identity.person set disabled_at = ${at.disabledAt}, updated_at = ${at.now} where id = ${id}`.execute(
    tx,
  )
}

export async function passwordHashOf(db: IdentityDb, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string | null }>`
    select password_hash as hash from identity.person where id = ${id}`.execute(db)
  return rows[0]?.hash ?? undefined
}

interface RoleRow {
  id: string
  role: Role
  agency_id: string
}

const toRole = (row: RoleRow): HeldRole => ({ id: row.id, role: row.role, agencyId: row.agency_id })

export async function rolesOf(db: IdentityDb, personId: string): Promise<readonly HeldRole[]> {
  const { rows } = await sql<RoleRow>`
    select id, role, agency_id from identity.role_grant
    where person_id = ${personId} and ended_at is null order by granted_at, id`.execute(db)
  return rows.map(toRole)
}

export interface NewGrantRow {
  readonly id: string
  readonly personId: string
  readonly role: Role
  readonly agencyId: string
  readonly grantedBy: string | undefined
  readonly now: Date
}

/** False when the person holds the role there already. */
export async function insertGrant(tx: IdentityDb, grant: NewGrantRow): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.role_grant (id, person_id, role, agency_id, granted_by, granted_at)
    values (${grant.id}, ${grant.personId}, ${grant.role}, ${grant.agencyId}, ${grant.grantedBy}, ${grant.now})
    on conflict (person_id, role, agency_id) where ended_at is null do nothing returning id`.execute(tx)
  return rows.length === 1
}

export async function endGrant(tx: IdentityDb, id: string, now: Date): Promise<void> {
  await sql`update identity.role_grant set ended_at = ${now} where id = ${id} and ended_at is null`.execute(tx)
}

/** Anybody who runs the node and can sign in. */
export async function operatorExists(db: IdentityDb): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.role = 'operator' and g.ended_at is null and p.disabled_at is null and p.password_hash is not null) as found`.execute(
    db,
  )
  return rows[0]?.found ?? false
}
