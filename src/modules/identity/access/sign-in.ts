import { sql } from 'kysely'
import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { addMinutes } from '../../../platform/clock.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { locked, signInAgain, wrongCode, wrongSignIn } from '../errors.ts'
import { foldEmail } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { forgetAttempts, takeAttempt } from './attempts.ts'
import { checkPassword } from './password.ts'
import { type NewSession, type Origin, type SignInMethod, startSession } from './sessions.ts'
import { useTotp } from './totp.ts'

const FREE_PER_ACCOUNT = 5
const FREE_PER_ADDRESS = 30
const LONGEST_PASSWORD = 1000
const TICKET_MINUTES = 5
const TICKET = 'sign-in-ticket'

/** Signed in, or one more step: the ticket goes into the form that asks for the code. */
export type SignInStep =
  | { readonly step: 'done'; readonly session: NewSession }
  | { readonly step: 'code'; readonly ticket: string }

/** First step: e-mail address and password. Tells nothing about which of them was wrong. */
export async function signIn(
  deps: IdentityDeps,
  input: { readonly email: string; readonly password: string },
  origin: Origin,
): Promise<SignInStep> {
  const account = deps.keys.mac(foldEmail(input.email), 'sign-in account')
  const address = countedAddress(deps, origin)
  if (address !== undefined) await takeOrRefuse(deps, address, FREE_PER_ADDRESS)
  await takeOrRefuse(deps, account, FREE_PER_ACCOUNT)
  const found = await findAccount(deps.db, input.email)
  const right = await checkPassword(input.password.slice(0, LONGEST_PASSWORD), found?.password_hash ?? undefined)
  if (!found || !right || found.disabled_at) throw wrongSignIn()
  await forgetAttempts(deps.db, address === undefined ? [account] : [account, address])
  return passPerson(deps, { personId: found.id, method: 'password' }, origin)
}

// Behind a proxy that is not trusted everybody comes from the loopback: counting them together would shut all out.
function countedAddress(deps: IdentityDeps, { address }: Origin): string | undefined {
  if (address === undefined || address === '127.0.0.1' || address === '::1') return undefined
  return deps.keys.mac(address, 'sign-in address')
}

interface AccountRow {
  id: string
  password_hash: string | null
  disabled_at: Date | null
}

async function findAccount(db: IdentityDb, email: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select id, password_hash, disabled_at from identity.person where email_folded = ${foldEmail(email)}`.execute(db)
  return rows[0]
}

async function takeOrRefuse(deps: IdentityDeps, subject: string, free: number): Promise<void> {
  const until = await takeAttempt(deps.db, subject, { now: deps.clock.now(), free })
  if (until) throw locked(until)
}

/** Whoever has been recognised gets a session, or is asked for the code of their phone first. */
export async function passPerson(
  deps: IdentityDeps,
  who: { readonly personId: string; readonly method: SignInMethod },
  origin: Origin,
): Promise<SignInStep> {
  const person = await personById(deps.db, who.personId)
  if (!person || person.disabledAt) throw wrongSignIn()
  if (person.totpSince) return { step: 'code', ticket: makeTicket(deps, who) }
  const by = { kind: 'person', id: person.id, name: person.name } as const
  return { step: 'done', session: await begin(deps, { ...who, by }, origin) }
}

async function begin(
  deps: IdentityDeps,
  { personId, method, by }: { personId: string; method: SignInMethod; by: ActorRef },
  origin: Origin,
): Promise<NewSession> {
  return deps.db.transaction().execute(async (tx) => {
    const session = await startSession(tx, deps, { personId, method, origin })
    await recordAudit(tx, {
      action: 'identity.session.started',
      actor: by,
      resource: { kind: 'person', id: personId },
      details: { method },
    })
    return session
  })
}

function makeTicket(deps: IdentityDeps, who: { personId: string; method: SignInMethod }): string {
  const until = addMinutes(deps.clock.now(), TICKET_MINUTES).getTime()
  return deps.keys.seal(JSON.stringify([who.personId, who.method, until]), TICKET)
}

function readTicket(deps: IdentityDeps, ticket: string): { personId: string; method: SignInMethod } | undefined {
  const text = deps.keys.unseal(ticket, TICKET)
  if (text === undefined) return undefined
  const [personId, method, until] = JSON.parse(text) as [string, SignInMethod, number]
  return until < deps.clock.now().getTime() ? undefined : { personId, method }
}

/** Second step: the code of the phone. Wrong codes count like wrong passwords. */
export async function signInWithCode(
  deps: IdentityDeps,
  input: { readonly ticket: string; readonly code: string },
  origin: Origin,
): Promise<NewSession> {
  const who = readTicket(deps, input.ticket)
  if (!who) throw signInAgain()
  const subject = deps.keys.mac(who.personId, 'sign-in code')
  await takeOrRefuse(deps, subject, FREE_PER_ACCOUNT)
  const person = await personById(deps.db, who.personId)
  if (!person || person.disabledAt) throw signInAgain()
  const accepted = await deps.db
    .transaction()
    .execute((tx) => useTotp(tx, deps, { personId: person.id, code: input.code }))
  if (!accepted) throw wrongCode()
  await forgetAttempts(deps.db, [subject])
  return begin(deps, { ...who, by: { kind: 'person', id: person.id, name: person.name } }, origin)
}
