import { sql } from 'kysely'
import { addDays, addHours } from '../../../platform/clock.ts'
import { hashToken, newToken } from '../access/token.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'

export type LinkKind = 'invitation' | 'reset' | 'first-operator'

/** A link somebody may still use. */
export interface OpenLink {
  readonly id: string
  readonly kind: LinkKind
  readonly personId: string | undefined
}

/** A link as shown once to whoever made it; the database keeps only its digest. */
export interface IssuedLink {
  readonly url: string
  readonly expiresAt: Date
}

const PATHS: Readonly<Record<LinkKind, string>> = {
  invitation: '/loi-moi/',
  reset: '/dat-lai-mat-khau/',
  'first-operator': '/loi-moi/',
}

function expiry(kind: LinkKind, now: Date): Date {
  return kind === 'reset' ? addHours(now, 24) : addDays(now, 7)
}

export interface LinkOrder {
  readonly kind: LinkKind
  readonly personId: string | undefined
  readonly createdBy: string | undefined
}

/** Makes a link and ends the earlier ones for the same person. */
export async function issueLink(tx: IdentityDb, deps: IdentityDeps, order: LinkOrder): Promise<IssuedLink> {
  const now = deps.clock.now()
  const token = newToken()
  const expiresAt = expiry(order.kind, now)
  await sql`
    update identity.link set expires_at = ${now}
    where person_id is not distinct from ${order.personId}::uuid and used_at is null and expires_at > ${now}`.execute(
    tx,
  )
  await sql`
    insert into identity.link (id, kind, token_hash, person_id, created_by, created_at, expires_at)
    values (${deps.ids.next()}, ${order.kind}, ${hashToken(token)}, ${order.personId}, ${order.createdBy}, ${now}, ${expiresAt})`.execute(
    tx,
  )
  return { url: `${deps.publicUrl}${PATHS[order.kind]}${token}`, expiresAt }
}

/** The link of a token, if it can still be used. */
export async function findLink(db: IdentityDb, token: string, now: Date): Promise<OpenLink | undefined> {
  return selectLink(db, { token, now, lock: false })
}

/** The same, locked, so that two clicks use it once. */
export async function lockLink(tx: IdentityDb, token: string, now: Date): Promise<OpenLink | undefined> {
  return selectLink(tx, { token, now, lock: true })
}

async function selectLink(
  db: IdentityDb,
  { token, now, lock }: { token: string; now: Date; lock: boolean },
): Promise<OpenLink | undefined> {
  const { rows } = await sql<{ id: string; kind: LinkKind; person_id: string | null }>`
    select id, kind, person_id from identity.link
    where token_hash = ${hashToken(token)} and used_at is null and expires_at > ${now}
    ${lock ? sql`for update` : sql``}`.execute(db)
  const row = rows[0]
  return row && { id: row.id, kind: row.kind, personId: row.person_id ?? undefined }
}

export async function useLink(tx: IdentityDb, id: string, now: Date): Promise<void> {
  await sql`update identity.link set used_at = ${now} where id = ${id}`.execute(tx)
}
