import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestApp } from '../../testing/test-app.ts'
import { insertRun, readLog, readRuns } from './runs/run-store.ts'
import {
  addTestSource,
  ckanAnswers,
  ckanPackage,
  type FakeSource,
  type Harvested,
  harvestNow,
  type NewSource,
  openFakeSource,
  openHarvestApp,
  sendJson,
} from './testing.ts'

// Every kind of bad source is a line in its log that an officer understands; what was read before stays.
let app: TestApp
let fake: FakeSource
beforeAll(async () => {
  app = await openHarvestApp()
})
beforeEach(async () => {
  fake = await openFakeSource()
})
afterEach(() => fake.close())
afterAll(() => app.close())

async function harvest(more: Partial<NewSource> = {}): Promise<Harvested> {
  const source = await addTestSource(app, { url: fake.url, ...more })
  return harvestNow(app, source.id)
}

const lines = ({ log }: Harvested) => log.filter(({ level }) => level !== 'info').map(({ code, vi }) => ({ code, vi }))
const three = [ckanPackage('a'), ckanPackage('b'), ckanPackage('c')]
const json = { 'content-type': 'application/json' }

test('a source that never finishes answering', async () => {
  fake.answer = (_, response) => void response.writeHead(200, json).write('{"success": true,')
  const read = await harvest()
  expect(lines(read)[0]).toMatchObject({
    code: 'harvest.too-slow',
    vi: expect.stringContaining('chưa gửi xong sau 2 giây'),
  })
  expect(read.run.state).toBe('running')
}, 60_000)

test('half an answer, by a broken connection and by a text that stops', async () => {
  fake.answer = (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '5000' }).write('{"success": true, "result": {"res')
    setTimeout(() => response.destroy(), 20)
  }
  expect(lines(await harvest())[0]).toMatchObject({
    code: 'harvest.cut-short',
    vi: expect.stringContaining('ngắt giữa chừng'),
  })
  fake.answer = (_, response) =>
    void response.writeHead(200, json).end('{"success": true, "result": {"results": [{"id": "x"')
  expect(lines(await harvest())[0]).toMatchObject({ code: 'harvest.cut-short' })
})

test('a web page with status 200 in place of the catalogue', async () => {
  fake.answer = (_, response) =>
    void response.writeHead(200, json).end('<!DOCTYPE html><html><body>Đăng nhập</body></html>')
  const read = await harvest()
  expect(read.run.state).toBe('failed')
  expect(lines(read)).toMatchObject([{ code: 'harvest.html-instead', vi: expect.stringContaining('trang HTML') }])
  fake.answer = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bảo trì</body></html>')
  expect(lines(await harvest({ kind: 'dcat' }))).toMatchObject([{ code: 'harvest.html-instead' }])
})

test('paging without an end: the same page again and again', async () => {
  fake.answer = (_, response) => sendJson(response, { success: true, result: { count: 1_000_000, results: three } })
  const read = await harvest()
  expect(read.run).toMatchObject({ state: 'failed', counts: { created: 3 } })
  expect(lines(read)).toMatchObject([{ code: 'harvest.endless', vi: expect.stringContaining('không có hồi kết') }])
  expect(fake.asked.length).toBeLessThan(5)
})

test('paging in a wide circle: the same pages again, whatever slice they are read in', async () => {
  const address = (page: number) => `<${fake.url}/vong?trang=${page}>; rel="next"`
  fake.answer = (request, response) => {
    const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('trang'))
    const turtle = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
      <https://nguon-khac.test/id/vong-${page % 10}> a dcat:Dataset ; dct:title "Vòng ${page % 10}"@vi .`
    // Every address is new, every page was there before.
    response.writeHead(200, { 'content-type': 'text/turtle', link: address(page + 1) }).end(turtle)
  }
  const source = await addTestSource(app, { url: `${fake.url}/vong?trang=0`, kind: 'dcat' })
  const { harvest: harvesting } = app.modules
  const run = await insertRun(harvesting.deps.db, {
    sourceId: source.id,
    mode: 'full',
    startedBy: 'Thử',
    at: new Date(),
  })
  const { signal } = new AbortController()
  let slices = 0
  while ((await harvesting.workRun(run?.id ?? 0, { signal, sliceMs: 0 })).kind === 'again') slices += 1
  expect(slices).toBeLessThan(130)
  const [last] = await readRuns(harvesting.deps.db, source.id, 1)
  expect(last).toMatchObject({ state: 'failed', counts: { created: 10, read: 10 } })
  expect((await readLog(harvesting.deps.db, run?.id ?? 0)).at(-1)?.code).toBe('harvest.endless')
}, 120_000)

test('a list of addresses that do not answer: each is kept and said, and none is waited for long', async () => {
  fake.answer = (request, response) => {
    if (request.url !== '/danh-sach') return
    response
      .writeHead(200, { 'content-type': 'text/plain' })
      .end(Array.from({ length: 5 }, (_, index) => `${fake.url}/im-${index}.csv\tSố liệu im ${index}`).join('\n'))
  }
  const read = await harvest({ url: `${fake.url}/danh-sach`, kind: 'url-list' })
  expect(read.run).toMatchObject({ state: 'done', counts: { created: 5 } })
  // Asked once each: a dead address is no reason to wait and ask again.
  expect(fake.asked.filter((url) => url.startsWith('/im-'))).toHaveLength(5)
}, 60_000)

test('much in a little gzip: unpacking stops at its bound', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20))
  fake.answer = (_, response) =>
    void response.writeHead(200, { ...json, 'content-encoding': 'gzip', 'content-length': bomb.length }).end(bomb)
  const read = await harvest({ kind: 'url-list' })
  expect(lines(read)[0]).toMatchObject({ code: 'harvest.too-large' })
  const good = gzipSync(JSON.stringify({ success: true, result: { count: 1, results: [ckanPackage('gz')] } }))
  fake.answer = (_, response) =>
    void response.writeHead(200, { ...json, 'content-encoding': 'gzip', 'content-length': good.length }).end(good)
  expect((await harvest()).run).toMatchObject({ state: 'done', counts: { created: 1 } })
}, 60_000)

test('ten gigabytes in one answer: reading stops at its bound', async () => {
  const piece = Buffer.alloc(1_000_000, 0x20)
  let sent = 0
  fake.answer = (_, response) => {
    const more = (): void => {
      while (!response.destroyed && sent < 10_000_000_000 && response.write(piece)) sent += piece.length
    }
    response.writeHead(200, json).on('drain', more).write('{"success": true, "result": ')
    more()
  }
  const before = process.memoryUsage.rss()
  const read = await harvest()
  expect(lines(read)[0]).toMatchObject({ code: 'harvest.too-large', vi: expect.stringContaining('64 MB') })
  expect(sent).toBeLessThan(3_000_000_000)
  expect(process.memoryUsage.rss() - before).toBeLessThan(600_000_000)
}, 60_000)

test('a redirect to a private address is refused', async () => {
  fake.answer = (_, response) =>
    void response.writeHead(302, { location: 'http://10.0.0.8/api/3/action/package_search' }).end()
  const read = await harvest()
  expect(read.run.state).toBe('failed')
  expect(lines(read)).toMatchObject([{ code: 'http-out.private-address', vi: expect.stringContaining('mạng nội bộ') }])
  expect(lines(await harvest({ url: 'http://noi-bo.test/danh-muc' }))).toMatchObject([
    { code: 'http-out.private-address' },
  ])
})

test('a wrong charset is read as what it is, and said', async () => {
  const spanish = {
    title: 'Población de Málaga',
    notes: 'Población por año y barrio.',
    organization: null,
    resources: [],
    tags: [],
  }
  const results = [ckanPackage('w', spanish)]
  const body = JSON.stringify({ success: true, result: { count: 1, results } })
  fake.answer = (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(Buffer.from(body, 'latin1'))
  const read = await harvest()
  expect(read.run).toMatchObject({ state: 'done', counts: { created: 1 } })
  expect(lines(read)).toMatchObject([
    { code: 'harvest.wrong-charset', vi: expect.stringContaining('khai sai bảng mã') },
  ])
})

test('invalid RDF: what can be read is kept, what cannot is said with its place', async () => {
  const turtle = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://nguon-khac.test/id/1> a dcat:Dataset ; dct:title "Rừng"@vi .
    <https://nguon-khac.test/id/2> a dcat:Dataset ; dct:title "Biển`
  fake.answer = (_, response) => void response.writeHead(200, { 'content-type': 'text/turtle' }).end(turtle)
  const read = await harvest({ kind: 'dcat' })
  expect(read.run.counts.created).toBeGreaterThanOrEqual(1)
  expect(lines(read).length).toBeGreaterThan(0)
  fake.answer = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/turtle' }).end('đây không phải RDF {')
  const none = await harvest({ kind: 'dcat' })
  expect(none.run.state).toBe('failed')
  expect(lines(none)).toMatchObject([
    { code: 'harvest.invalid-rdf', vi: expect.stringContaining('Không đọc được RDF') },
  ])
})

test('one bad record never stops the rest', async () => {
  fake.answer = ckanAnswers(() => [
    three[0],
    'không phải bản ghi',
    { id: 'x', title: '' },
    { title: null },
    42,
    three[1],
  ])
  const read = await harvest({ name: 'Cổng có bản ghi hỏng' })
  expect(read.run).toMatchObject({ state: 'done', counts: { created: 2, refused: 4 } })
})

test('an order that changes between pages: everything is read once more, and nothing counts as gone', async () => {
  const packages = Array.from({ length: 1_100 }, (_, index) => ckanPackage(`o${index}`))
  let questions = 0
  const inOrder = ckanAnswers(() => packages)
  const shifted = ckanAnswers(() => [...packages.slice(300), ...packages.slice(0, 300)])
  fake.answer = (request, response) => (++questions === 2 ? shifted : inOrder)(request, response)
  const read = await harvest()
  expect(lines(read)).toMatchObject([{ code: 'harvest.order-changed', vi: expect.stringContaining('thứ tự đổi') }])
  expect(read.run).toMatchObject({ state: 'done', counts: { read: 1_100, created: 1_100, passes: 2, missing: 0 } })
})

test('429 with Retry-After: short ones are waited for, long ones read on later from the same place', async () => {
  let refusals = 2
  const packages = Array.from({ length: 600 }, (_, index) => ckanPackage(`r${index}`))
  const answers = ckanAnswers(() => packages)
  const busy = (response: ServerResponse, seconds: string) =>
    void response.writeHead(429, { 'retry-after': seconds }).end()
  fake.answer = (request, response) => (refusals-- > 0 ? busy(response, '1') : answers(request, response))
  const source = await addTestSource(app, { url: fake.url })
  expect((await harvestNow(app, source.id)).run).toMatchObject({ state: 'done', counts: { created: 600 } })
  fake.answer = (request, response) =>
    request.url?.includes('start=500') ? busy(response, '1800') : answers(request, response)
  const waiting = await harvestNow(app, source.id)
  expect(waiting.run).toMatchObject({ state: 'running', counts: { pages: 1, stumbles: 1 } })
  expect(lines(waiting)[0]).toMatchObject({ code: 'harvest.busy', vi: expect.stringContaining('1800 giây') })
  expect(waiting.log.at(-1)).toMatchObject({ code: 'harvest.waiting', vi: expect.stringContaining('30 phút') })
})

test('addresses that lead nowhere are shown as words, and the page of the dataset opens', async () => {
  const addresses = ['http://', 'https://[', 'javascript:alert(1)', 'https://nguon-khac.test/a b.csv']
  const resources = addresses.map((url, index) => ({ id: `res-${index}`, name: `Tệp số ${index}`, url, format: 'CSV' }))
  fake.answer = ckanAnswers(() => [ckanPackage('nowhere', { title: 'Địa chỉ hỏng', resources })])
  expect((await harvest()).run).toMatchObject({ state: 'done', counts: { created: 1 } })
  const page = await app.http.inject({ url: '/bo-du-lieu/bo-so-lieu-nowhere', headers: { accept: 'text/html' } })
  expect(page.statusCode).toBe(200)
  const links = addresses.map((_, index) => new RegExp(`<a [^>]*>Tệp số ${index}</a>`).test(page.body))
  expect(links).toEqual([false, false, false, true])
  expect(page.body).toContain('Tệp số 0')
})

test('a server that fails: asked again, then for fewer rows, then left for later', async () => {
  fake.answer = (_, response) => void response.writeHead(502).end()
  const read = await harvest()
  expect(lines(read)[0]).toMatchObject({ code: 'harvest.refused', vi: expect.stringContaining('502') })
  expect(read.run.state).toBe('running')
  expect(fake.asked.some((url) => url.includes('rows=125'))).toBe(true)
})

test('twenty thousand datasets in the memory of a few pages', async () => {
  const size = 20_000
  fake.answer = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const start = Number(url.searchParams.get('start'))
    const rows = Math.max(0, Math.min(Number(url.searchParams.get('rows')), size - start))
    const results = Array.from({ length: rows }, (_, index) => ckanPackage(`m${start + index}`))
    sendJson(response, { success: true, result: { count: size, results } })
  }
  const read = await harvest()
  expect(read.run).toMatchObject({ state: 'done', counts: { read: size, created: size } })
}, 120_000)
