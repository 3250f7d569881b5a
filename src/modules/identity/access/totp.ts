import { Secret, TOTP } from 'otpauth'
import { recordAudit } from '../../../platform/audit/index.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { notFound, wrongEnrolCode } from '../errors.ts'
import { personById } from '../people/store.ts'
import { confirmPassword } from './own-account.ts'
import { requireOwner } from './owner.ts'
import { clearTotp, lockTotp, saveTotpSecret, saveTotpStep } from './totp-store.ts'

const PERIOD_SECONDS = 30
// One step either way: phones and servers disagree by some seconds.
const WINDOW = 1

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Nguồn', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 })
}

/** Time step at which the code is right, if it is. */
function acceptedStep(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret, '').validate({ token, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? undefined : Math.floor(now.getTime() / (PERIOD_SECONDS * 1000)) + delta
}

const purpose = (personId: string): string => `totp:${personId}`

export interface Enrolment {
  /** For typing when the picture cannot be scanned. */
  readonly secret: string
  readonly uri: string
}

/** Begins enrolling a phone: shows a fresh secret. It counts once a code made from it comes back. */
export async function beginTotp(deps: IdentityDeps, actor: Actor): Promise<Enrolment> {
  const personId = requireOwner(actor)
  const secret = new Secret({ size: 20 }).base32
  const person = await personById(deps.db, personId)
  if (!person) throw notFound()
  await deps.db.transaction().execute(async (tx) => {
    const stored = await lockTotp(tx, personId)
    if (stored?.since) throw notFound()
    await saveTotpSecret(tx, personId, deps.keys.seal(secret, purpose(personId)))
  })
  return { secret, uri: totpOf(secret, person.email).toString() }
}

/** The enrolment under way, to show it again after a wrong code. */
export async function pendingTotp(deps: IdentityDeps, actor: Actor): Promise<Enrolment | undefined> {
  const personId = requireOwner(actor)
  const person = await personById(deps.db, personId)
  const stored = await deps.db.transaction().execute((tx) => lockTotp(tx, personId))
  if (!person || !stored?.secret || stored.since) return undefined
  const secret = deps.keys.unseal(stored.secret, purpose(personId))
  return secret === undefined ? undefined : { secret, uri: totpOf(secret, person.email).toString() }
}

export async function confirmTotp(deps: IdentityDeps, actor: Actor, code: string): Promise<void> {
  const personId = requireOwner(actor)
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const stored = await lockTotp(tx, personId)
    if (!stored?.secret || stored.since) throw notFound()
    const secret = deps.keys.unseal(stored.secret, purpose(personId))
    const step = secret === undefined ? undefined : acceptedStep(secret, code, now)
    if (step === undefined) throw wrongEnrolCode()
    await saveTotpStep(tx, personId, { step, since: now })
    await recordAudit(tx, { action: 'identity.totp.enabled', actor, resource: { kind: 'person', id: personId } })
  })
}

/** Checks and uses up a code; false when it is wrong or was used before. */
export async function useTotp(
  tx: IdentityDb,
  deps: IdentityDeps,
  use: { personId: string; code: string },
): Promise<boolean> {
  const stored = await lockTotp(tx, use.personId)
  if (!stored?.secret || !stored.since) return false
  const secret = deps.keys.unseal(stored.secret, purpose(use.personId))
  const step = secret === undefined ? undefined : acceptedStep(secret, use.code, deps.clock.now())
  if (step === undefined || step <= stored.step) return false
  await saveTotpStep(tx, use.personId, { step, since: stored.since })
  return true
}

/** Turns codes off; asks for the password, so that an open screen is not enough. */
export async function removeTotp(deps: IdentityDeps, actor: Actor, password: string): Promise<void> {
  const personId = requireOwner(actor)
  await confirmPassword(deps, personId, password)
  await deps.db.transaction().execute(async (tx) => {
    await clearTotp(tx, personId)
    await recordAudit(tx, { action: 'identity.totp.disabled', actor, resource: { kind: 'person', id: personId } })
  })
}
