import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './testing/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const open = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  app.http.inject({ url, headers: { accept: 'text/html', ...headers } })

test('who is signed in stays signed in on a page that says no', async () => {
  const { headers } = await app.signIn('data_officer')
  const refused = await open('/quan-tri/thu-thap', headers)
  expect(refused.statusCode).toBe(403)
  expect(refused.body).toContain('Không được phép')
  expect(refused.body).toContain('Đăng xuất')
  expect(refused.headers['cache-control']).toBe('no-store')
})

test('a visitor is told that there is no such page', async () => {
  const missing = await open('/khong-co-trang-nay')
  expect(missing.statusCode).toBe(404)
  expect(missing.body).toContain('Đăng nhập')
})
