import { sql } from 'kysely'
import type { IdentityDb } from '../db.ts'

export interface StoredTotp {
  /** Sealed with the node key. */
  readonly secret: string | undefined
  readonly since: Date | undefined
  /** Last time step accepted. */
  readonly step: number
}

/** Locks the person's row: one code is accepted once, also when sent twice at the same moment. */
export async function lockTotp(tx: IdentityDb, personId: string): Promise<StoredTotp | undefined> {
  const { rows } = await sql<{ totp_secret: string | null; totp_since: Date | null; totp_step: number | null }>`
    select totp_secret, totp_since, totp_step from identity.person where id = ${personId} for update`.execute(tx)
  const row = rows[0]
  return row && { secret: row.totp_secret ?? undefined, since: row.totp_since ?? undefined, step: row.totp_step ?? 0 }
}

export async function saveTotpSecret(tx: IdentityDb, personId: string, sealed: string): Promise<void> {
  await sql`
    update identity.person set totp_secret = ${sealed}, totp_since = null, totp_step = null where id = ${personId}`.execute(
    tx,
  )
}

export async function saveTotpStep(
  tx: IdentityDb,
  personId: string,
  { step, since }: { step: number; since: Date },
): Promise<void> {
  await sql`update identity.person set totp_step = ${step}, totp_since = ${since} where id = ${personId}`.execute(tx)
}

export async function clearTotp(tx: IdentityDb, personId: string): Promise<void> {
  await sql`
    update identity.person set totp_secret = null, totp_since = null, totp_step = null where id = ${personId}`.execute(
    tx,
  )
}
