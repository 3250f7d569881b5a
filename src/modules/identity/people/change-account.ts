import { recordAudit } from '../../../platform/audit/index.ts'
import { endSessionsOf } from '../access/sessions.ts'
import { clearTotp } from '../access/totp-store.ts'
import type { Actor } from '../actor.ts'
import type { IdentityDeps } from '../deps.ts'
import { invitationLetter, resetLetter } from './letters.ts'
import { type IssuedLink, issueLink } from './links.ts'
import { lockManaged } from './manage.ts'
import { setDisabled } from './store.ts'

/** Makes a link with which the person sets a password: an invitation as long as there is none, else a reset. */
export async function issueResetLink(deps: IdentityDeps, actor: Actor, personId: string): Promise<IssuedLink> {
  return deps.db.transaction().execute(async (tx) => {
    const { person, roles, by } = await lockManaged(tx, actor, personId)
    const kind = person.hasPassword ? 'reset' : 'invitation'
    const link = await issueLink(tx, deps, { kind, personId, createdBy: by.id })
    const agencyId = roles[0]?.agencyId
    const agency = agencyId === undefined ? undefined : await deps.agencies.byId(agencyId)
    await deps.send?.(
      tx,
      kind === 'invitation' && agency ? invitationLetter(person, agency, link) : resetLetter(person, link),
    )
    await recordAudit(tx, {
      action: 'identity.link.issued',
      actor: by,
      agencyId,
      resource: { kind: 'person', id: personId },
      details: { kind, until: link.expiresAt, email: person.email },
    })
    return link
  })
}

/** Closes or opens an account. Closing ends every session at once; keys and stand-ins stop counting with it. */
export async function setAccountClosed(
  deps: IdentityDeps,
  actor: Actor,
  { personId, closed }: { readonly personId: string; readonly closed: boolean },
): Promise<void> {
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    const { person, roles, by } = await lockManaged(tx, actor, personId)
    if ((person.disabledAt !== undefined) === closed) return
    await setDisabled(tx, personId, { disabledAt: closed ? now : undefined, now })
    if (closed) await endSessionsOf(tx, personId)
    await recordAudit(tx, {
      action: closed ? 'identity.person.closed' : 'identity.person.opened',
      actor: by,
      agencyId: roles[0]?.agencyId,
      resource: { kind: 'person', id: personId },
      details: { email: person.email },
    })
  })
}

/** Somebody lost the phone: from now on the password alone suffices, until a new phone is enrolled. */
export async function clearSecondFactor(deps: IdentityDeps, actor: Actor, personId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { person, roles, by } = await lockManaged(tx, actor, personId)
    await clearTotp(tx, personId)
    await endSessionsOf(tx, personId)
    await recordAudit(tx, {
      action: 'identity.totp.cleared',
      actor: by,
      agencyId: roles[0]?.agencyId,
      resource: { kind: 'person', id: personId },
      details: { email: person.email },
    })
  })
}
