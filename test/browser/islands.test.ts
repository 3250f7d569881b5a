import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAsset } from '../../src/ui/index.ts'
import { hasChromium, openChromium } from './open-browser.ts'

const PAGE = (script: string, body: string) =>
  `<!doctype html><html lang="vi"><title>t</title><script type="module" src="/assets/${script}"></script>${body}`
const PAGES: Readonly<Record<string, string>> = {
  '/tha-tep': PAGE(
    'tha-tep.js',
    `<form method="post"><input type="hidden" name="_csrf" value="c"><tha-tep endpoint="/tus/" field="tus" say-done="xong" say-paused="nghỉ">
     <div class="drop"><input type="file" name="file" aria-label="f"></div></tha-tep><button type="submit">Gửi</button></form>`,
  ),
  '/tu-luu': PAGE(
    'tu-luu.js',
    `<tu-luu action="/nhap" say-saved="Đã lưu lúc" say-conflict="Người khác"><output class="saved"></output>
     <form><input name="title" aria-label="t"></form></tu-luu>`,
  ),
  '/tim-nhanh': PAGE(
    'tim-nhanh.js',
    `<tim-nhanh src="/goi-y" label="Gợi ý"><form><input type="search" name="q" aria-label="q"></form></tim-nhanh>`,
  ),
}

/** A tus server that drops the connection once in the middle of the first piece. */
interface Store {
  received: Buffer
  length: number
  broken: boolean
  drafts: string[]
  draftStatus: number
}

describe.skipIf(!hasChromium)('islands in a browser', () => {
  const store: Store = { received: Buffer.alloc(0), length: 0, broken: false, drafts: [], draftStatus: 204 }
  let server: Server
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    server = createServer((request, reply) => void answer(request, reply, store))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test('a file goes up in pieces, goes on after a broken connection, and its address is sent with the form', async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/tha-tep`)
    const bytes = Buffer.alloc(9 * 1024 * 1024, 'nguồn ')
    await page.setInputFiles('input[type=file]', { name: 'bảng.csv', mimeType: 'text/csv', buffer: bytes })
    await page.getByText('xong').waitFor()
    expect(store.broken).toBe(true)
    expect(store.received.equals(bytes)).toBe(true)
    expect(await page.inputValue('input[name=tus]')).toBe('/tus/abc')
    expect(await page.inputValue('input[type=file]')).toBe('')
    await page.close()
  })

  test('a draft saves itself while one types, and stops when someone else has changed it', async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/tu-luu`)
    await page.fill('input', 'Dân số')
    await page.getByText('Đã lưu lúc').waitFor()
    expect(store.drafts).toEqual(['title=D%C3%A2n+s%E1%BB%91'])
    store.draftStatus = 409
    await page.fill('input', 'Dân số 2020')
    await page.getByText('Người khác').waitFor()
    await page.close()
  })

  test('suggestions are chosen with the keyboard', async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/tim-nhanh`)
    await page.locator('input').pressSequentially('dan')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('input').getAttribute('aria-activedescendant')).toBe('goi-y-0')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/bo-du-lieu/dan-so')
    await page.close()
  })
})

async function answer(request: IncomingMessage, reply: ServerResponse, store: Store): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://local')
  const asset = pathname.startsWith('/assets/') ? findAsset(pathname.slice(8)) : undefined
  if (asset) reply.writeHead(200, { 'content-type': asset.type }).end(asset.content)
  else if (pathname.startsWith('/tus/')) await answerTus(request, reply, store)
  else if (pathname === '/goi-y') {
    reply.setHeader('content-type', 'application/json')
    reply.end(JSON.stringify({ suggestions: [{ text: 'Dân số', href: '/bo-du-lieu/dan-so', note: 'bộ' }] }))
  } else if (pathname === '/nhap') {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    store.drafts.push(Buffer.concat(parts).toString())
    reply.writeHead(store.draftStatus).end()
  } else reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGES[pathname] ?? 'ok')
}

async function answerTus(request: IncomingMessage, reply: ServerResponse, store: Store): Promise<void> {
  if (request.method === 'POST') {
    store.length = Number(request.headers['upload-length'])
    reply.writeHead(201, { location: '/tus/abc' }).end()
  } else if (request.method === 'HEAD') {
    reply
      .writeHead(200, { 'upload-offset': String(store.received.length), 'upload-length': String(store.length) })
      .end()
  } else if (Number(request.headers['upload-offset']) !== store.received.length) {
    // Chromium itself repeats a request whose reused connection broke: a tus server refuses it.
    request.resume()
    reply.writeHead(409).end()
  } else {
    for await (const part of request) {
      store.received = Buffer.concat([store.received, part as Buffer])
      if (!store.broken && store.received.length > 3_000_000) {
        store.broken = true
        request.socket.destroy()
        return
      }
    }
    reply.writeHead(204, { 'upload-offset': String(store.received.length) }).end()
  }
}
