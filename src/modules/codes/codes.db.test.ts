import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db/index.ts'
import { openTestDatabase } from '../../platform/db/testing.ts'
import { programActor, visitorActor } from '../identity/index.ts'
import { createCodesModule } from './module.ts'
import { readListFile } from './read-list-file.ts'

const shared = fileURLToPath(new URL('../../../../shared/data/admin-units/34-province-2025/', import.meta.url))
let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const operator = programActor('kiểm thử')
const clock = fixedClock('2026-11-22T03:00:00Z')
const open = () => createCodesModule({ db: database.module<'codes'>(), clock })
const demo = (name: string) => ({ id: 'demo-list', title: 'Thử', source: 'kiểm thử', items: [{ code: '1', name }] })

describe('code lists', () => {
  it('come with the program and are loaded once', async () => {
    const codes = open()
    const agencies = await codes.loadSeeds()
    expect(agencies.map(({ id }) => id)).toContain('agency')
    await open().loadSeeds()
    const { rows } = await database.pool.query<{ versions: number }>('select count(*) as versions from codes.version')
    expect(rows[0]?.versions).toBe((await codes.reader.lists()).length)
  })

  it('tell a province of before and after July 2025 apart by list and day', async () => {
    const { reader } = open()
    const old = await reader.resolve('province-63', '15', '2024-01-01')
    expect(old).toMatchObject({
      item: { name: 'Yên Bái' },
      inForce: true,
      successorListId: 'province-34',
      successors: ['15'],
    })
    expect((await reader.resolve('province-63', '15', '2025-07-01'))?.inForce).toBe(false)
    expect((await reader.resolve('province-34', '15', '2025-07-01'))?.item.name).toBe('Lào Cai')
    expect((await reader.labels('province-34', 'vi')).size).toBe(34)
    expect(await reader.resolve('province-34', '00', '2025-07-01')).toBeUndefined()
  })

  it('are imported by an operator only, keep the content before, and say when nothing changed', async () => {
    const codes = open()
    await expect(codes.importList(visitorActor(), demo('a'))).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await codes.importList(operator, demo('a'))).toEqual({ id: 'demo-list', items: 1, changed: true })
    expect(await codes.importList(operator, demo('a'))).toMatchObject({ changed: false })
    expect(await codes.importList(operator, demo('b'))).toMatchObject({ changed: true })
    expect((await codes.reader.list('demo-list'))?.items[0]?.name).toBe('b')
    // Going back to an earlier content is a change too.
    expect(await codes.importList(operator, demo('a'))).toMatchObject({ changed: true })
    expect((await codes.reader.list('demo-list'))?.items[0]?.name).toBe('a')
    const { rows } = await database.pool.query<{ n: number }>(
      "select count(*) as n from audit.record where action = 'codes.list.imported'",
    )
    expect(rows[0]?.n).toBe(3)
  })

  it('stay as imported when the program starts again with its own', async () => {
    const codes = open()
    const mine = { id: 'frequency', title: 'Tần suất', source: 'kiểm thử', items: [{ code: 'X', name: 'Khi cần' }] }
    await codes.importList(operator, mine)
    await open().loadSeeds()
    expect((await open().reader.list('frequency'))?.items).toHaveLength(1)
  })

  it.each([
    ['no object', 7],
    [
      'a code twice',
      {
        ...demo('a'),
        items: [
          { code: '1', name: 'a' },
          { code: '1', name: 'b' },
        ],
      },
    ],
    ['a strange id', { ...demo('a'), id: '../etc' }],
  ])('are refused with a reason: %s', async (_case, content) => {
    await expect(open().importList(operator, content)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'codes.bad-list',
    })
  })
})

describe('a file with a list', () => {
  const about = { id: 'commune', title: 'Xã', source: 'kiểm thử' }
  const bytes = (text: string) => new TextEncoder().encode(text)

  it('may be a table with titles above the header, bad rows told by number', async () => {
    const csv = 'DANH MỤC XÃ,,\n,,\nMã,Tên,Mã cha\n01,Hà Nội,\n0101,Ba Đình,01\n,Không mã,01\n'
    const read = await readListFile({ bytes: bytes(csv), name: 'xa.csv' }, about)
    if ('error' in read) throw new Error(read.error)
    expect(read.list.items.map(({ code }) => code)).toEqual(['01', '0101'])
    expect(read.errors).toHaveLength(1)
  })

  it('may be nested JSON, whose innermost records know the code above', async () => {
    const json = JSON.stringify([{ Code: '01', Name: 'Hà Nội', Wards: [{ Code: '00004', Name: 'Ba Đình' }] }])
    const provinces = { id: 'province', title: 'Tỉnh', source: 'kiểm thử', items: [{ code: '01', name: 'Hà Nội' }] }
    const read = await readListFile({ bytes: bytes(json), name: 'xa.json' }, { ...about, broaderList: provinces })
    expect(read).toMatchObject({ list: { items: [{ code: '00004', name: 'Ba Đình', broader: '01' }] }, errors: [] })
  })

  it('is answered plainly when no code column is found', async () => {
    const read = await readListFile({ bytes: bytes('a,b\n1,2\n'), name: 'x.csv' }, about)
    expect(read).toMatchObject({ error: expect.stringContaining('Mã') })
  })

  it.skipIf(!existsSync(shared))('gives the 3,321 communes of 2025 with their provinces', async () => {
    const codes = open()
    await codes.loadSeeds()
    const broaderList = await codes.reader.list('province-34')
    if (!broaderList) throw new Error('no provinces')
    for (const name of readdirSync(shared).filter((one) => one.includes('generated_data'))) {
      const read = await readListFile({ bytes: await readFile(shared + name), name }, { ...about, broaderList })
      if ('error' in read) throw new Error(read.error)
      expect(read.list.items).toHaveLength(3321)
      expect(read.errors).toEqual([])
      expect(await codes.importList(operator, read.list)).toMatchObject({ items: 3321 })
    }
  })
})
