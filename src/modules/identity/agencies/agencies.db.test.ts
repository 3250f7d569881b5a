import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../platform/db/index.ts'
import { openTestDatabase } from '../../../platform/db/testing.ts'
import { readCodeList } from '../../../tabular/codes/index.ts'
import { createTestIdentity, type TestIdentity } from '../testing.ts'
import { addAgency } from './add-agency.ts'
import { changeAgencySettings } from './change-settings.ts'
import { agencyIdOf } from './model.ts'
import { createAgencyReader } from './reader.ts'
import { syncAgencies } from './sync-agencies.ts'

let database: Database
let test: TestIdentity
beforeAll(async () => {
  database = await openTestDatabase()
  test = await createTestIdentity(database)
})
afterAll(() => database.close())

describe('the register of agencies', () => {
  it('takes the built-in lists once and writes nothing the second time', async () => {
    const seed: unknown = JSON.parse(
      await readFile(new URL('../../../../seeds/codes/agency.json', import.meta.url), 'utf8'),
    )
    const read = readCodeList(seed)
    if ('error' in read) throw new Error(read.error)
    const lists = [read.list]
    const { items } = read.list
    expect(await syncAgencies(test.deps, lists)).toBeGreaterThan(items.length - 5)
    expect(await syncAgencies(test.deps, lists)).toBe(0)
    const tree = await test.deps.agencies.tree()
    expect(tree.byCode('G14')?.validTo).toBe('2025-02-28')
    const merged = tree.byCode('G04')
    expect(merged && tree.current(merged.id)?.code).toBe('G17')
    expect(tree.byCode('000.00.00.H38')?.code).toBe('H38')
  })

  it('keeps what the agency itself has set when the lists come again', async () => {
    const steward = await test.person('tuyet@mof.test', [['steward', 'G12']])
    const settings = { contactPhone: '024 2220 2828', contactEmail: 'dulieu@mof.test', fourEyes: false }
    await changeAgencySettings(test.deps, steward, { code: 'G12', ...settings })
    await syncAgencies(test.deps, [
      { id: 'agency', title: 'x', source: 'x', items: [{ code: 'G12', name: 'Bộ Tài chính mới', kind: 'ministry' }] },
    ])
    expect(await test.deps.agencies.byCode('G12')).toMatchObject({ ...settings, name: 'Bộ Tài chính mới' })
    expect(await test.evidence()).toContain('identity.agency.settings-changed')
  })

  it('lets a steward add an agency below their own and nowhere else', async () => {
    const steward = await test.person('ha@mof.test', [['steward', 'G12']])
    const added = await addAgency(test.deps, steward, {
      code: '000.00.99.G12',
      name: 'Kho bạc',
      kind: 'unit',
      parent: 'G12',
    })
    expect(added).toMatchObject({ code: 'G12.99', id: agencyIdOf('G12.99') })
    expect((await test.deps.agencies.path(added.id)).map(({ code }) => code)).toEqual(['G12', 'G12.99'])
    const below = { code: 'G18.1', name: 'Viện', kind: 'unit', parent: 'G18' }
    await expect(addAgency(test.deps, steward, below)).rejects.toMatchObject({ kind: 'forbidden' })
    const again = { code: 'G12.99', name: 'Kho bạc', kind: 'unit', parent: 'G12' }
    await expect(addAgency(test.deps, steward, again)).rejects.toMatchObject({ code: 'identity.agency-exists' })
  })

  it('forgets its memory when another process announces a change', async () => {
    const reader = createAgencyReader(test.deps.db)
    await reader.follower.load()
    await reader.tree()
    const operator = await test.person('van@node.test', [['operator', 'G12']])
    await addAgency(test.deps, operator, { code: 'X1', name: 'Tập đoàn', kind: 'state-enterprise' })
    expect(await reader.byCode('X1')).toBeUndefined()
    const event = {
      id: 1,
      xid: '1',
      type: 'identity.agencies-changed',
      version: 1,
      resourceId: null,
      payload: {},
      at: new Date(),
    }
    await reader.follower.handle([event])
    expect((await reader.byCode('X1'))?.name).toBe('Tập đoàn')
  })
})
