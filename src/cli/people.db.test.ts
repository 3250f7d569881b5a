import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createIdentityModule, type IdentityModule } from '../modules/identity/index.ts'
import { createTestIdentity, type TestIdentity } from '../modules/identity/testing.ts'
import type { Database } from '../platform/db/index.ts'
import { openTestDatabase } from '../platform/db/testing.ts'
import { carryOut, readOrder } from './people.ts'

let database: Database
let test: TestIdentity
let identity: IdentityModule
beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
  identity = createIdentityModule(test.deps)
})
afterAll(() => database.close())

async function told(...args: readonly string[]): Promise<{ code: number; lines: readonly string[] }> {
  const order = readOrder(args)
  if (!order) throw new Error('usage')
  const lines: string[] = []
  return { code: await carryOut(identity, order, (line) => lines.push(line)), lines }
}

describe('nguon people', () => {
  it('adds anybody, an approver too, with a link to copy', async () => {
    const { code, lines } = await told('add', 'lan@cli.test', '--name', 'Lan', '--agency', 'G12', '--role', 'approver')
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatch(/^http:\/\/nguon\.test\/loi-moi\/[\w-]{43}$/)
    expect((await told('list')).lines).toEqual(['lan@cli.test\tLan\tchờ nhận lời mời\tapprover@G12'])
  })

  it('makes a reset link for an account with a password, and says when there is none', async () => {
    await test.person('minh@cli.test', [['operator', 'G12']])
    expect((await told('reset', 'MINH@cli.test', '--no-code')).lines.at(-1)).toContain('/dat-lai-mat-khau/')
    expect((await told('reset', 'ai-do@cli.test')).code).toBe(1)
    expect(await test.evidence()).toContain('identity.totp.cleared')
  })

  it.each([
    [['add', 'a@b.vn']],
    [['add', 'a@b.vn', '--name', 'A', '--agency', 'G12', '--role', 'king']],
    [['list', 'x']],
    [['reset']],
    [[]],
  ])('explains its use for %j', (args) => {
    expect(readOrder(args)).toBeUndefined()
  })
})
