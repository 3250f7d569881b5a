import { sql } from 'kysely'
import { recordAudit } from '../../../platform/audit/index.ts'
import { addDays, addMinutes } from '../../../platform/clock.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor, Role } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { badFields, keyRolesTooWide, notFound } from '../errors.ts'
import { assertCan } from '../permissions.ts'
import { KEY_PREFIX } from './credentials.ts'
import { hashToken, newToken } from './token.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** First characters, enough to recognise it. */
  readonly prefix: string
  /** Empty: every role of the owner. */
  readonly roles: readonly Role[]
  readonly createdAt: Date
  readonly expiresAt: Date | undefined
  readonly usedAt: Date | undefined
}

export interface KeyOrder {
  readonly name: string
  readonly roles: readonly Role[]
  /** Undefined: until revoked. */
  readonly days: number | undefined
}

const SHOWN = KEY_PREFIX.length + 6

/** Makes a key for the actor's own account. The whole key is shown this once; the database keeps its digest. */
export async function createKey(
  deps: IdentityDeps,
  actor: Actor,
  order: KeyOrder,
): Promise<ApiKey & { readonly key: string }> {
  const by = assertCan(actor, 'identity.key.manage')
  const name = cleanText(order.name)
  const problem = badFields([
    name.length > 0 && name.length <= 100
      ? undefined
      : {
          field: 'name',
          message: { vi: 'Hãy đặt tên cho khóa, dài 1 đến 100 ký tự.', en: 'Name the key, 1 to 100 characters.' },
        },
  ])
  if (problem) throw problem
  const own = new Set(actor.grants.map(({ role }) => role))
  // A key that makes keys must not grow beyond itself.
  const tooWide = !order.roles.every((role) => own.has(role)) || (actor.via === 'api-key' && order.roles.length === 0)
  if (actor.id === undefined || tooWide) throw keyRolesTooWide()
  const personId = actor.id
  const made = keyOf(deps, { ...order, name })
  await deps.db.transaction().execute(async (tx) => {
    await insertKey(tx, personId, made)
    await recordAudit(tx, {
      action: 'identity.key.created',
      actor: by,
      resource: { kind: 'api-key', id: made.id },
      details: { name, prefix: made.prefix, roles: order.roles, until: made.expiresAt },
    })
  })
  return made
}

function keyOf(deps: IdentityDeps, order: KeyOrder): ApiKey & { readonly key: string } {
  const now = deps.clock.now()
  const key = KEY_PREFIX + newToken()
  return {
    id: deps.ids.next(),
    name: order.name,
    key,
    prefix: key.slice(0, SHOWN),
    roles: order.roles,
    createdAt: now,
    expiresAt: order.days === undefined ? undefined : addDays(now, order.days),
    usedAt: undefined,
  }
}

/** Makes a key without asking anyone: for the accounts of the demo. */
export async function insertNewKey(
  tx: IdentityDb,
  deps: IdentityDeps,
  owner: { personId: string; name: string },
): Promise<string> {
  const made = keyOf(deps, { name: owner.name, roles: [], days: undefined })
  await insertKey(tx, owner.personId, made)
  return made.key
}

async function insertKey(tx: IdentityDb, personId: string, made: ApiKey & { readonly key: string }): Promise<void> {
  await sql`
    insert into identity.api_key (id, person_id, name, prefix, token_hash, roles, created_at, expires_at)
    values (${made.id}, ${personId}, ${made.name}, ${made.prefix}, ${hashToken(made.key)}, ${made.roles},
      ${made.createdAt}, ${made.expiresAt})`.execute(tx)
}

export async function revokeKey(deps: IdentityDeps, actor: Actor, keyId: string): Promise<void> {
  const by = assertCan(actor, 'identity.key.manage')
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      update identity.api_key set revoked_at = ${now}
      where id = ${keyId} and person_id = ${actor.id} and revoked_at is null returning name`.execute(tx)
    const name = rows[0]?.name
    if (name === undefined) throw notFound()
    await recordAudit(tx, {
      action: 'identity.key.revoked',
      actor: by,
      resource: { kind: 'api-key', id: keyId },
      details: { name },
    })
  })
}

export interface KeyOwner {
  readonly keyId: string
  readonly personId: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** Whose key this is, unless it has expired, was revoked, or the account is closed. */
export async function findKey(db: IdentityDb, key: string, now: Date): Promise<KeyOwner | undefined> {
  const { rows } = await sql<{ id: string; person_id: string; name: string; roles: Role[]; used_at: Date | null }>`
    select k.id, k.person_id, p.name, k.roles, k.used_at from identity.api_key k join identity.person p on p.id = k.person_id
    where k.token_hash = ${hashToken(key)} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})
      and p.disabled_at is null`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  if (!row.used_at || addMinutes(row.used_at, 1) < now) {
    await sql`update identity.api_key set used_at = ${now} where id = ${row.id}`.execute(db)
  }
  return { keyId: row.id, personId: row.person_id, name: row.name, roles: row.roles }
}

export async function keysOf(db: IdentityDb, personId: string): Promise<readonly ApiKey[]> {
  const { rows } = await sql<{
    id: string
    name: string
    prefix: string
    roles: Role[]
    created_at: Date
    expires_at: Date | null
    used_at: Date | null
  }>`
    select id, name, prefix, roles, created_at, expires_at, used_at from identity.api_key
    where person_id = ${personId} and revoked_at is null order by created_at desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    roles: row.roles,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    usedAt: row.used_at ?? undefined,
  }))
}
