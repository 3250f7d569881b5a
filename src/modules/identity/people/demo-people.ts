import { randomInt } from 'node:crypto'
import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { insertNewKey } from '../access/api-keys.ts'
import { hashPassword } from '../access/password.ts'
import { ROLES, type Role } from '../actor.ts'
import type { Agency } from '../agencies/model.ts'
import type { IdentityDb } from '../db.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound } from '../errors.ts'
import { insertGrant, insertPerson, personByEmail } from './store.ts'

/** One line of `demo-accounts.json`. */
export interface DemoAccount {
  readonly role: Role
  readonly agency: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
}

const NAMES: Readonly<Record<Role, string>> = {
  contributor: 'Người góp dữ liệu (thử)',
  data_officer: 'Cán bộ dữ liệu (thử)',
  approver: 'Người duyệt (thử)',
  steward: 'Quản trị cơ quan (thử)',
  inspector: 'Thanh tra (thử)',
  operator: 'Vận hành nút (thử)',
}

// No letter or digit that is read as another.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

function randomPassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [group(), group(), group()].join('-')
}

/** One account a role at an agency, with random passwords and keys. Undefined when they were made before. */
export async function createDemoPeople(deps: IdentityDeps, code: string): Promise<readonly DemoAccount[] | undefined> {
  const agency = await deps.agencies.byCode(code)
  if (!agency) throw agencyNotFound(code)
  const plans = ROLES.map((role) => ({
    role,
    email: `${role.replace('_', '-')}@demo.nguon.example`,
    password: randomPassword(),
  }))
  const hashed = await Promise.all(plans.map(async (plan) => ({ ...plan, hash: await hashPassword(plan.password) })))
  return deps.db.transaction().execute(async (tx) => {
    const accounts: DemoAccount[] = []
    for (const plan of hashed) {
      if (await personByEmail(tx, plan.email)) return undefined
      const apiKey = await insertDemoPerson(tx, deps, { ...plan, agency })
      accounts.push({ role: plan.role, agency: agency.code, email: plan.email, password: plan.password, apiKey })
    }
    return accounts
  })
}

async function insertDemoPerson(
  tx: IdentityDb,
  deps: IdentityDeps,
  plan: { role: Role; email: string; hash: string; agency: Agency },
): Promise<string> {
  const id = deps.ids.next()
  const now = deps.clock.now()
  await insertPerson(tx, { id, email: plan.email, name: NAMES[plan.role], passwordHash: plan.hash, now })
  const grant = {
    id: deps.ids.next(),
    personId: id,
    role: plan.role,
    agencyId: plan.agency.id,
    grantedBy: undefined,
    now,
  }
  await insertGrant(tx, grant)
  await recordAudit(tx, {
    action: 'identity.person.added',
    actor: systemActor('Dữ liệu thử'),
    agencyId: plan.agency.id,
    resource: { kind: 'person', id },
    details: { email: plan.email, role: plan.role, agency: plan.agency.code },
  })
  return insertNewKey(tx, deps, { personId: id, name: 'Khóa thử' })
}
