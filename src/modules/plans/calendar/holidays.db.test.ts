import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAppError } from '../../../platform/errors.ts'
import { openTestApp, type SignedIn, type TestApp } from '../../../testing/test-app.ts'
import { visitorActor } from '../../identity/index.ts'
import { postForm } from '../testing.ts'

let app: TestApp
let operator: SignedIn
beforeAll(async () => {
  app = await openTestApp()
  operator = await app.signIn('operator')
})
afterAll(() => app.close())

const URL = '/quan-tri/lich-nghi'
const look = (url: string, who?: SignedIn) =>
  app.http.inject({ url, headers: { accept: 'text/html', ...who?.headers } })

/** A request asked at a time that the test sets. */
async function askedOn(day: string): Promise<{ id: string; number: number }> {
  const asked = {
    title: `Dữ liệu hỏi ngày ${day}`,
    body: 'Nội dung đủ dài để được nhận.',
    agency: 'G12',
    contact: undefined,
  }
  const request = await app.modules.plans.askForData(visitorActor('thu'), asked)
  await app.node.database.pool.query('update plans.request set asked_at = $1, due_on = $3 where id = $2', [
    `${day}T03:00:00Z`,
    request.id,
    '2099-01-01',
  ])
  return request
}

const dueOf = async (id: string) =>
  (
    await app.node.database.pool.query<{ due: string }>('select due_on::text as due from plans.request where id = $1', [
      id,
    ])
  ).rows[0]?.due

test('the operator enters the notice of a year, running times are counted anew and every page says how', async () => {
  const request = await askedOn('2026-11-20')
  const form = await look(`${URL}?nam=2026`, operator)
  expect(form.body).toContain('30/04/2026: Ngày Chiến thắng')
  const entry = {
    year: '2026',
    revision: '0',
    document: 'Thông báo thử 01/TB',
    'issued-on': '2025-12-01',
    off: '01/01: Tết Dương lịch\r\n16/02 - 20/02: Tết Âm lịch\r\n24/11: Ngày nghỉ thử',
    work: '28/11: Làm bù thử',
  }
  const saved = await postForm(app, operator, { url: URL, form: entry })
  expect(saved.headers.location).toBe(`${URL}?nam=2026&tinh-lai=1`)
  // 20/11 is a Friday: 15 days without 24/11 end on 14/12, the Saturday worked instead brings it back to 11/12.
  expect(await dueOf(request.id)).toBe('2026-12-11')
  const shown = await look(`/yeu-cau-du-lieu/${request.number}`)
  expect(shown.body).toContain('15 ngày làm việc sau ngày 20/11/2026')
  expect(shown.body).toContain('24/11/2026 (Ngày nghỉ thử)')
  expect(shown.body).toContain('Thông báo thử 01/TB')
  expect(shown.body).not.toContain('Chưa nhập lịch nghỉ')
  expect(shown.body).toContain('Chưa tìm thấy văn bản')

  const again = await postForm(app, operator, { url: URL, form: { ...entry, revision: '1', work: '' } })
  expect(again.statusCode).toBe(303)
  expect(await dueOf(request.id)).toBe('2026-12-14')
  const moved = await look(`/yeu-cau-du-lieu/${request.number}`)
  expect(moved.body).toContain('Tính lại hạn trả lời theo lịch nghỉ: 14/12/2026')
  const late = await postForm(app, operator, { url: URL, form: { ...entry, revision: '1' } })
  expect(late.statusCode).toBe(400)
  expect(late.body).toContain('Người khác vừa sửa lịch nghỉ năm này')
  const { rows } = await app.node.database.pool.query<{ basis: string }>(
    `select basis from audit.record where action = 'plans.holidays.entered' order by id`,
  )
  expect(rows).toHaveLength(2)
})

test('a time that runs into a year nobody entered says so, and becomes sure once it is entered', async () => {
  const request = await askedOn('2031-12-22')
  const shown = await look(`/yeu-cau-du-lieu/${request.number}`)
  expect(shown.body).toContain('Chưa nhập lịch nghỉ năm 2031, 2032')
  expect((await look('/yeu-cau-du-lieu?xep=moi')).body).toContain('(tạm tính)')
  for (const year of ['2031', '2032'])
    await postForm(app, operator, {
      url: URL,
      form: { year, revision: '0', document: `Thông báo ${year}`, off: '01/01: Tết Dương lịch', work: '' },
    })
  expect((await look(`/yeu-cau-du-lieu/${request.number}`)).body).not.toContain('Chưa nhập lịch nghỉ')
})

test('an answered request keeps the day it had', async () => {
  const request = await askedOn('2033-03-01')
  await app.node.database.pool.query(
    `update plans.request set state = 'refused', answer = 'x', basis = 'y', due_on = '2033-03-22' where id = $1`,
    [request.id],
  )
  await postForm(app, operator, {
    url: URL,
    form: { year: '2033', revision: '0', document: 'Thông báo 2033', off: '07/03 - 09/03: Nghỉ thử', work: '' },
  })
  expect(await dueOf(request.id)).toBe('2033-03-22')
})

test('what is wrong is said at its line and nothing is written; officers may not enter holidays', async () => {
  const form = { year: '2040', revision: '0', document: '', off: '30/02: Không có\n01/01: Tết', work: '03/01: Thứ ba' }
  const refused = await postForm(app, operator, { url: URL, form })
  expect(refused.statusCode).toBe(400)
  expect(refused.body).toContain('Dòng 1: không có ngày này trong lịch.')
  expect(refused.body).toContain('ngày làm bù phải là ngày nghỉ hằng tuần')
  expect(refused.body).toContain('30/02: Không có')
  expect((await look(`${URL}?nam=2040`, operator)).body).toContain('Nhập lịch nghỉ năm 2040')
  const entry = { year: 2040, document: 'x', issuedOn: '', off: '01/01: Tết', work: '', revision: 0 }
  await expect(app.modules.plans.enterHolidays(await app.actor('steward'), entry)).rejects.toSatisfy(
    (error) => isAppError(error) && error.code === 'identity.not-allowed',
  )
  expect((await postForm(app, operator, { url: URL, form: { ...form, year: '1500' } })).statusCode).toBe(400)
})
