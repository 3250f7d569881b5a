import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutgoing, type Outgoing } from './outgoing.ts'

let server: Server
let port = 0
const asked: string[] = []

/** May ask the test server at 127.0.0.1 and nothing else; the guard itself is the real one. */
const lenient = createOutgoing({ isAllowed: (address) => address === '127.0.0.1' })
const strict = createOutgoing()

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to')
    if (to !== null) response.writeHead(302, { location: to }).end()
    else if (request.url === '/large') response.end(Buffer.alloc(100_000))
    else if (request.url === '/packed') sendPacked(response, gzipSync('a,b\n1,2\n'))
    else if (request.url === '/bomb') sendPacked(response, bomb)
    else if (request.url === '/half') sendPacked(response, bomb.subarray(0, 2_000))
    else if (request.url === '/brotli') response.writeHead(200, { 'content-encoding': 'br' }).end('x')
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 5_000).unref()
    else response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('a,b\n1,2\n')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  await Promise.all([lenient.close(), strict.close()])
  server.closeAllConnections()
  server.close()
})

/** A hundred megabytes in a tenth of one. */
const bomb = gzipSync(Buffer.alloc(100_000_000))
const sendPacked = (response: ServerResponse, body: Uint8Array) =>
  void response.writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip' }).end(body)

const here = (path: string) => `http://127.0.0.1:${port}${path}`
const codeOf = async (outgoing: Outgoing, url: string): Promise<string> =>
  outgoing.ask(url).then(
    (answer) => (answer.discard(), `answered ${answer.status}`),
    (error: { code?: string }) => error.code ?? 'no code',
  )
const via = (to: string) => here(`/?to=${encodeURIComponent(to)}`)

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

test('an answer says what it is', async () => {
  const answer = await lenient.ask(here('/bang%20gia.csv'))
  expect(answer).toMatchObject({ status: 200, mediaType: 'text/csv', fileName: 'bang gia.csv' })
  expect(await textOf(answer.body)).toBe('a,b\n1,2\n')
})

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://017700000001/',
  'http://0/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[fe80::1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'http://192.168.1.1/',
])('%s is refused', async (url) => {
  expect(await codeOf(strict, url)).toBe('http-out.private-address')
})

test('a name that means a private address is refused, also when only one of its addresses does', async () => {
  const naming = (...addresses: string[]) =>
    createOutgoing({ resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 }))) })
  expect(await codeOf(naming('127.0.0.1'), 'http://noi-bo.example/')).toBe('http-out.private-address')
  expect(await codeOf(naming('8.8.8.8', '10.0.0.1'), 'http://nua.example/')).toBe('http-out.private-address')
  expect(await codeOf(strict, 'http://localhost/')).toBe('http-out.private-address')
})

test('a name is resolved once: the connection goes to the address that was looked at', async () => {
  const answers = ['127.0.0.1', '127.0.0.2']
  const rebinding = createOutgoing({
    isAllowed: (address) => address === '127.0.0.1',
    resolve: () => Promise.resolve([{ address: answers.shift() ?? '127.0.0.2', family: 4 }]),
  })
  expect(await codeOf(rebinding, `http://doi-y.example:${port}/`)).toBe('answered 200')
  expect(answers).toEqual(['127.0.0.2'])
  await rebinding.close()
})

test.each([
  ['http://127.0.0.2/', 'http-out.private-address'],
  ['http://169.254.169.254/', 'http-out.private-address'],
  ['http://[::1]/', 'http-out.private-address'],
  ['//10.0.0.1/x', 'http-out.private-address'],
  ['http://2130706434/', 'http-out.private-address'],
  ['file:///etc/passwd', 'http-out.bad-url'],
  ['gopher://example.org/', 'http-out.bad-url'],
])('a redirect to %s is refused', async (to, code) => {
  expect(await codeOf(lenient, via(to))).toBe(code)
})

test('redirects are followed to their end, but not for ever', async () => {
  expect(await codeOf(lenient, via('/bang.csv'))).toBe('answered 200')
  let url = here('/bang.csv')
  for (let hop = 0; hop < 7; hop++) url = via(url)
  expect(await codeOf(lenient, url)).toBe('http-out.too-many-redirects')
})

test.each(['ftp://example.org/', 'javascript:alert(1)', 'http://user:pass@example.org/', 'khong phai'])(
  '%s is no address',
  async (url) => expect(await codeOf(strict, url)).toBe('http-out.bad-url'),
)

test('more bytes than asked for are not taken', async () => {
  const answer = await lenient.ask(here('/large'), { maxBytes: 1_000 })
  await expect(textOf(answer.body)).rejects.toMatchObject({ code: 'http-out.too-large' })
})

test('gzip that nobody asked for is unpacked, up to the bound and not beyond', async () => {
  const answer = await lenient.ask(here('/packed'))
  expect(answer.length).toBeUndefined()
  expect(await textOf(answer.body)).toBe('a,b\n1,2\n')
  const swelling = await lenient.ask(here('/bomb'), { maxBytes: 1_000_000 })
  await expect(textOf(swelling.body)).rejects.toMatchObject({ code: 'http-out.too-large' })
  const half = await lenient.ask(here('/half'))
  await expect(textOf(half.body)).rejects.toMatchObject({ code: 'Z_BUF_ERROR' })
  await expect(lenient.ask(here('/brotli'))).rejects.toMatchObject({ code: 'http-out.coding' })
  expect((await lenient.ask(here('/brotli'), { method: 'HEAD' })).status).toBe(200)
})

test('who does not answer in time is unreachable', async () => {
  await expect(lenient.ask(here('/slow'), { timeoutMs: 200 })).rejects.toMatchObject({ code: 'http-out.unreachable' })
})

test('a host the operator vouches for is asked although its address is private; nothing else with it', async () => {
  const vouching = createOutgoing({ trustedHosts: [`127.0.0.1:${port}`] })
  expect(await codeOf(vouching, here('/bang.csv'))).toBe('answered 200')
  expect(await codeOf(vouching, `http://127.0.0.1:${port + 1}/`)).toBe('http-out.private-address')
  expect(await codeOf(vouching, via('http://127.0.0.2/'))).toBe('http-out.private-address')
  expect(await codeOf(vouching, `http://localhost:${port}/`)).toBe('http-out.private-address')
  await vouching.close()
})

test('an address nobody vouches for does not lead to one that is vouched for', async () => {
  const inside = createOutgoing({
    isAllowed: (address) => address === '127.0.0.1',
    resolve: (host) => Promise.resolve([{ address: host === 'noi-bo.test' ? '10.0.0.1' : '127.0.0.1', family: 4 }]),
    trustedHosts: ['noi-bo.test', 'localhost'],
  })
  const outside = `http://ngoai.test:${port}/?to=${encodeURIComponent('http://noi-bo.test/')}`
  expect(await codeOf(inside, outside)).toBe('http-out.private-address')
  expect(await codeOf(inside, `http://localhost:${port}/bang.csv`)).toBe('answered 200')
  await inside.close()
})

test('what is posted goes to one address only, with its headers, and the answer shows its own', async () => {
  const body = Buffer.from('{"a":1}')
  const asking = { method: 'POST', body, headers: { 'content-type': 'application/json' } } as const
  const answer = await lenient.ask(here('/nhan'), asking)
  expect([answer.status, answer.header('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  answer.discard()
  const moved = await lenient.ask(via('/bang.csv'), asking)
  expect([moved.status, moved.header('location')]).toEqual([302, '/bang.csv'])
  moved.discard()
})
