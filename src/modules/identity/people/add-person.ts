import { recordAudit } from '../../../platform/audit/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor, Role } from '../actor.ts'
import type { Agency } from '../agencies/model.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound, badFields, mayNotGrant, ownRoles } from '../errors.ts'
import { assertCan, mayGrant } from '../permissions.ts'
import { invitationLetter } from './letters.ts'
import { type IssuedLink, issueLink } from './links.ts'
import { isEmail, type Person } from './model.ts'
import { insertGrant, insertPerson, personByEmail } from './store.ts'

export interface NewPerson {
  readonly email: string
  readonly name: string
  /** Code of the agency where the roles are held. */
  readonly agency: string
  readonly roles: readonly Role[]
}

export interface AddedPerson {
  readonly person: Person
  /** Absent when the person signs in already. */
  readonly invitation: IssuedLink | undefined
}

/** Adds a person to an agency, or gives a known person roles there. The invitation link can be copied. */
export async function addPerson(deps: IdentityDeps, actor: Actor, input: NewPerson): Promise<AddedPerson> {
  const agency = await deps.agencies.byCode(input.agency)
  if (!agency) throw agencyNotFound(input.agency)
  const by = assertCan(actor, 'identity.person.manage', { agencyId: agency.id })
  if (!input.roles.every((role) => mayGrant(actor, role, agency.id))) throw mayNotGrant()
  const { email, name } = readNewPerson(input)
  const now = deps.clock.now()
  return deps.db.transaction().execute(async (tx) => {
    const isNew = await insertPerson(tx, { id: deps.ids.next(), email, name, passwordHash: undefined, now })
    const person = await personByEmail(tx, email)
    if (!person) throw new Error('a person just added cannot be read')
    if (person.id === actor.id) throw ownRoles()
    const details = { email: person.email, agency: agency.code }
    const resource = { kind: 'person', id: person.id }
    if (isNew)
      await recordAudit(tx, { action: 'identity.person.added', actor: by, agencyId: agency.id, resource, details })
    await giveRoles(tx, deps, { by, person, agency, roles: input.roles })
    const invitation = person.hasPassword ? undefined : await invite(tx, deps, { by, person, agency })
    return { person, invitation }
  })
}

interface Giving {
  readonly by: Parameters<typeof recordAudit>[1]['actor']
  readonly person: Person
  readonly agency: Agency
}

async function giveRoles(
  tx: IdentityDb,
  deps: IdentityDeps,
  { by, person, agency, roles }: Giving & { roles: readonly Role[] },
): Promise<void> {
  for (const role of new Set(roles)) {
    const row = {
      id: deps.ids.next(),
      personId: person.id,
      role,
      agencyId: agency.id,
      grantedBy: by.id,
      now: deps.clock.now(),
    }
    if (!(await insertGrant(tx, row))) continue
    await recordAudit(tx, {
      action: 'identity.role.granted',
      actor: by,
      agencyId: agency.id,
      resource: { kind: 'person', id: person.id },
      details: { role, agency: agency.code, email: person.email },
    })
  }
}

async function invite(tx: IdentityDb, deps: IdentityDeps, { by, person, agency }: Giving): Promise<IssuedLink> {
  const link = await issueLink(tx, deps, { kind: 'invitation', personId: person.id, createdBy: by.id })
  await deps.send?.(tx, invitationLetter(person, agency, link))
  await recordAudit(tx, {
    action: 'identity.link.issued',
    actor: by,
    agencyId: agency.id,
    resource: { kind: 'person', id: person.id },
    details: { kind: 'invitation', until: link.expiresAt },
  })
  return link
}

function readNewPerson(input: NewPerson): { email: string; name: string } {
  const email = cleanText(input.email)
  const name = cleanText(input.name)
  const problem = badFields([
    isEmail(email)
      ? undefined
      : { field: 'email', message: { vi: 'Địa chỉ thư chưa đúng.', en: 'This is not an e-mail address.' } },
    name.length > 0 && name.length <= 120
      ? undefined
      : { field: 'name', message: { vi: 'Họ tên dài 1 đến 120 ký tự.', en: 'The name has 1 to 120 characters.' } },
    input.roles.length > 0
      ? undefined
      : { field: 'roles', message: { vi: 'Hãy chọn ít nhất một vai trò.', en: 'Choose at least one role.' } },
  ])
  if (problem) throw problem
  return { email, name }
}
