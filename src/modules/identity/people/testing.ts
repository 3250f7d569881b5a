import { systemClock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/db/index.ts'
import { createIds } from '../../../platform/ids.ts'
import { insertNewKey } from '../access/api-keys.ts'
import { hashPassword } from '../access/password.ts'
import { ROLES } from '../actor.ts'
import { agencyIdOf } from '../agencies/model.ts'
import type { IdentityDeps } from '../deps.ts'
import type { DemoAccount } from './demo-people.ts'
import { insertGrant, insertPerson } from './store.ts'

const PASSWORD = 'nước chảy đá mòn'
let hashed: Promise<string> | undefined

/** One account a role at an agency of the built-in list, as `createDemoPeople` makes them but all with one hash: quick. */
export async function addTestPeople(
  database: Database,
  agency: string,
): Promise<readonly (DemoAccount & { id: string })[]> {
  const db = database.module<'identity'>()
  const deps = { clock: systemClock, ids: createIds(systemClock) } as unknown as IdentityDeps
  hashed ??= hashPassword(PASSWORD)
  const passwordHash = await hashed
  const now = deps.clock.now()
  return db.transaction().execute(async (tx) => {
    const people: (DemoAccount & { id: string })[] = []
    for (const role of ROLES) {
      const id = deps.ids.next()
      const email = `${role.replace('_', '-')}.${agency.toLowerCase()}@nguon.test`
      await insertPerson(tx, { id, email, name: `${role} ${agency}`, passwordHash, now })
      const grant = { id: deps.ids.next(), personId: id, role, agencyId: agencyIdOf(agency), grantedBy: undefined, now }
      await insertGrant(tx, grant)
      const apiKey = await insertNewKey(tx, deps, { personId: id, name: 'test' })
      people.push({ id, role, agency, email, password: PASSWORD, apiKey })
    }
    return people
  })
}
