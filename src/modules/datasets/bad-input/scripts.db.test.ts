import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'

const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
const text = { vi: `Chữ ${EVIL}`, en: `Text ${EVIL}` }

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

function expectHarmless(body: string, where: string): void {
  expect(body, where).not.toContain('<script>alert')
  expect(body, where).not.toContain('<img src=x')
}

test('script in every text field comes out as text on every page', async () => {
  const made = await app.publishText(
    `bang${EVIL.replaceAll('/', '')}.csv`,
    `Tỉnh,"Số ${EVIL.replaceAll('"', '""')}"\n"Huế ${EVIL.replaceAll('"', '""')}",1\nHà Nội,2\nĐà Nẵng,3\n`,
    {
      title: `Tên ${EVIL}`,
      decision: { number: EVIL, text: EVIL },
      record: {
        title: text,
        description: text,
        keywords: [EVIL.slice(0, 50)],
        legalBasis: EVIL,
        source: EVIL,
        contact: { name: EVIL, phone: '0123456789', email: 'thu@nguon.test' },
      },
    },
  )
  const [table = ''] = made.tableIds
  await app.modules.catalog.askQuestion(await app.actor('data_officer', 'other'), {
    resourceId: made.id,
    kind: 'question',
    body: EVIL,
    contact: EVIL,
  })
  const { headers } = await app.signIn('approver')
  const addresses = [
    '/',
    `/bo-du-lieu?q=${encodeURIComponent(EVIL)}`,
    `/bo-du-lieu?q=chu`,
    `/bo-du-lieu?theme=${encodeURIComponent(EVIL)}&agency=${encodeURIComponent(EVIL)}`,
    `/bo-du-lieu/${made.slug}`,
    `/bo-du-lieu/${made.slug}?lang=en`,
    `/bo-du-lieu/${encodeURIComponent(EVIL)}`,
    `/co-quan/${app.agencies.home}`,
    `/co-quan/${encodeURIComponent(EVIL)}`,
    '/lam-viec',
    '/lam-viec/bo-du-lieu',
    `/lam-viec/bo-du-lieu/${made.id}`,
    `/lam-viec/duyet/${made.changeId}`,
    '/lam-viec/cau-hoi',
    '/lam-viec/hop-thu',
    '/nhat-ky',
  ]
  for (const url of addresses) {
    const page = await app.http.inject({ url, headers: { ...headers, accept: 'text/html' } })
    expect(page.statusCode, `${url} ${app.problems.join('')}`).toBeLessThan(500)
    expectHarmless(page.body, url)
  }
  const dataset = await app.http.inject({ url: `/bo-du-lieu/${made.slug}`, headers: { accept: 'text/html' } })
  expect(dataset.statusCode).toBe(200)
  expect(dataset.body).toContain('&lt;script')
  const rows = await app.http.inject(`/api/v1/tables/${table}/rows`)
  expect(rows.headers['content-type']).toMatch(/json/)
  const file = await app.http.inject(`/api/v1/tables/${table}/download?format=csv`)
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"/)
})
