import { sql } from 'kysely'
import { addMinutes } from '../../../platform/clock.ts'
import type { IdentityDb } from '../db.ts'

/** Wrong attempts counted for one account or one address. */
export interface Attempts {
  readonly failures: number
  readonly lastAt: Date
  readonly lockedUntil: Date | undefined
}

export type Verdict =
  | { readonly allowed: true; readonly next: Attempts }
  | { readonly allowed: false; readonly until: Date }

const FORGET_AFTER_MINUTES = 24 * 60
const LONGEST_LOCK_MINUTES = 15

/**
 * Decides about one more attempt and counts it as failed in advance, so that a burst in parallel gains nothing.
 * After `free` attempts each further one doubles the wait: 1, 2, 4, 8, then 15 minutes.
 */
export function nextAttempt(known: Attempts | undefined, now: Date, free: number): Verdict {
  if (known?.lockedUntil && known.lockedUntil > now) return { allowed: false, until: known.lockedUntil }
  const forgotten = !known || addMinutes(known.lastAt, FORGET_AFTER_MINUTES) < now
  const failures = forgotten ? 1 : known.failures + 1
  const over = failures - free
  const lockedUntil = over < 0 ? undefined : addMinutes(now, Math.min(2 ** Math.min(over, 10), LONGEST_LOCK_MINUTES))
  return { allowed: true, next: { failures, lastAt: now, lockedUntil } }
}

/** Takes one attempt for the subject; undefined when allowed, else when to try again. */
export async function takeAttempt(
  db: IdentityDb,
  subject: string,
  { now, free }: { now: Date; free: number },
): Promise<Date | undefined> {
  return db.transaction().execute(async (tx) => {
    await sql`
      insert into identity.failed_attempt (subject, failures, last_at) values (${subject}, 0, ${now})
      on conflict (subject) do nothing`.execute(tx)
    const { rows } = await sql<{ failures: number; last_at: Date; locked_until: Date | null }>`
      select failures, last_at, locked_until from identity.failed_attempt where subject = ${subject} for update`.execute(
      tx,
    )
    const row = rows[0]
    const known = row && { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until ?? undefined }
    const verdict = nextAttempt(known, now, free)
    if (!verdict.allowed) return verdict.until
    const { failures, lastAt, lockedUntil } = verdict.next
    await sql`
      update identity.failed_attempt set failures = ${failures}, last_at = ${lastAt}, locked_until = ${lockedUntil}
      where subject = ${subject}`.execute(tx)
    return undefined
  })
}

/** The right password ends the count. */
export async function forgetAttempts(db: IdentityDb, subjects: readonly string[]): Promise<void> {
  await sql`delete from identity.failed_attempt where subject = any(${subjects})`.execute(db)
}
