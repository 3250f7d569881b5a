import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAsset } from '../../src/ui/index.ts'
import { galleryPages } from './gallery/pages.tsx'
import { hasChromium, openChromium } from './open-browser.ts'

/** Folder for pictures to look at; none are taken without it. */
const SHOTS = process.env['NGUON_SHOTS']
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const

describe.skipIf(!hasChromium)('the gallery of every component', () => {
  let server: Server
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    server = createServer((request, reply) => {
      const [, kind = '', name = ''] = (request.url ?? '').split('/')
      const asset = kind === 'assets' ? findAsset(name) : undefined
      const render = galleryPages[name]
      if (asset) reply.writeHead(200, { 'content-type': asset.type }).end(asset.content)
      else if (render && (kind === 'vi' || kind === 'en'))
        reply
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
          .end(render(kind))
      else reply.writeHead(404).end()
    })
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

  for (const name of Object.keys(galleryPages)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name} is accessible, breaks no policy and does not scroll sideways, ${colorScheme}`, async () => {
        const context = await browser.newContext({ colorScheme })
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text())
        })
        for (const viewport of SIZES) {
          await page.setViewportSize(viewport)
          await page.goto(`${origin}/vi/${name}`)
          await page.evaluate('document.fonts.ready')
          if (SHOTS) {
            mkdirSync(SHOTS, { recursive: true })
            await page.screenshot({ path: `${SHOTS}/${name}-${viewport.width}-${colorScheme}.png`, fullPage: true })
          }
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
          const wide = await page.evaluate('document.documentElement.scrollWidth')
          expect(wide).toBeLessThanOrEqual(viewport.width)
        }
        expect(complaints).toEqual([])
        await context.close()
      })
    }
  }

  test('both archipelagos and the sea are drawn and named inside the map, also on a phone', async () => {
    const page = await browser.newPage({ viewport: SIZES[0] })
    for (const name of ['home', 'dataset-map']) {
      await page.goto(`${origin}/vi/${name}`)
      for (const text of ['Quần đảo Hoàng Sa', 'Quần đảo Trường Sa', 'Biển Đông', '(Đà Nẵng)', '(Khánh Hòa)']) {
        const label = page.locator('.map svg .sea').getByText(text).first()
        const box = await label.boundingBox()
        expect(box).not.toBeNull()
        expect(box?.height).toBeGreaterThan(8)
        expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= SIZES[0].width).toBe(true)
      }
      expect(await page.locator('.map .isl').count()).toBeGreaterThanOrEqual(2)
    }
    await page.close()
  })
})

test('pages and styles stay within their budgets', () => {
  for (const render of Object.values(galleryPages)) {
    expect(gzipSync(render('vi')).length).toBeLessThan(30_000)
  }
  expect(gzipSync(findAsset('nguon.css')?.content ?? '').length).toBeLessThan(20_000)
})

test('no page of the gallery holds a style or a handler in its markup', () => {
  for (const render of Object.values(galleryPages)) expect(render('en')).not.toMatch(/<[^>]*\s(style|on\w+)=/)
})
