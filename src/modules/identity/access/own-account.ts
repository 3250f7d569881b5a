import { recordAudit } from '../../../platform/audit/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { badFields, locked, notFound, wrongCurrentPassword } from '../errors.ts'
import { passwordHashOf, personById, setName, setPassword } from '../people/store.ts'
import { forgetAttempts, takeAttempt } from './attempts.ts'
import { requireOwner } from './owner.ts'
import { checkPassword, hashPassword, passwordProblem } from './password.ts'
import { endSession, endSessionsOf } from './sessions.ts'

const FREE_TRIES = 5

/** Asks for the password once more before something grave; wrong ones are counted. */
export async function confirmPassword(deps: IdentityDeps, personId: string, password: string): Promise<void> {
  const subject = deps.keys.mac(personId, 'confirm password')
  const until = await takeAttempt(deps.db, subject, { now: deps.clock.now(), free: FREE_TRIES })
  if (until) throw locked(until)
  if (!(await checkPassword(password, await passwordHashOf(deps.db, personId)))) throw wrongCurrentPassword()
  await forgetAttempts(deps.db, [subject])
}

/** Sets a new password and ends every other session of the account. */
export async function changePassword(
  deps: IdentityDeps,
  actor: Actor,
  input: { readonly current: string; readonly password: string },
): Promise<void> {
  const personId = requireOwner(actor)
  const person = await personById(deps.db, personId)
  if (!person) throw notFound()
  await confirmPassword(deps, personId, input.current)
  const problem = badFields([passwordProblem(input.password, person)])
  if (problem) throw problem
  const hash = await hashPassword(input.password)
  await deps.db.transaction().execute(async (tx) => {
    await setPassword(tx, personId, { hash, now: deps.clock.now() })
    await endSessionsOf(tx, personId, actor.credentialId)
    await recordAudit(tx, { action: 'identity.password.changed', actor, resource: { kind: 'person', id: personId } })
  })
}

export async function changeName(deps: IdentityDeps, actor: Actor, text: string): Promise<void> {
  const personId = requireOwner(actor)
  const name = cleanText(text)
  const problem = badFields([
    name.length > 0 && name.length <= 120
      ? undefined
      : { field: 'name', message: { vi: 'Họ tên dài 1 đến 120 ký tự.', en: 'The name has 1 to 120 characters.' } },
  ])
  if (problem) throw problem
  await deps.db.transaction().execute(async (tx) => {
    await setName(tx, personId, { name, now: deps.clock.now() })
    const details = { before: actor.name, after: name }
    await recordAudit(tx, {
      action: 'identity.person.renamed',
      actor,
      resource: { kind: 'person', id: personId },
      details,
    })
  })
}

/** Signs out here (no id), or on another device. */
export async function endOwnSession(deps: IdentityDeps, actor: Actor, sessionId?: string): Promise<void> {
  if (actor.via !== 'session' || actor.id === undefined) return
  const personId = actor.id
  const ended = sessionId ?? actor.credentialId
  if (ended === undefined) return
  await deps.db.transaction().execute(async (tx) => {
    if (!(await endSession(tx, personId, ended))) throw notFound()
    await recordAudit(tx, { action: 'identity.session.ended', actor, resource: { kind: 'person', id: personId } })
  })
}
