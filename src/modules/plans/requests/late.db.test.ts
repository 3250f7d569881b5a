import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'
import { visitorActor } from '../../identity/index.ts'
import { postForm } from '../testing.ts'

let app: TestApp
let officer: SignedIn
beforeAll(async () => {
  app = await openTestApp()
  officer = await app.signIn('data_officer')
})
afterAll(() => app.close())

const ask = (title: string) =>
  app.modules.plans.askForData(visitorActor('thu'), {
    title,
    body: 'Cần theo xã, cập nhật hằng tháng, định dạng CSV.',
    agency: 'G12',
    contact: undefined,
  })
const pageOf = (number: number) => app.http.inject(`/yeu-cau-du-lieu/${number}`)
const desk = (id: string, step: string, form: Readonly<Record<string, string>>) =>
  postForm(app, officer, { url: `/lam-viec/yeu-cau/${id}/${step}`, form })

test('what is late is counted, listed, passed up once and seen by everybody; answers say whether they were in time', async () => {
  const late = await ask('Đề nghị bị bỏ quên đã lâu')
  const { pool } = app.node.database
  const { rows: days } = await pool.query<{ today: string }>(
    `select to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as today`,
  )
  await pool.query(`update plans.request set due_on = $1::date - 10 where id = $2`, [days[0]?.today, late.id])
  await app.modules.plans.remind()
  await app.modules.plans.remind()
  const page = await pageOf(late.number)
  expect(page.body).toContain('quá hạn trả lời từ')
  expect(page.body.match(/Hệ thống nhắc: Quá hạn trả lời 10 ngày, báo người phụ trách/g)).toHaveLength(1)
  const list = await app.http.inject('/yeu-cau-du-lieu?tinh-trang=qua-han')
  expect(list.body).toContain('Đề nghị bị bỏ quên đã lâu')
  expect(list.body).toMatch(/Quá hạn 1</)
  const { rows } = await pool.query(
    `select 1 from messages.message where person_id = $1 and key like 'plans-request-late-10-%'`,
    [app.account('steward').id],
  )
  expect(rows).toHaveLength(1)
  await desk(late.id, 'tra-loi', { verdict: 'refused', text: 'Không giữ dữ liệu này.', basis: 'Điều 1' })
  expect((await pageOf(late.number)).body).toContain('Chậm 10 ngày.')
  const { id, number } = await ask('Đề nghị trả lời ngay')
  await desk(id, 'tra-loi', { verdict: 'refused', text: 'Không giữ dữ liệu này.', basis: 'Điều 1' })
  expect((await pageOf(number)).body).toContain('Đúng hạn.')
  expect((await app.http.inject('/yeu-cau-du-lieu')).body).toMatch(/Đã trả lời \d+ đề nghị, \d+ đúng hạn/)
})
