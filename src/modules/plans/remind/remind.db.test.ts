import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDaysTo } from '../../../platform/days.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { visitorActor } from '../../identity/index.ts'
import { issuePlan, planItem } from '../testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const id = (number: number) => `00000000-0000-7000-8000-00000000010${number}`

test('officers are told of what is due and late, approvers of what is late, each once', async () => {
  const today = dayInVietnam(app.node.clock.now())
  const items = [
    planItem(id(1), 'Đến hạn trong bảy ngày', { due: addDaysTo(today, 7) }),
    planItem(id(2), 'Cùng ngày', { due: addDaysTo(today, 7) }),
    planItem(id(3), 'Quá hạn hôm qua', { due: addDaysTo(today, -1) }),
    planItem(id(4), 'Còn lâu', { due: addDaysTo(today, 200) }),
  ]
  const { resourceId } = await issuePlan(app, items, { from: addDaysTo(today, -100), to: addDaysTo(today, 300) })
  const asked = { title: 'Đề nghị cần nhắc', body: 'Nội dung đủ dài để được nhận.', agency: 'G12', contact: undefined }
  const request = await app.modules.plans.askForData(visitorActor('thu'), asked)
  const { pool } = app.node.database
  await pool.query(`update plans.request set due_on = $1::date where id = $2`, [addDaysTo(today, 3), request.id])
  await app.modules.plans.remind()
  await app.modules.plans.remind()
  const told = async (role: 'data_officer' | 'approver') => {
    const { rows } = await pool.query<{ subject: string }>(
      `select subject from messages.message where person_id = $1 and key like 'plans-%' and key not like 'plans-asked-%' order by 1`,
      [app.account(role).id],
    )
    return rows.map(({ subject }) => subject)
  }
  expect(await told('data_officer')).toEqual([
    '1 mục kế hoạch đã quá hạn 1 ngày',
    expect.stringMatching(/^1 đề nghị mở dữ liệu cần trả lời chậm nhất ngày /),
    '2 mục kế hoạch còn 7 ngày đến hạn',
  ])
  expect(await told('approver')).toEqual(['1 mục kế hoạch đã quá hạn 1 ngày'])
  const { rows } = await pool.query<{ counts: object }>(
    'select counts from plans.progress_day where resource_id = $1',
    [resourceId],
  )
  expect(rows).toMatchObject([{ counts: { items: 4, published: 0, late: 1, dueSoon: 2 } }])
})
