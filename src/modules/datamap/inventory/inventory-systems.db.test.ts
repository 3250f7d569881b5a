import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import type { Actor } from '../../identity/index.ts'
import { aWorkbook, provincialInventory } from '../testing.ts'
import type { Mended } from './model.ts'
import { mendInventory, saveInventory, takeInventory, viewInventory } from './take-inventory.ts'

let app: TestApp
let officer: Actor
let owner: string

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.actor('data_officer')
  owner = (await app.modules.identity.agencies.byCode(app.agencies.home))?.name ?? ''
})
afterAll(() => app.close())

const deps = () => app.modules.datamap.deps
const take = (bytes: Uint8Array) =>
  takeInventory(deps(), officer, { agency: app.agencies.home, file: { name: 'so.xlsx', bytes } })
const mend = (id: string, revision: number, change: Partial<Mended>) =>
  mendInventory(deps(), officer, { id, revision, mend: (mended) => ({ ...mended, ...change }) })

async function save(id: string, as: Actor = officer) {
  const { inventory, plan } = await viewInventory(deps(), as, id)
  return saveInventory(deps(), as, { id, revision: inventory.revision, digest: plan.digest })
}

async function rows<Row extends object>(text: string): Promise<Row[]> {
  return (await app.node.database.pool.query<Row>(text)).rows
}

const HEAD = ['STT', 'Tên hệ thống', 'Đơn vị chủ quản', 'URL', 'Trạng thái', 'Năm', 'Ngày quyết định đầu tư', 'Mạng']

describe('the sheet of systems', () => {
  test('fills the register from the layout provinces use, and its databases are linked', async () => {
    const id = await take(await provincialInventory(owner))
    const { plan } = await viewInventory(deps(), officer, id)
    expect(plan.systems.map(({ action, statement }) => [action, statement.name])).toEqual([
      ['create', 'Hệ thống một cửa điện tử'],
      ['create', 'Hệ thống quản lý văn bản'],
      ['create', 'Hệ thống quản lý giá đất'],
    ])
    expect(await save(id)).toMatchObject({ created: 5, systemsAdded: 3, systemsChanged: 0 })
    const [system] = await rows<{ id: string; record: object; updated_name: string }>(
      `select id, record, updated_name from datamap.system where name = 'Hệ thống một cửa điện tử'`,
    )
    expect(system).toMatchObject({
      updated_name: officer.name,
      record: {
        statement: {
          url: 'https://motcua.example.vn',
          status: 'operating',
          yearInUse: 2019,
          subUnit: 'Phòng CNTT',
        },
        checklist: { parts: {}, layers: {}, label: { state: 'none' } },
      },
    })
    const linked = await rows<{ home: string }>(
      `select record -> 'identity' ->> 'systemId' as home from datamap.draft where name = 'Dữ liệu của Hệ thống một cửa điện tử'`,
    )
    expect(linked).toEqual([{ home: system?.id }])
    const evidence = await rows(`select 1 from audit.record where action = 'datamap.system.added'`)
    expect(evidence).toHaveLength(3)
    const again = await viewInventory(deps(), officer, await take(await provincialInventory(owner)))
    expect(again.plan.systems.map(({ action }) => action)).toEqual(['same', 'same', 'same'])
    expect(again.plan.databases.every(({ action }) => action === 'same')).toBe(true)
  })

  test('may fill the register alone', async () => {
    const bytes = await aWorkbook({
      name: 'Hệ thống',
      rows: [
        ['Tên', 'URL', 'Thông tin chia sẻ'],
        ['Hệ thống chỉ vào sổ', 'https://a.example.vn', 'Hồ sơ'],
      ],
    })
    const id = await take(bytes)
    const first = await viewInventory(deps(), officer, id)
    expect(first.plan.choices.systemsWithData).toBe(1)
    expect(first.plan.databases).toHaveLength(1)
    await mend(id, 1, { systemsOnly: true })
    expect(await save(id)).toMatchObject({ created: 0, systemsAdded: 1, changeIds: [] })
  })

  test('without a column about data makes no database', async () => {
    const sheet = { name: 'Trang 1', rows: [HEAD, [1, 'Cổng dịch vụ công', null, null, 'Đang hoạt động', 2020]] }
    const { plan } = await viewInventory(deps(), officer, await take(await aWorkbook(sheet)))
    expect([plan.systems.length, plan.databases.length]).toEqual([1, 0])
  })

  test('tells mistakes by cell, doubles with the place of the first, and says nothing was saved', async () => {
    const sheet = {
      name: 'Hệ thống',
      rows: [
        HEAD,
        [1, 'Hệ thống A', null, null, 'Đang hoạt động', 'năm ngoái', 'hôm nọ', 'x'.repeat(2100)],
        [2, 'HỆ THỐNG A', null, null, null, 2020],
        [3, null, null, 'https://khong-ten.example.vn', 'Đang hoạt động', 2020],
        [4, 'Hệ thống B', null, null, 'đang tính', 2020],
      ],
    }
    const id = await take(await aWorkbook(sheet))
    const { plan } = await viewInventory(deps(), officer, id)
    const told = plan.problems.map(({ column, row, said }) => [`${column}${row}`, said.vi])
    expect(told.map(([cell]) => cell)).toEqual(['F2', 'G2', 'H2', 'B4'])
    expect(told[2]?.[1]).toContain('Dài 2100 ký tự')
    expect(plan.unknown).toMatchObject([{ target: 'identity.status', word: 'đang tính' }])
    await expect(save(id)).rejects.toThrow(/Nothing was saved/)
    await mend(id, 1, {
      cells: { '0:2:identity.yearInUse': '2020', '0:2:system.investedOn': '1/2/2020', '0:2:system.networks': 'nội bộ' },
      skipped: ['0:4'],
      words: { 'identity.status|đang tính': 'planned' },
    })
    const { plan: mended } = await viewInventory(deps(), officer, id)
    expect(mended.problems.map(({ said }) => said.vi)).toEqual([
      'Trùng với Hệ thống, dòng 2. Gộp hai dòng, đổi tên, hoặc bỏ dòng này.',
    ])
    await mend(id, 2, { cells: {}, skipped: ['0:2', '0:4'] })
    expect(await save(id)).toMatchObject({ systemsAdded: 2 })
  })

  test('changes what the register says and leaves what it says of protection', async () => {
    const steward = await app.actor('steward')
    const system = await app.modules.datamap.systems.add(steward, {
      agency: app.agencies.home,
      statement: { name: 'Hệ thống đã có', status: 'building', facts: { systemType: 'internal' } },
    })
    await app.modules.datamap.systems.saveChecklist(steward, {
      id: system.id,
      revision: 1,
      checklist: { parts: {}, layers: { onSite: { unit: 'Tổ trực' } }, label: { state: 'asked' } },
    })
    const sheet = { name: 'Hệ thống', rows: [HEAD, [1, 'hệ thống  đã có', null, null, 'Đang hoạt động', 2024]] }
    const id = await take(await aWorkbook(sheet))
    const { plan } = await viewInventory(deps(), officer, id)
    expect(plan.systems).toMatchObject([{ action: 'change', systemId: system.id, revision: 2 }])
    // Somebody saves in between: what was previewed is no longer what would be written.
    await app.modules.datamap.systems.saveChecklist(steward, {
      id: system.id,
      revision: 2,
      checklist: { parts: {}, layers: { onSite: { unit: 'Tổ trực 24/7' } }, label: { state: 'asked' } },
    })
    await expect(saveInventory(deps(), officer, { id, revision: 1, digest: plan.digest })).rejects.toThrow(/Somebody/)
    await save(id)
    const [kept] = await rows<{ record: object; revision: number }>(
      `select record, revision from datamap.system where id = '${system.id}'`,
    )
    expect(kept).toMatchObject({
      revision: 4,
      record: {
        statement: { status: 'operating', yearInUse: 2024, facts: { systemType: 'internal' } },
        checklist: { layers: { onSite: { unit: 'Tổ trực 24/7' } }, label: { state: 'asked' } },
      },
    })
  })

  test('of another agency is refused cell by cell', async () => {
    const other = (await app.modules.identity.agencies.byCode(app.agencies.other))?.name ?? ''
    const sheet = { name: 'Hệ thống', rows: [HEAD, [1, 'Hệ thống nơi khác', other, null, 'Đang hoạt động', 2020]] }
    const { plan } = await viewInventory(deps(), officer, await take(await aWorkbook(sheet)))
    expect(plan.problems.map(({ said }) => said.vi)).toEqual([
      'Tài khoản này không ghi được cho cơ quan đó. Sửa tên cơ quan, hoặc bỏ dòng.',
    ])
  })
})

test('a system that only a database names is entered when the officer says so', async () => {
  const sheet = {
    name: 'CSDL',
    rows: [
      ['Tên CSDL', 'Hệ thống thông tin'],
      ['CSDL của hệ thống lạ', 'Hệ thống lạ'],
      ['CSDL của hệ thống quen', 'Hệ thống một cửa điện tử'],
    ],
  }
  const id = await take(await aWorkbook(sheet))
  const { plan } = await viewInventory(deps(), officer, id)
  expect(plan.choices.namedSystems).toEqual(['Hệ thống lạ'])
  expect(plan.databases[1]?.record.identity.systemId).toBeDefined()
  await mend(id, 1, { namedSystems: true })
  expect(await save(id)).toMatchObject({ created: 2, systemsAdded: 1 })
  const linked = await rows(
    `select 1 from datamap.draft d join datamap.system s on s.id::text = d.record -> 'identity' ->> 'systemId'
      where d.name = 'CSDL của hệ thống lạ' and s.name = 'Hệ thống lạ'`,
  )
  expect(linked).toHaveLength(1)
})

test('the steward takes the register away in the workbook and brings it back unchanged', async () => {
  const get = (headers: Readonly<Record<string, string>>) =>
    app.http.inject({ url: '/lam-viec/ban-do/danh-muc.xlsx', headers })
  const steward = await app.actor('steward')
  const answer = await get((await app.signIn('steward')).headers)
  expect(answer.statusCode, app.problems.join('')).toBe(200)
  const id = await takeInventory(deps(), steward, {
    agency: app.agencies.home,
    file: { name: 'so.xlsx', bytes: answer.rawPayload },
  })
  const { plan } = await viewInventory(deps(), steward, id)
  expect(plan.problems).toEqual([])
  expect(plan.systems.length).toBeGreaterThan(5)
  expect(plan.systems.filter(({ action }) => action !== 'same')).toEqual([])
  expect(plan.databases.filter(({ action }) => action !== 'same')).toEqual([])
  // Officers enter systems and do not look into the register.
  const own = await takeInventory(deps(), officer, {
    agency: app.agencies.home,
    file: { name: 'so.xlsx', bytes: (await get((await app.signIn('data_officer')).headers)).rawPayload },
  })
  expect((await viewInventory(deps(), officer, own)).plan.systems).toEqual([])
})

test('the preview shows both lists, and the choice about systems is kept and taken back', async () => {
  const { headers, csrf } = await app.signIn('data_officer')
  const id = await take(await provincialInventory(owner))
  const url = `/lam-viec/ban-do/nap/${id}`
  const get = async () => (await app.http.inject({ url, headers: { ...headers, accept: 'text/html' } })).body
  const send = (form: Readonly<Record<string, string>>) =>
    app.http.inject({
      method: 'POST',
      url: `${url}/sua`,
      headers: { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, _csrf: csrf }).toString(),
    })
  expect(await get()).toContain('Sẽ ghi vào sổ hệ thống thông tin')
  expect((await send({ version: '1', 'lua-chon': '1', 'chi-he-thong': '1' })).statusCode).toBe(303)
  const only = await viewInventory(deps(), officer, id)
  expect(only.plan.databases.map(({ name }) => name)).toEqual(['CSDL về giá', 'CSDL hộ tịch điện tử'])
  expect((await send({ version: '2', 'lua-chon': '1' })).statusCode).toBe(303)
  expect((await viewInventory(deps(), officer, id)).plan.databases).toHaveLength(5)
})
