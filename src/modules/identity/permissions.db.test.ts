import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/db/index.ts'
import { openTestDatabase } from '../../platform/db/testing.ts'
import { ROLES } from './actor.ts'
import { agencyIdOf } from './agencies/model.ts'
import { saveAgency, saveSuccessors } from './agencies/store.ts'
import { anAgency } from './agencies/testing.ts'
import { agenciesWhere, can, PERMISSIONS } from './permissions.ts'
import { createTestIdentity, type TestIdentity } from './testing.ts'

let database: Database
let test: TestIdentity
beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
})
afterAll(() => database.close())

const SIZE = 14
const codeAt = (index: number) => `T${index}`
const idAt = (index: number) => agencyIdOf(codeAt(index))

/** A forest with ended agencies in it; parents and heirs point anywhere, so there are rings too. */
const forest = fc.array(fc.record({ parent: fc.option(fc.nat(SIZE - 1)), heir: fc.option(fc.nat(SIZE - 1)) }), {
  minLength: SIZE,
  maxLength: SIZE,
})
const held = fc.array(fc.tuple(fc.constantFrom(...ROLES), fc.nat(SIZE - 1)), { minLength: 1, maxLength: 3 })

async function plant(nodes: readonly { parent: number | null; heir: number | null }[]): Promise<void> {
  for (const [index] of nodes.entries()) await saveAgency(test.deps.db, anAgency(codeAt(index)))
  for (const [index, { parent, heir }] of nodes.entries()) {
    const parentId = parent === null || parent === index ? undefined : idAt(parent)
    await saveAgency(test.deps.db, anAgency(codeAt(index), { parentId }))
    await saveSuccessors(test.deps.db, idAt(index), heir === null || heir === index ? [] : [idAt(heir)])
  }
  test.deps.agencies.forget()
}

/** The same reach, asked of PostgreSQL alone. */
const REACH = `
  with recursive reach (id) as (
    select agency_id from identity.role_grant where person_id = $1 and role = $2 and ended_at is null
    union
    select next.id from reach, lateral (
      select a.id from identity.agency a where a.parent_id = reach.id
      union all
      select s.agency_id from identity.agency_successor s where s.successor_id = reach.id and s.position = 0
    ) next
  ) select id from reach order by id`

describe('rights over rows', () => {
  it('are the same by the function, by the condition of a list, and by a recursive query', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(forest, held, async (nodes, roles) => {
        round += 1
        await plant(nodes)
        const actor = await test.person(
          `p${round}@rights.test`,
          roles.map(([role, at]) => [role, codeAt(at)] as const),
        )
        for (const role of new Set(roles.map(([name]) => name))) {
          const { rows } = await database.pool.query<{ id: string }>(REACH, [actor.id, role])
          const grants = actor.grants.filter((grant) => grant.role === role)
          const union = new Set(grants.flatMap(({ reach }) => [...reach]))
          expect([...union].sort()).toEqual(rows.map(({ id }) => id))
        }
        for (const permission of PERMISSIONS) {
          const where = agenciesWhere(actor, permission)
          const text = `select id from identity.agency where $1 or id = any($2::uuid[]) order by id`
          const { rows } = await database.pool.query<{ id: string }>(text, [
            where === 'all',
            where === 'all' ? [] : where,
          ])
          const { all } = await test.deps.agencies.tree()
          const allowed = all.filter(({ id }) => can(actor, permission, { agencyId: id })).map(({ id }) => id)
          expect(rows.map(({ id }) => id)).toEqual(allowed.sort())
        }
      }),
      { numRuns: 12 },
    )
  })
})
