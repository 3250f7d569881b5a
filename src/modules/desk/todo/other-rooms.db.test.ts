import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { visitorActor } from '../../identity/index.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const TITLE = 'Lượng mưa theo trạm đo'

test('a request for data stands on the desk of who may answer it, and on nobody else’s', async () => {
  const asked = { title: TITLE, body: 'Theo ngày, dạng CSV.', agency: 'G12', contact: undefined }
  const { id } = await app.modules.plans.askForData(visitorActor('thu'), asked)
  const desk = async (role: 'data_officer' | 'operator') => {
    const { headers } = await app.signIn(role)
    return (await app.http.inject({ url: '/lam-viec', headers: { accept: 'text/html', ...headers } })).body
  }
  const mine = await desk('data_officer')
  expect(mine).toContain(TITLE)
  expect(mine).toContain(`/lam-viec/yeu-cau/${id}`)
  expect(mine).toContain('1 việc đang chờ')
  expect(await desk('operator')).not.toContain(TITLE)
})
