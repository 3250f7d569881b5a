import { sql } from 'kysely'
import { addDays, addHours, addMinutes } from '../../../platform/clock.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { hashToken, newToken } from './token.ts'

export type SignInMethod = 'password' | 'link' | 'oidc'

/** From where somebody signs in, shown in their list of sessions. */
export interface Origin {
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

export interface Session {
  readonly id: string
  readonly method: SignInMethod
  readonly address: string | undefined
  readonly userAgent: string | undefined
  readonly createdAt: Date
  readonly seenAt: Date
}

/** A session just begun; the token goes into the cookie and nowhere else. */
export interface NewSession {
  readonly token: string
  readonly expiresAt: Date
}

const ABSOLUTE_DAYS = 7
const IDLE_HOURS = 8
const SEEN_EVERY_MINUTES = 1
const LONGEST_USER_AGENT = 300

export async function startSession(
  tx: IdentityDb,
  deps: IdentityDeps,
  { personId, method, origin }: { personId: string; method: SignInMethod; origin: Origin },
): Promise<NewSession> {
  const now = deps.clock.now()
  const token = newToken()
  const expiresAt = addDays(now, ABSOLUTE_DAYS)
  const userAgent = origin.userAgent?.slice(0, LONGEST_USER_AGENT)
  await sql`
    insert into identity.session (id, token_hash, person_id, method, user_agent, address, created_at, seen_at, expires_at)
    values (${deps.ids.next()}, ${hashToken(token)}, ${personId}, ${method}, ${userAgent}, ${origin.address},
      ${now}, ${now}, ${expiresAt})`.execute(tx)
  return { token, expiresAt }
}

export interface SessionOwner {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
}

/** Whose session this is, unless it is over: eight hours idle, seven days old, ended, or the account closed. */
export async function findSession(db: IdentityDb, token: string, now: Date): Promise<SessionOwner | undefined> {
  const { rows } = await sql<{ id: string; person_id: string; name: string; seen_at: Date }>`
    select s.id, s.person_id, p.name, s.seen_at from identity.session s join identity.person p on p.id = s.person_id
    where s.token_hash = ${hashToken(token)} and s.expires_at > ${now} and s.seen_at > ${addHours(now, -IDLE_HOURS)}
      and p.disabled_at is null`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  if (addMinutes(row.seen_at, SEEN_EVERY_MINUTES) < now) {
    await sql`update identity.session set seen_at = ${now} where id = ${row.id} and seen_at < ${now}`.execute(db)
  }
  return { sessionId: row.id, personId: row.person_id, name: row.name }
}

export async function sessionsOf(db: IdentityDb, personId: string, now: Date): Promise<readonly Session[]> {
  const { rows } = await sql<{
    id: string
    method: SignInMethod
    address: string | null
    user_agent: string | null
    created_at: Date
    seen_at: Date
  }>`
    select id, method, address, user_agent, created_at, seen_at from identity.session
    where person_id = ${personId} and expires_at > ${now} and seen_at > ${addHours(now, -IDLE_HOURS)}
    order by seen_at desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    address: row.address ?? undefined,
    userAgent: row.user_agent ?? undefined,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }))
}

/** True when it was this person's. */
export async function endSession(tx: IdentityDb, personId: string, sessionId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from identity.session where id = ${sessionId} and person_id = ${personId} returning id`.execute(tx)
  return rows.length === 1
}

export async function endSessionsOf(tx: IdentityDb, personId: string, exceptId?: string): Promise<void> {
  await sql`
    delete from identity.session where person_id = ${personId}
      and id is distinct from ${exceptId ?? null}::uuid`.execute(tx)
}

/** Removes what is over anyway: sessions, links, counts of wrong attempts. */
export async function sweep(db: IdentityDb, now: Date): Promise<void> {
  await sql`
    delete from identity.session where expires_at < ${now} or seen_at < ${addHours(now, -IDLE_HOURS)}`.execute(db)
  await sql`delete from identity.link where expires_at < ${addDays(now, -30)}`.execute(db)
  await sql`delete from identity.failed_attempt where last_at < ${addDays(now, -2)}`.execute(db)
}
