import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestMailServer, partsOf, type TestMailServer } from '../../../platform/messages/testing.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'

let server: TestMailServer
let app: TestApp
beforeAll(async () => {
  server = await openTestMailServer()
  app = await openTestApp({ env: { NGUON_SMTP_URL: server.url } })
})
afterAll(async () => {
  await app.close()
  await server.close()
})

test('an invitation and a link for a new password arrive by mail, and lead to the page of that person', async () => {
  const email = 'nguoi.moi@co-quan.test'
  const { person, invitation } = await app.modules.identity.addPerson(await app.actor('steward'), {
    email,
    name: 'Người Mới',
    agency: app.agencies.home,
    roles: ['data_officer'],
  })
  await expect.poll(() => server.letters.map(({ to }) => to), { timeout: 60_000 }).toEqual([email])
  const invited = server.letters[0] && partsOf(server.letters[0]).join('\n')
  expect(invited).toContain(invitation?.url)
  const path = /http:\/\/nguon\.test(\/loi-moi\/[\w-]+)/.exec(invited ?? '')?.[1] ?? ''
  const page = await app.http.inject({ url: path, headers: { accept: 'text/html' } })
  expect(page.body).toContain('Người Mới')

  const link = await app.modules.identity.issueResetLink(await app.actor('steward'), person.id)
  await expect.poll(() => server.letters.length, { timeout: 60_000 }).toBe(2)
  expect(partsOf(server.letters[1] ?? { to: '', source: '' }).join('\n')).toContain(link.url)
})

test('the page that shows the link says that it is on its way', async () => {
  const steward = await app.signIn('steward')
  const answer = await app.http.inject({
    method: 'POST',
    url: `/quan-tri/co-quan/${app.agencies.home}/nguoi-moi`,
    headers: { ...steward.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      name: 'Người Khác',
      email: 'nguoi.khac@co-quan.test',
      roles: 'data_officer',
      _csrf: steward.csrf,
    }).toString(),
  })
  expect(answer.body).toContain('đang được gửi tới địa chỉ thư')
})
