import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../platform/db/index.ts'
import { openTestDatabase } from '../../../platform/db/testing.ts'
import type { Actor } from '../actor.ts'
import { createTestIdentity, type TestIdentity } from '../testing.ts'
import { createKey, keysOf, revokeKey } from './api-keys.ts'
import { changePassword, endOwnSession } from './own-account.ts'
import { createResolveActor } from './resolve-actor.ts'
import { sessionsOf } from './sessions.ts'
import { signIn, signInWithCode } from './sign-in.ts'
import { beginTotp, confirmTotp, removeTotp } from './totp.ts'

const here = { address: '10.0.0.2', userAgent: 'test' }
const HOUR_MS = 3_600_000
let database: Database
let test: TestIdentity
beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
})
afterAll(() => database.close())

async function signedIn(email: string): Promise<{ token: string; actor: Actor }> {
  const step = await signIn(test.deps, { email, password: test.password }, here)
  if (step.step !== 'done') throw new Error('a code is asked')
  const { token } = step.session
  return { token, actor: await createResolveActor(test.deps)({ sessionToken: token }) }
}

describe('signing in', () => {
  it('gives a session that ends when idle, when old, and when signed out', async () => {
    const { id } = await test.person('an@access.test', [['data_officer', 'G12']])
    const resolve = createResolveActor(test.deps)
    const { token, actor } = await signedIn('AN@access.test')
    expect(actor).toMatchObject({ kind: 'person', id, via: 'session' })
    test.clock.advance(7 * HOUR_MS)
    expect((await resolve({ sessionToken: token })).kind).toBe('person')
    test.clock.advance(7 * HOUR_MS)
    expect((await resolve({ sessionToken: token })).kind).toBe('person')
    test.clock.advance(9 * HOUR_MS)
    expect((await resolve({ sessionToken: token })).kind).toBe('visitor')
    const other = await signedIn('an@access.test')
    expect(await sessionsOf(test.deps.db, String(id), test.clock.now())).toHaveLength(1)
    await endOwnSession(test.deps, other.actor)
    expect((await resolve({ sessionToken: other.token })).kind).toBe('visitor')
  })

  it('answers the same for a wrong password, an unknown address and a closed account', async () => {
    await test.person('binh@access.test', [])
    await test.person('dong@access.test', [])
    await database.pool.query("update identity.person set disabled_at = now() where email = 'dong@access.test'")
    const answers = await Promise.all(
      [
        { email: 'binh@access.test', password: 'sai mật khẩu' },
        { email: 'khong-co@access.test', password: 'sai mật khẩu' },
        { email: 'dong@access.test', password: test.password },
      ].map((input) => signIn(test.deps, input, here).catch((error: unknown) => error)),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ code: 'identity.wrong-sign-in' })
  })

  it('locks an account after five wrong passwords, known or not, also when they come at once', async () => {
    await test.person('cuong@access.test', [])
    for (const email of ['cuong@access.test', 'ma@access.test']) {
      const tries = Array.from({ length: 9 }, () =>
        signIn(test.deps, { email, password: 'đoán mò' }, { ...here, address: email }).catch((error: unknown) => error),
      )
      const codes = (await Promise.all(tries)).map((error) => (error as { code: string }).code)
      expect(codes.filter((code) => code === 'identity.wrong-sign-in')).toHaveLength(5)
      expect(codes.filter((code) => code === 'identity.locked')).toHaveLength(4)
    }
    const right = { email: 'cuong@access.test', password: test.password }
    await expect(signIn(test.deps, right, here)).rejects.toMatchObject({ kind: 'too-many' })
    test.clock.advance(61_000)
    expect((await signIn(test.deps, right, here)).step).toBe('done')
  })

  it('ends the other sessions when the password changes', async () => {
    await test.person('dung@access.test', [])
    const phone = await signedIn('dung@access.test')
    const desk = await signedIn('dung@access.test')
    const change = { current: 'nhớ nhầm rồi', password: 'lá lành đùm lá rách' }
    await expect(changePassword(test.deps, desk.actor, change)).rejects.toMatchObject({ kind: 'invalid' })
    await changePassword(test.deps, desk.actor, { ...change, current: test.password })
    const resolve = createResolveActor(test.deps)
    expect((await resolve({ sessionToken: phone.token })).kind).toBe('visitor')
    expect((await resolve({ sessionToken: desk.token })).kind).toBe('person')
  })
})

describe('codes of a phone', () => {
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: test.clock.now().getTime() })

  it('are asked once enrolled, are accepted once, and are sealed in the database', async () => {
    const { id } = await test.person('em@access.test', [])
    const { actor } = await signedIn('em@access.test')
    const { secret, uri } = await beginTotp(test.deps, actor)
    expect(uri).toMatch(/^otpauth:\/\/totp\//)
    const stored = await database.pool.query<{ text: string }>(
      'select p::text as text from identity.person p where id = $1',
      [id],
    )
    expect(stored.rows[0]?.text).not.toContain(secret)
    await expect(confirmTotp(test.deps, actor, '000000')).rejects.toMatchObject({ kind: 'invalid' })
    await confirmTotp(test.deps, actor, codeOf(secret))

    const step = await signIn(test.deps, { email: 'em@access.test', password: test.password }, here)
    if (step.step !== 'code') throw new Error('no code asked')
    const used = { ticket: step.ticket, code: codeOf(secret) }
    await expect(signInWithCode(test.deps, used, here)).rejects.toMatchObject({ code: 'identity.wrong-code' })
    test.clock.advance(30_000)
    const fresh = { ticket: step.ticket, code: codeOf(secret) }
    expect((await signInWithCode(test.deps, fresh, here)).token).toHaveLength(43)
    await expect(signInWithCode(test.deps, fresh, here)).rejects.toMatchObject({ code: 'identity.wrong-code' })
    test.clock.advance(301_000)
    const late = { ticket: step.ticket, code: codeOf(secret) }
    await expect(signInWithCode(test.deps, late, here)).rejects.toMatchObject({ code: 'identity.sign-in-again' })
  })

  it('go away with the password only', async () => {
    await test.person('giang@access.test', [])
    const { actor } = await signedIn('giang@access.test')
    await confirmTotp(test.deps, actor, codeOf((await beginTotp(test.deps, actor)).secret))
    await expect(removeTotp(test.deps, actor, 'không phải')).rejects.toMatchObject({ kind: 'invalid' })
    await removeTotp(test.deps, actor, test.password)
    expect((await signIn(test.deps, { email: 'giang@access.test', password: test.password }, here)).step).toBe('done')
  })
})

describe('an API key', () => {
  it('acts for its owner in each of the ways clients send it, until revoked', async () => {
    const owner = await test.person('hoa@access.test', [['data_officer', 'G12']])
    const made = await createKey(test.deps, owner, { name: 'Nạp số liệu', roles: [], days: 30 })
    const resolve = createResolveActor(test.deps)
    for (const shown of [{ authorization: `Bearer ${made.key}` }, { authorization: made.key }, { apiKey: made.key }]) {
      expect(await resolve(shown)).toMatchObject({ id: owner.id, via: 'api-key', grants: [{ role: 'data_officer' }] })
    }
    const [listed] = await keysOf(test.deps.db, String(owner.id))
    expect(listed).toMatchObject({ name: 'Nạp số liệu', usedAt: test.clock.now() })
    expect(made.key.startsWith(listed?.prefix ?? '-')).toBe(true)
    await revokeKey(test.deps, owner, made.id)
    await expect(resolve({ apiKey: made.key })).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  it('stops when it expires', async () => {
    const owner = await test.person('het-han@access.test', [['data_officer', 'G12']])
    const made = await createKey(test.deps, owner, { name: 'Ngắn', roles: [], days: 1 })
    const resolve = createResolveActor(test.deps)
    expect((await resolve({ apiKey: made.key })).kind).toBe('person')
    test.clock.advance(24 * HOUR_MS)
    await expect(resolve({ apiKey: made.key })).rejects.toMatchObject({ code: 'identity.bad-key' })
  })

  it('carries fewer roles when asked, never more, and makes no wider key', async () => {
    const owner = await test.person('hung@access.test', [
      ['data_officer', 'G12'],
      ['approver', 'G12'],
    ])
    const tooWide = { name: 'x', roles: ['operator' as const], days: undefined }
    await expect(createKey(test.deps, owner, tooWide)).rejects.toMatchObject({ kind: 'invalid' })
    const made = await createKey(test.deps, owner, { name: 'Chỉ soạn', roles: ['data_officer'], days: undefined })
    const narrow = await createResolveActor(test.deps)({ apiKey: made.key })
    expect(narrow.grants.map(({ role }) => role)).toEqual(['data_officer'])
    const all = { name: 'y', roles: [], days: undefined }
    await expect(createKey(test.deps, narrow, all)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('does not change the password or the phone of its owner', async () => {
    const owner = await test.person('khanh@access.test', [['data_officer', 'G12']])
    const made = await createKey(test.deps, owner, { name: 'Khóa', roles: [], days: undefined })
    const byKey = await createResolveActor(test.deps)({ apiKey: made.key })
    await expect(beginTotp(test.deps, byKey)).rejects.toMatchObject({ kind: 'unauthenticated' })
  })

  it('is told from the headers of a proxy in front', async () => {
    const resolve = createResolveActor(test.deps)
    expect((await resolve({ authorization: 'Basic dXNlcjpwYXNz' })).kind).toBe('visitor')
    expect((await resolve({})).kind).toBe('visitor')
  })
})
