import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/index.ts'
import { createIds } from '../../platform/ids.ts'
import { openNodeKeys } from '../../platform/secrets/index.ts'
import { hashPassword } from './access/password.ts'
import { actorOfPerson } from './access/resolve-actor.ts'
import type { Actor, Role } from './actor.ts'
import { agencyIdOf } from './agencies/model.ts'
import { createAgencyReader } from './agencies/reader.ts'
import { syncAgencies } from './agencies/sync-agencies.ts'
import type { IdentityDeps, Letter } from './deps.ts'
import { insertGrant, insertPerson } from './people/store.ts'

const PASSWORD = 'nước chảy đá mòn'
let hashed: Promise<string> | undefined

/** Identity over a test database with a few agencies, a clock that stands still, and letters kept in a list. */
export async function createTestIdentity(database: Database) {
  const folder = await mkdtemp(join(tmpdir(), 'nguon-identity-'))
  const keys = await openNodeKeys(join(folder, 'node-key.json'))
  await rm(folder, { recursive: true })
  const clock = fixedClock('2026-11-22T03:00:00Z')
  const db = database.module<'identity'>()
  const letters: Letter[] = []
  const deps: IdentityDeps = {
    db,
    clock,
    ids: createIds(clock),
    keys,
    agencies: createAgencyReader(db),
    publicUrl: 'http://nguon.test',
    send: async (_tx, letter) => {
      letters.push(letter)
    },
  }
  await syncAgencies(deps, [
    {
      id: 'agency',
      title: 'Cơ quan',
      source: 'kiểm thử',
      items: [
        { code: 'G12.18', name: 'Cục Thống kê', broader: 'G12', kind: 'unit' },
        { code: 'G12', name: 'Bộ Tài chính', nameEn: 'Ministry of Finance', kind: 'ministry' },
        { code: 'G05', name: 'Bộ Kế hoạch và Đầu tư', kind: 'ministry', validTo: '2025-02-28', successors: ['G12'] },
        { code: 'G18', name: 'Bộ Y tế', kind: 'ministry' },
      ],
    },
  ])

  /** Somebody who signs in with the test password; `roles` are pairs of role and agency code. */
  async function person(email: string, roles: readonly (readonly [Role, string])[]): Promise<Actor> {
    const id = deps.ids.next()
    const now = clock.now()
    hashed ??= hashPassword(PASSWORD)
    await insertPerson(db, { id, email, name: email.split('@')[0] ?? email, passwordHash: await hashed, now })
    for (const [role, code] of roles) {
      const grant = { id: deps.ids.next(), personId: id, role, agencyId: agencyIdOf(code), grantedBy: undefined, now }
      await insertGrant(db, grant)
    }
    return actor(id)
  }

  /** The rights a person has at this moment of the test clock. */
  async function actor(id: string | undefined): Promise<Actor> {
    const found = id === undefined ? undefined : await actorOfPerson(deps, id)
    if (!found) throw new Error('no such person in this test')
    return found
  }

  /** Actions of the evidence rows so far, oldest first. */
  async function evidence(): Promise<readonly string[]> {
    const { rows } = await database.pool.query<{ action: string }>('select action from audit.record order by id')
    return rows.map(({ action }) => action)
  }

  return { deps, clock, letters, person, actor, evidence, password: PASSWORD }
}

export type TestIdentity = Awaited<ReturnType<typeof createTestIdentity>>
