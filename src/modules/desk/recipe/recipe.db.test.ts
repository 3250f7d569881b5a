import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'

const CSV = `Tỉnh,Diện tích,Ngày
Hà Nội,1.234,03/04/2024
Huế,5.678,05/06/2024
Cà Mau,9.012,07/08/2024
Sơn La,3.012,07/08/2024
Nghệ An,8.012,07/08/2024
Cần Thơ,7.012,07/08/2024
Xứ Lạ,6.012,07/08/2024
`

let app: TestApp
let officer: SignedIn
let changeId = ''
let sourceId = ''

beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
  const draft = await app.publishText('dien-tich.csv', CSV, { title: 'Diện tích', stopAt: 'draft' })
  changeId = draft.changeId
  sourceId = (await view()).sources[0]?.id ?? ''
})
afterAll(() => app.close())

async function view() {
  return app.modules.datasets.viewDraft(await app.actor('data_officer'), changeId)
}

async function open(url: string) {
  return app.http.inject({ url, headers: { accept: 'text/html', ...officer.headers } })
}

async function send(url: string, fields: readonly (readonly [string, string])[]) {
  const answer = await app.http.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', ...officer.headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([['_csrf', officer.csrf], ...fields.map(([name, value]) => [name, value])]).toString(),
  })
  for (let tries = 0; tries < 300 && answer.statusCode === 303; tries++) {
    if ((await view()).sources.every(({ state }) => state !== 'reading')) break
    await sleep(50)
  }
  return answer
}

async function firstRow() {
  const held = (await view()).proposed.find(({ distribution }) => distribution.kind === 'table')
  const page = held && (await app.modules.datasets.reader.page(held.version, { limit: 20 }))
  return { title: held?.version.title, columns: held?.version.columns ?? [], rows: page?.rows ?? [] }
}

const page = () => `/lam-viec/tep/${sourceId}/quy-trinh`
const dataStep = () => `/lam-viec/thay-doi/${changeId}`

test('the two readings of a doubtful number and date are buttons in the list, with links to the cells', async () => {
  const { body } = await open(dataStep())
  expect(body).toContain('href="#o-B2"')
  expect(body).toContain('id="o-B2"')
  expect(body).toContain('name="dau" value="."')
  expect(body).toContain('name="thu-tu" value="mdy"')
  expect(body).toContain('ngày 3 tháng 4 năm 2024')
  expect(body).toContain('“Xứ Lạ” chưa khớp danh mục')
  expect(body).toContain('href="#o-A8"')
})

test('a button of the list changes the values and leads back to the data step', async () => {
  const answer = await send(page(), [
    ['viec', 'thap-phan'],
    ['bang', '0'],
    ['dau', '.'],
  ])
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toContain(`/lam-viec/thay-doi/${changeId}?buoc=du-lieu`)
  expect((await firstRow()).rows[0]?.[1]).toBe(1.234)
  const { body } = await open(page())
  expect(body).toContain('Hoàn tác: Dấu chấm ngăn phần thập phân')
})

test('undo restores what was', async () => {
  expect((await send(`${page()}/hoan-tac`, [])).statusCode).toBe(303)
  expect((await firstRow()).rows[0]?.[1]).toBe(1234)
  expect((await send(`${page()}/hoan-tac`, [])).statusCode).toBe(400)
})

test('choosing the reading that stands already settles the doubt', async () => {
  await send(page(), [
    ['viec', 'thap-phan'],
    ['bang', '0'],
    ['dau', ','],
  ])
  expect((await firstRow()).rows[0]?.[1]).toBe(1234)
  expect((await open(dataStep())).body).not.toContain('name="dau"')
})

test('title, unit, types and names are decided by forms', async () => {
  const { body } = await open(page())
  expect(body).toContain('name="nhan-0"')
  await send(page(), [
    ['viec', 'ten-don-vi'],
    ['bang', '0'],
    ['ten', 'Diện tích các tỉnh'],
    ['don-vi', 'km²'],
  ])
  await send(page(), [
    ['viec', 'nhan'],
    ['bang', '0'],
    ['tu-0', 'Xứ Lạ'],
    ['cot-0', 'tinh'],
    ['nhan-0', 'Lai Châu'],
  ])
  const area = (await firstRow()).columns[1]?.name ?? ''
  await send(page(), [
    ['viec', 'cot'],
    ['bang', '0'],
    [`kieu-${area}`, 'text'],
  ])
  const { title, rows } = await firstRow()
  expect(title).toBe('Diện tích các tỉnh')
  expect(rows.at(-1)).toEqual(['Lai Châu', '6.012', '2024-08-07'])
})

test('a form that changes nothing says so', async () => {
  const answer = await send(page(), [
    ['viec', 'tieu-de'],
    ['bang', '0'],
    ['dong', '0'],
  ])
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain('Chưa đổi gì')
})

test('an officer of another agency sees nothing of it', async () => {
  const other = await app.signIn('data_officer', 'other')
  const answer = await app.http.inject({ url: page(), headers: { accept: 'text/html', ...other.headers } })
  expect(answer.statusCode).toBe(403)
})
