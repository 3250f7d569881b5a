import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'
import { emptyDatabase } from '../record.ts'

let app: TestApp
let officer: SignedIn
let changeId: string

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
  const draft = await app.modules.datamap.createDatabase(await app.actor('data_officer'), {
    agency: app.agencies.home,
    record: emptyDatabase('CSDL có nhà'),
  })
  changeId = draft.id
})
afterAll(() => app.close())

const url = () => `/lam-viec/ban-do/thay-doi/${changeId}`

async function page(as: SignedIn = officer): Promise<string> {
  const answer = await app.http.inject({
    url: `${url()}?phan=nhan-biet`,
    headers: { ...as.headers, accept: 'text/html' },
  })
  expect(answer.statusCode, app.problems.join('')).toBe(200)
  return answer.body
}

async function save(form: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const version = /name="version" value="(\d+)"/.exec(await page())?.[1] ?? ''
  return app.http.inject({
    method: 'POST',
    url: `${url()}/luu`,
    headers: {
      ...officer.headers,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...more,
    },
    payload: new URLSearchParams({ phan: 'nhan-biet', version, ...form, _csrf: officer.csrf }).toString(),
  })
}

async function stored(): Promise<{ system?: string; systemId?: string }> {
  const { rows } = await app.node.database.pool.query<{ identity: { system?: string; systemId?: string } }>(
    `select record -> 'identity' as identity from datamap.draft where change_id = $1`,
    [changeId],
  )
  return rows[0]?.identity ?? {}
}

const add = async (name: string, at: 'home' | 'other' = 'home') =>
  app.modules.datamap.systems.add(await app.actor('steward', at), {
    agency: app.agencies[at],
    statement: { name, status: 'operating', facts: {} },
  })

test('a name of the register links the database to that system, another name takes the link back', async () => {
  const system = await add('Hệ thống một cửa')
  expect(await page()).toContain('<option value="Hệ thống một cửa"')
  expect((await save({ 'identity.name': 'CSDL có nhà', 'identity.system': 'hệ thống  MỘT CỬA' })).statusCode).toBe(303)
  expect(await stored()).toMatchObject({ systemId: system.id })
  const shown = await page()
  expect(shown).toContain('Đã nối với sổ hệ thống')
  // Officers enter systems; the register itself, which says how they are protected, is not theirs to open.
  expect(shown).not.toContain(`/lam-viec/he-thong/${system.id}`)
  expect(await page(await app.signIn('steward'))).toContain(`/lam-viec/he-thong/${system.id}`)
  await save({ 'identity.system': 'Hệ thống khác' })
  expect(await stored()).toEqual({ name: 'CSDL có nhà', system: 'Hệ thống khác' })
  // The same name as a workbook would know it: without its marks.
  await save({ 'identity.system': 'He thong mot cua' })
  expect(await stored()).toMatchObject({ systemId: system.id })
})

test('a system that is missing is entered with the button, never while typing', async () => {
  const form = { 'identity.system': 'Hệ thống mới toanh', 'identity.systemUrl': 'https://moi.vn', 'them-he-thong': '1' }
  expect((await save(form, { 'x-fragment': 'tu-luu' })).statusCode).toBe(204)
  expect((await stored()).systemId).toBeUndefined()
  expect((await save(form)).statusCode).toBe(303)
  const { rows } = await app.node.database.pool.query<{ id: string; record: object }>(
    `select id, record from datamap.system where name = 'Hệ thống mới toanh'`,
  )
  expect(rows).toMatchObject([{ id: (await stored()).systemId, record: { statement: { url: 'https://moi.vn' } } }])
  expect((await save(form)).statusCode).toBe(303)
  const { rows: again } = await app.node.database.pool.query(
    `select 1 from datamap.system where name = 'Hệ thống mới toanh'`,
  )
  expect(again).toHaveLength(1)
})

test('an older page enters no system and changes nothing', async () => {
  const answer = await save({ 'identity.system': 'Hệ thống của trang cũ', 'them-he-thong': '1', version: '1' })
  expect(answer.statusCode).toBe(400)
  const { rows } = await app.node.database.pool.query(
    `select 1 from datamap.system where name = 'Hệ thống của trang cũ'`,
  )
  expect(rows).toEqual([])
})

test('a system of an agency the officer does not work for is no home by its name', async () => {
  await add('Hệ thống nhà người', 'other')
  await save({ 'identity.system': 'Hệ thống nhà người' })
  expect((await stored()).systemId).toBeUndefined()
})

test('the public learns nothing of the register', async () => {
  const system = await add('Hệ thống kín')
  await save({ 'identity.system': 'Hệ thống kín' })
  expect((await stored()).systemId).toBe(system.id)
  const { catalog, datamap } = app.modules
  const change = await catalog.reader.change(changeId)
  const record = emptyDatabase('CSDL có nhà')
  const full = {
    ...record,
    identity: { ...record.identity, class: '3' as const, system: 'Hệ thống kín', systemId: system.id, sector: 'HEAL' },
    content: { purpose: 'Thử', scope: 'Cả nước' },
    update: { collectionMethod: 'Nhập tay', frequency: 'DAILY', sources: ['Các sở'] },
  }
  const actor = await app.actor('data_officer')
  await datamap.saveDatabase(actor, { changeId, revision: change?.revision ?? 0, record: full })
  await catalog.submitChange(actor, changeId)
  await catalog.approveChange(await app.actor('approver'), { changeId, decision: { number: '1/QĐ' } })
  const slug = (await catalog.reader.resource(change?.resourceId ?? ''))?.slug ?? ''
  for (const at of [`/ban-do-du-lieu/${slug}`, `/api/v1/databases/${slug}`, '/ban-do-du-lieu.json']) {
    const { body, statusCode } = await app.http.inject(at)
    expect(statusCode, at).toBe(200)
    expect(body, at).not.toContain(system.id)
  }
})
