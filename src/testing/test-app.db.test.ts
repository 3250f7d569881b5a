import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

test('a published file is found, shown and given out row by row', async () => {
  const made = await app.publishText('dan-so.csv', 'Tỉnh,Năm,Số dân\nHà Nội,2024,8807523\nHuế,2024,1432986\n', {
    title: 'Dân số thử nghiệm theo tỉnh',
  })
  const found = await app.http.inject('/bo-du-lieu?q=dan+so+thu+nghiem')
  expect(found.statusCode, app.problems.join('')).toBe(200)
  expect(found.body).toContain(`/bo-du-lieu/${made.slug}`)
  const rows = await app.http.inject(`/api/v1/tables/${made.tableIds[0]}/rows`)
  expect(rows.statusCode, rows.body).toBe(200)
})

test('people of every role sign in and use their keys', async () => {
  const { headers } = await app.signIn('steward')
  expect(
    (await app.http.inject({ url: '/lam-viec/tai-khoan', headers: { ...headers, accept: 'text/html' } })).statusCode,
  ).toBe(200)
  expect((await app.http.inject({ url: '/api/v1/me', headers: app.as('inspector', 'other') })).statusCode).toBe(200)
})
