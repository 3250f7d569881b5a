import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../platform/db/index.ts'
import { openTestDatabase } from '../../../platform/db/testing.ts'
import { createResolveActor } from '../access/resolve-actor.ts'
import { programActor } from '../actor.ts'
import { agencyIdOf } from '../agencies/model.ts'
import { can } from '../permissions.ts'
import { createTestIdentity, type TestIdentity } from '../testing.ts'
import { acceptLink, readLink } from './accept-link.ts'
import { addPerson } from './add-person.ts'
import { issueResetLink, setAccountClosed } from './change-account.ts'
import { endRole, grantRole } from './change-roles.ts'
import { createDemoPeople } from './demo-people.ts'
import { firstOperatorLink } from './first-operator.ts'
import { endStandIn, nameStandIn, standInsOf } from './stand-ins.ts'
import { rolesOf } from './store.ts'

const here = { address: '10.0.0.1', userAgent: 'test' }
const tokenOf = (url: string | undefined): string => url?.split('/').at(-1) ?? ''
let database: Database
let test: TestIdentity
beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
})
afterAll(() => database.close())

describe('people of an agency', () => {
  it('come in by a link that works once and is not readable in the database', async () => {
    const steward = await test.person('tuyet@people.test', [['steward', 'G12']])
    const order = { email: 'Minh@People.test', name: 'Minh', agency: 'G12.18', roles: ['data_officer'] as const }
    const { person, invitation } = await addPerson(test.deps, steward, order)
    const token = tokenOf(invitation?.url)
    expect(invitation?.url).toMatch(/^http:\/\/nguon\.test\/loi-moi\/[\w-]{43}$/)
    expect(test.letters.at(-1)?.to.email).toBe('Minh@People.test')
    const stored = await database.pool.query<{ text: string }>('select l::text as text from identity.link l')
    expect(stored.rows.some(({ text }) => text.includes(token))).toBe(false)
    expect((await readLink(test.deps, token))?.person?.id).toBe(person.id)
    const step = await acceptLink(test.deps, { token, password: 'một hai ba bốn' }, here)
    expect(step.step).toBe('done')
    await expect(acceptLink(test.deps, { token, password: 'một hai ba bốn' }, here)).rejects.toMatchObject({
      kind: 'gone',
    })
    expect(can(await test.actor(person.id), 'catalog.draft.write', { agencyId: agencyIdOf('G12.18') })).toBe(true)
  })

  it('are refused easy passwords', async () => {
    const steward = await test.person('easy-steward@people.test', [['steward', 'G12']])
    const order = {
      email: 'nguyenvana@people.test',
      name: 'Nguyễn Văn A',
      agency: 'G12',
      roles: ['contributor'] as const,
    }
    const token = tokenOf((await addPerson(test.deps, steward, order)).invitation?.url)
    for (const password of ['ngan', '1234567890', 'nguyenvana2026', 'aaaaaaaaaaaa', 'matkhau12345']) {
      await expect(acceptLink(test.deps, { token, password }, here)).rejects.toMatchObject({ kind: 'invalid' })
    }
  })

  it('are one account for an address in any capitals, and gain roles at a second agency', async () => {
    const first = await test.person('lan@people.test', [['contributor', 'G12']])
    const steward = await test.person('tuyet-g18@people.test', [['steward', 'G18']])
    const order = { email: 'LAN@people.test', name: 'Lan', agency: 'G18', roles: ['data_officer'] as const }
    const added = await addPerson(test.deps, steward, order)
    expect(added).toMatchObject({ person: { id: first.id }, invitation: undefined })
    expect(await rolesOf(test.deps.db, added.person.id)).toHaveLength(2)
    await expect(issueResetLink(test.deps, steward, added.person.id)).rejects.toMatchObject({
      code: 'identity.not-your-person',
    })
  })

  it('are managed only by those entitled to each of their roles, and never by themselves', async () => {
    const steward = await test.person('quan-tri@people.test', [['steward', 'G12']])
    const operator = await test.person('van-hanh@people.test', [['operator', 'G12']])
    const approver = await test.person('duyet@people.test', [['approver', 'G12']])
    const grant = { personId: String(steward.id), role: 'approver', agency: 'G12' } as const
    await expect(grantRole(test.deps, steward, grant)).rejects.toMatchObject({ code: 'identity.own-roles' })
    await expect(grantRole(test.deps, operator, grant)).rejects.toMatchObject({ code: 'identity.may-not-grant' })
    await expect(issueResetLink(test.deps, steward, String(operator.id))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(issueResetLink(test.deps, operator, String(approver.id))).rejects.toMatchObject({ kind: 'forbidden' })
    expect((await issueResetLink(test.deps, operator, String(steward.id))).url).toContain('/dat-lai-mat-khau/')
    expect((await issueResetLink(test.deps, programActor('nguon people'), String(approver.id))).url).toContain(
      'nguon.test',
    )
  })

  it('lose a role at once when it is taken back, and everything when the account is closed', async () => {
    const steward = await test.person('thu-hoi@people.test', [['steward', 'G12']])
    const officer = await test.person('nghi@people.test', [
      ['data_officer', 'G12'],
      ['contributor', 'G12.18'],
    ])
    const personId = String(officer.id)
    const [held] = await rolesOf(test.deps.db, personId)
    await endRole(test.deps, steward, { personId, grantId: held?.id ?? '' })
    expect((await test.actor(personId)).grants).toHaveLength(1)
    await setAccountClosed(test.deps, steward, { personId, closed: true })
    await expect(test.actor(personId)).rejects.toThrow('no such person')
    expect((await test.evidence()).slice(-2)).toEqual(['identity.role.ended', 'identity.person.closed'])
  })
})

describe('a stand-in', () => {
  it('carries the approver’s grant during the leave only, and cannot pass it on', async () => {
    const approver = await test.person('di-nghi@people.test', [['approver', 'G12']])
    const deputy = await test.person('thay@people.test', [['data_officer', 'G12.18']])
    const third = await test.person('nguoi-ba@people.test', [['data_officer', 'G12']])
    await nameStandIn(test.deps, approver, { deputy: 'thay@people.test', from: '2026-11-23', to: '2026-11-25' })
    expect((await test.actor(deputy.id)).grants).toHaveLength(1)
    test.clock.set('2026-11-23T00:00:00Z')
    const standing = await test.actor(deputy.id)
    expect(standing.grants.at(-1)).toMatchObject({ role: 'approver', standsInFor: approver.id })
    expect(can(standing, 'catalog.change.approve', { agencyId: agencyIdOf('G12'), authorId: deputy.id })).toBe(false)
    expect(can(standing, 'catalog.change.approve', { agencyId: agencyIdOf('G12'), authorId: third.id })).toBe(true)
    const onward = { deputy: 'nguoi-ba@people.test', from: '2026-11-23', to: '2026-11-24' }
    await expect(nameStandIn(test.deps, standing, onward)).rejects.toMatchObject({ kind: 'forbidden' })
    test.clock.set('2026-11-25T17:00:00Z')
    expect((await test.actor(deputy.id)).grants).toHaveLength(1)
    test.clock.set('2026-11-22T03:00:00Z')
  })

  it('must be a colleague, for a bounded time', async () => {
    const approver = await test.person('di-nghi-2@people.test', [['approver', 'G12']])
    await test.person('y-te@people.test', [['data_officer', 'G18']])
    const order = (facts: object) => ({ deputy: 'y-te@people.test', from: '2026-11-23', to: '2026-11-25', ...facts })
    await expect(nameStandIn(test.deps, approver, order({}))).rejects.toMatchObject({ kind: 'invalid' })
    await expect(nameStandIn(test.deps, approver, order({ to: '2026-11-20' }))).rejects.toMatchObject({
      kind: 'invalid',
    })
    await expect(nameStandIn(test.deps, approver, order({ to: '2027-11-20' }))).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  it('ends before its time when the approver says so', async () => {
    const approver = await test.person('di-nghi-3@people.test', [['approver', 'G18']])
    const deputy = await test.person('thay-3@people.test', [['data_officer', 'G18']])
    await nameStandIn(test.deps, approver, { deputy: 'thay-3@people.test', from: '2026-11-22', to: '2026-11-25' })
    expect((await test.actor(deputy.id)).grants).toHaveLength(2)
    const [standIn] = await standInsOf(test.deps.db, String(approver.id), test.clock.now())
    await endStandIn(test.deps, approver, standIn?.id ?? '')
    expect((await test.actor(deputy.id)).grants).toHaveLength(1)
  })
})

describe('the first accounts of a node', () => {
  it('are one operator by a link that is void once there is one', async () => {
    const fresh = await openTestDatabase()
    const node = await createTestIdentity(fresh)
    const before = await firstOperatorLink(node.deps)
    const link = await firstOperatorLink(node.deps)
    expect(await readLink(node.deps, tokenOf(before?.url))).toBeUndefined()
    const operator = { email: 'van@node.test', name: 'Vân', agency: 'G12' }
    await acceptLink(node.deps, { token: tokenOf(link?.url), password: 'sông có khúc', operator }, here)
    expect(await firstOperatorLink(node.deps)).toBeUndefined()
    await fresh.close()
  })

  it('are one for each role in the demo, with keys that work, made once', async () => {
    const accounts = await createDemoPeople(test.deps, 'G12')
    expect(accounts?.map(({ role }) => role)).toHaveLength(6)
    expect(await createDemoPeople(test.deps, 'G12')).toBeUndefined()
    const resolve = createResolveActor(test.deps)
    for (const { role, apiKey } of accounts ?? []) {
      expect((await resolve({ authorization: apiKey })).grants.map((grant) => grant.role)).toEqual([role])
    }
  })
})
