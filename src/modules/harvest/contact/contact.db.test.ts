import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestMailServer, partsOf, type TestMailServer } from '../../../platform/messages/testing.ts'
import type { TestApp } from '../../../testing/test-app.ts'
import type { Source } from '../model.ts'
import { ckanAnswers, ckanPackage, type FakeSource, harvestNow, openFakeSource, openHarvestApp } from '../testing.ts'
import { aboutSource, tellContact } from './tell-contact.ts'

let app: TestApp
let server: TestMailServer
let fake: FakeSource
let packages: unknown[] = []
beforeAll(async () => {
  server = await openTestMailServer()
  app = await openHarvestApp({}, { NGUON_SMTP_URL: server.url })
  fake = await openFakeSource()
  fake.answer = ckanAnswers(() => packages)
})
beforeEach(() => {
  server.letters.length = 0
  server.answer = '250 OK'
})
afterAll(async () => {
  await fake.close()
  await app.close()
  await server.close()
})

const bad = (id: string) => ckanPackage(id, { title: '', name: '' })

async function add(name: string, contactEmail: string | undefined): Promise<Source> {
  const given = { name, kind: 'ckan', url: `${fake.url}/${encodeURIComponent(name)}`, agency: app.agencies.home }
  return app.modules.harvest.addSource(await app.actor('operator'), { ...given, contactEmail, schedule: 'by-hand' })
}

/** Reads the source and tells its contact, as the queue does. */
async function read(source: Source): Promise<void> {
  const { run } = await harvestNow(app, source.id)
  await tellContact(app.modules.harvest.deps, run.id)
}

const aDayLater = (source: Source) =>
  sql`update harvest.contact_notice set at = at - interval '1 day' where source_id = ${source.id}`.execute(
    app.modules.harvest.deps.db,
  )

async function pageOf(source: Source): Promise<string> {
  const { headers } = await app.signIn('operator')
  const answer = await app.http.inject({
    url: `/quan-tri/thu-thap/${source.id}`,
    headers: { ...headers, accept: 'text/html' },
  })
  return answer.body
}

test('whoever keeps the source gets the list as a workbook, once for each list', async () => {
  packages = [ckanPackage('c-tot'), bad('c-hong')]
  const source = await add('Cổng có thư', 'quan-ly@cong.test')
  expect(await pageOf(source)).toContain('Chưa có gì phải báo')
  await read(source)
  await expect.poll(() => server.letters.length, { timeout: 60_000 }).toBe(1)
  const [letter] = server.letters
  if (!letter) throw new Error('no letter')
  expect(letter.to).toBe('quan-ly@cong.test')
  const [text = '', attached = ''] = partsOf(letter)
  expect(text).toContain('1 bản ghi có chỗ cần sửa')
  const workbook = await readXlsx(Buffer.from(attached, 'latin1'))
  const rows = workbook.sheets[0]?.rows ?? []
  expect(rows[0]?.slice(0, 2)).toEqual(['Mức độ', 'Mã bản ghi'])
  expect(rows.slice(1).every((row) => row[1] === 'pkg-c-hong')).toBe(true)
  await expect.poll(() => pageOf(source), { timeout: 60_000 }).toContain('đã gửi tới quan-ly@cong.test')

  await read(source)
  await aDayLater(source)
  await read(source)
  packages = [ckanPackage('c-tot'), bad('c-hong'), bad('c-moi')]
  await read(source)
  await expect.poll(() => server.letters.length, { timeout: 60_000 }).toBe(2)
  expect(partsOf(server.letters[1] ?? { to: '', source: '' })[0]).toContain('2 bản ghi có chỗ cần sửa')
  // The earlier list come back was told already.
  packages = [ckanPackage('c-tot'), bad('c-hong'), ckanPackage('c-moi')]
  await aDayLater(source)
  await read(source)
  expect(server.letters).toHaveLength(2)
})

test('a catalogue that changes by the hour is not written to by the hour', async () => {
  packages = [bad('g-1')]
  const source = await add('Cổng hay đổi', 'quan-ly@hay-doi.test')
  await read(source)
  packages = [bad('g-1'), bad('g-2')]
  await read(source)
  await aDayLater(source)
  await read(source)
  await expect.poll(() => server.letters.length, { timeout: 60_000 }).toBe(2)
})

test('who has an account here finds it in the inbox, and a page and workbook that only they may open', async () => {
  packages = [bad('h-1')]
  const officer = app.account('data_officer', 'other')
  const source = await add('Cổng của người nhà', officer.email)
  await read(source)
  await read(source)
  const inbox = await app.http.inject({
    url: '/lam-viec/hop-thu',
    headers: (await app.signIn('data_officer', 'other')).headers,
  })
  expect(inbox.body).toContain('Cần sửa ở nguồn: Cổng của người nhà')
  const address = `/lam-viec/thu-thap/${source.id}`
  const open = async (role: 'data_officer' | 'approver', path: string) => {
    const { headers } = await app.signIn(role, 'other')
    return app.http.inject({ url: path, headers: { ...headers, accept: 'text/html' } })
  }
  expect((await open('data_officer', address)).body).toContain('pkg-h-1')
  const workbook = await open('data_officer', `${address}/van-de.xlsx`)
  expect(workbook.headers['content-type']).toContain('spreadsheetml')
  expect((await readXlsx(workbook.rawPayload)).sheets[0]?.rows.length).toBeGreaterThan(1)
  for (const path of [address, `${address}/van-de.xlsx`]) expect((await open('approver', path)).statusCode).toBe(404)
  expect(await pageOf(source)).toContain(`đã vào hộp thư của ${officer.email}`)
  const told = await sql<{ count: number }>`
    select count(*)::int as count from messages.message where key like ${`harvest-contact-${source.id}%`}`.execute(
    app.modules.harvest.deps.db,
  )
  expect(told.rows).toEqual([{ count: 1 }])
})

test('an address that is refused is said on the page with the words of the mail server, and a mended one is written to', async () => {
  packages = [bad('k-1')]
  server.answer = '550 no such user'
  const source = await add('Cổng sai thư', 'sai@cong.test')
  await read(source)
  await expect
    .poll(() => pageOf(source), { timeout: 60_000 })
    .toMatch(/Chưa gửi được vì máy chủ thư trả lời: 550 no such user.*van-de\.xlsx/s)
  server.answer = '250 OK'
  await app.modules.harvest.changeSource(await app.actor('operator'), {
    id: source.id,
    name: source.name,
    kind: source.kind,
    url: source.url,
    agency: app.agencies.home,
    contactEmail: 'dung@cong.test',
    schedule: 'by-hand',
  })
  await read(source)
  await expect.poll(() => server.letters.map(({ to }) => to), { timeout: 60_000 }).toEqual(['dung@cong.test'])
})

test('a letter that was refused is tried again after a day, not after each reading', async () => {
  packages = [bad('m-1')]
  server.answer = '550 no such user'
  const source = await add('Cổng chưa có thư', 'sap-co@cong.test')
  await read(source)
  await expect.poll(() => pageOf(source), { timeout: 60_000 }).toContain('550 no such user')
  server.answer = '250 OK'
  await read(source)
  const { db, letters } = app.modules.harvest.deps
  const states = async () => (await letters.about(aboutSource(source.id), 5)).map(({ state }) => state)
  expect(await states()).toEqual(['failed'])
  await sql`update messages.letter set created_at = created_at - interval '1 day'
    where about = ${aboutSource(source.id)}`.execute(db)
  await read(source)
  await expect.poll(() => server.letters.map(({ to }) => to), { timeout: 60_000 }).toEqual(['sap-co@cong.test'])
  await expect.poll(states, { timeout: 60_000 }).toEqual(['sent'])
})

test('without an address, and without a problem, nobody is written to', async () => {
  packages = [bad('l-1')]
  const nobody = await add('Cổng không thư', undefined)
  await read(nobody)
  expect(await pageOf(nobody)).toContain('Chưa có địa chỉ thư của bên quản lý nguồn')
  packages = [ckanPackage('l-2')]
  await read(await add('Cổng tốt', 'tot@cong.test'))
  expect(server.letters).toHaveLength(0)
})
