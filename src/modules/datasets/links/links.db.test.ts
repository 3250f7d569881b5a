import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutgoing } from '../../../platform/http-out/index.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf } from '../testing.ts'
import { fetchLink } from './fetch-link.ts'

let app: TestApp
let officer: Officer
let server: Server
let port = 0
let alive = true
let content = 'Tỉnh,Số\nHà Nội,1\nHuế,2\nĐà Nẵng,3\n'

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x')
    const to = path.searchParams.get('to')
    if (to !== null) response.writeHead(302, { location: to }).end()
    else if (!alive || path.pathname === '/mat') response.writeHead(404).end()
    else if (request.method === 'HEAD' && path.pathname === '/khong-head') response.writeHead(405).end()
    else response.writeHead(200, { 'content-type': 'text/csv' }).end(request.method === 'HEAD' ? undefined : content)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
  // The names of a test lead to the test server; every address but its own is refused by the real guard.
  const outgoing = createOutgoing({
    isAllowed: (address) => address === '127.0.0.1',
    resolve: (host) => Promise.resolve([{ address: host === 'noi-bo.test' ? '10.0.0.1' : '127.0.0.1', family: 4 }]),
  })
  app = await openTestApp({ outgoing })
  officer = officerOf(app)
})
afterAll(async () => {
  await app.close()
  server.closeAllConnections()
  server.close()
})

const there = (path: string) => `http://so-lieu.test:${port}${path}`
const add = (changeId: string, body: object) => officer.ask('POST', `/api/v1/changes/${changeId}/links`, body)

const DESCRIBED = {
  description: { vi: 'Liên kết tới số liệu ở nơi khác, để thử.' },
  licence: 'vn-mo',
  frequency: 'ANNUAL',
  themes: ['hanh-chinh-cong'],
  keywords: ['thử'],
  contact: { name: 'Phòng thử', email: 'thu@nguon.test' },
}

async function publish(changeId: string): Promise<void> {
  await app.modules.catalog.submitChange(await app.actor('data_officer'), changeId)
  await app.modules.catalog.approveChange(await app.actor('approver'), { changeId, decision: { text: 'Thử' } })
}

test('a link that answers is published with its dataset', async () => {
  const draft = await officer.createDraft('Bộ chỉ có liên kết', DESCRIBED)
  const added = await add(draft.id, { url: there('/bang.csv'), title: 'Bảng ở cổng khác' })
  expect(added, JSON.stringify(added)).toMatchObject({ status: 201, body: { status: 200, fetch: 'never' } })
  await publish(draft.id)
  const [held] = await app.modules.datasets.reader.current(draft.dataset)
  expect(held).toMatchObject({
    distribution: { kind: 'link', url: there('/bang.csv') },
    version: { title: 'Bảng ở cổng khác', number: 1, mediaType: 'text/csv', format: 'CSV' },
  })
  const page = await app.http.inject({ url: `/bo-du-lieu/${draft.slug}`, headers: { accept: 'text/html' } })
  expect(page.statusCode, app.problems.join('')).toBe(200)
  const id = held?.distribution.id
  expect((await app.http.inject(`/api/v1/tables/${id}/rows`)).statusCode).toBe(404)
  expect((await app.http.inject(`/api/v1/files/${id}/download`)).statusCode).toBe(404)
})

test('a server that knows no HEAD is asked with GET', async () => {
  const draft = await officer.createDraft('Máy chủ không có HEAD')
  expect((await add(draft.id, { url: there('/khong-head'), title: 'Bảng' })).status).toBe(201)
})

test('a dead link, a private address and what is no address are refused in words', async () => {
  const draft = await officer.createDraft('Liên kết hỏng')
  const refused = async (url: string) => {
    const { status, body } = await add(draft.id, { url, title: 'Hỏng' })
    return `${status} ${String(body['code'])}`
  }
  expect(await refused(there('/mat'))).toBe('400 datasets.link-dead')
  expect(await refused('http://noi-bo.test/')).toBe('400 http-out.private-address')
  expect(await refused('http://169.254.169.254/latest/meta-data/')).toBe('400 http-out.private-address')
  expect(await refused('http://[::1]:5432/')).toBe('400 http-out.private-address')
  expect(await refused('http://2130706434/')).toBe('400 http-out.private-address')
  expect(await refused(there(`/?to=${encodeURIComponent('http://10.0.0.1/')}`))).toBe('400 http-out.private-address')
  expect(await refused('file:///etc/passwd')).toBe('400 http-out.bad-url')
  const english = await app.http.inject({
    method: 'POST',
    url: `/api/v1/changes/${draft.id}/links`,
    headers: { ...officer.headers, 'accept-language': 'en' },
    payload: { url: 'http://noi-bo.test/', title: 'x' },
  })
  expect(english.json()).toMatchObject({ title: expect.stringContaining('private network') })
})

test('the file behind a link comes in as a draft when it has changed, and only then', async () => {
  const draft = await officer.createDraft('Bộ lấy theo lịch', DESCRIBED)
  const added = await add(draft.id, { url: there('/theo-lich.csv'), title: 'Bảng lấy hằng ngày', fetch: 'daily' })
  const distributionId = String(added.body['id'])
  await officer.untilRead(draft.id)
  expect((await officer.seeDraft(draft.id)).tables).toMatchObject([{ rows: 3 }])
  await publish(draft.id)
  const { deps } = app.modules.datasets
  const never = new AbortController().signal
  await fetchLink(deps, distributionId, never)
  expect(await app.modules.catalog.reader.openChange(draft.dataset)).toBeUndefined()
  content += 'Vinh,4\n'
  await fetchLink(deps, distributionId, never)
  const opened = await app.modules.catalog.reader.openChange(draft.dataset)
  expect(opened).toMatchObject({ state: 'draft', authorName: 'Lấy theo lịch' })
  expect((await officer.untilRead(opened?.id ?? '')).tables).toMatchObject([{ rows: 4 }])
})

test('a public link that does not answer is found out, and said once it has failed twice', async () => {
  const draft = await officer.createDraft('Liên kết sẽ chết', DESCRIBED)
  const added = await add(draft.id, { url: there('/se-chet'), title: 'Sẽ chết' })
  await publish(draft.id)
  const { pool } = app.node.database
  const aWeekAgo = () => pool.query("update datasets.link set checked_at = now() - interval '7 days'")
  const announced = async () =>
    (
      await pool.query("select 1 from platform.event where type = 'datasets.link.dead' and resource_id = $1", [
        draft.dataset,
      ])
    ).rowCount
  const state = async () =>
    (await app.modules.datasets.reader.links(draft.dataset)).find((link) => link.distributionId === added.body['id'])
  alive = false
  await aWeekAgo()
  await app.modules.datasets.tendLinks()
  expect(await state()).toMatchObject({ status: 404, failures: 1 })
  expect(await announced()).toBe(0)
  await aWeekAgo()
  await app.modules.datasets.tendLinks()
  expect(await announced()).toBe(1)
  alive = true
  await aWeekAgo()
  await app.modules.datasets.tendLinks()
  expect(await state()).toMatchObject({ status: 200, failures: 0, failingSince: undefined })
})
