import { recordAudit } from '../../../platform/audit/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { hashPassword, passwordProblem } from '../access/password.ts'
import { endSessionsOf, type Origin } from '../access/sessions.ts'
import { passPerson, type SignInStep } from '../access/sign-in.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound, badFields, linkGone } from '../errors.ts'
import { findLink, type LinkKind, lockLink, type OpenLink, useLink } from './links.ts'
import { isEmail, type Person } from './model.ts'
import { insertGrant, insertPerson, personByEmail, personById, setPassword } from './store.ts'

export interface LinkView {
  readonly kind: LinkKind
  /** Absent for the first operator, who fills in name, address and agency. */
  readonly person: Person | undefined
}

/** What the page behind a link shows. Undefined when the link is used, over or unknown. */
export async function readLink(deps: IdentityDeps, token: string): Promise<LinkView | undefined> {
  const link = await findLink(deps.db, token, deps.clock.now())
  if (!link) return undefined
  const person = link.personId === undefined ? undefined : await personById(deps.db, link.personId)
  if (person?.disabledAt) return undefined
  return { kind: link.kind, person }
}

export interface LinkAnswer {
  readonly token: string
  readonly password: string
  /** Only for the first operator. */
  readonly operator?: { readonly email: string; readonly name: string; readonly agency: string }
}

/** Uses a link up: sets the password, ends older sessions and goes on to sign in. */
export async function acceptLink(deps: IdentityDeps, answer: LinkAnswer, origin: Origin): Promise<SignInStep> {
  const found = await readLink(deps, answer.token)
  if (!found) throw linkGone()
  const who = found.person ?? readOperator(answer)
  const problem = badFields([passwordProblem(answer.password, who)])
  if (problem) throw problem
  const hash = await hashPassword(answer.password)
  const now = deps.clock.now()
  const personId = await deps.db.transaction().execute(async (tx) => {
    const link = await lockLink(tx, answer.token, now)
    if (!link) throw linkGone()
    const id = await personOf(tx, deps, { link, answer })
    await setPassword(tx, id, { hash, now })
    await useLink(tx, link.id, now)
    await endSessionsOf(tx, id)
    await recordAudit(tx, {
      action: 'identity.link.used',
      actor: { kind: 'person', id, name: who.name },
      resource: { kind: 'person', id },
      details: { kind: link.kind },
    })
    return id
  })
  return passPerson(deps, { personId, method: 'link' }, origin)
}

function readOperator({ operator }: LinkAnswer): { email: string; name: string } {
  const email = cleanText(operator?.email ?? '')
  const name = cleanText(operator?.name ?? '')
  const problem = badFields([
    isEmail(email)
      ? undefined
      : { field: 'email', message: { vi: 'Địa chỉ thư chưa đúng.', en: 'This is not an e-mail address.' } },
    name.length > 0 && name.length <= 120
      ? undefined
      : { field: 'name', message: { vi: 'Họ tên dài 1 đến 120 ký tự.', en: 'The name has 1 to 120 characters.' } },
  ])
  if (problem) throw problem
  return { email, name }
}

async function personOf(
  tx: IdentityDb,
  deps: IdentityDeps,
  { link, answer }: { link: OpenLink; answer: LinkAnswer },
): Promise<string> {
  if (link.personId !== undefined) return link.personId
  const { email, name } = readOperator(answer)
  const code = answer.operator?.agency ?? ''
  const agency = await deps.agencies.byCode(code)
  if (!agency) throw agencyNotFound(code)
  const now = deps.clock.now()
  await insertPerson(tx, { id: deps.ids.next(), email, name, passwordHash: undefined, now })
  const person = await personByEmail(tx, email)
  // A link for a new operator must not take over an account that exists.
  if (!person || person.hasPassword) throw linkGone()
  await insertGrant(tx, {
    id: deps.ids.next(),
    personId: person.id,
    role: 'operator',
    agencyId: agency.id,
    grantedBy: undefined,
    now,
  })
  await recordAudit(tx, {
    action: 'identity.role.granted',
    actor: { kind: 'person', id: person.id, name: person.name },
    agencyId: agency.id,
    resource: { kind: 'person', id: person.id },
    details: { role: 'operator', agency: agency.code, email: person.email, by: 'first-operator link' },
  })
  return person.id
}
