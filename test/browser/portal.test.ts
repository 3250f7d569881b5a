import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../src/testing/free-port.ts'
import { openTestApp, type TestApp, type TestDataset } from '../../src/testing/test-app.ts'
import { hasChromium, openChromium } from './open-browser.ts'
import { publishPortalData } from './portal-data.ts'

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const
const KB = 1024
/** In the page: what makes it scroll sideways, if it does. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest('.scroll, svg, pre'))
    .map((element) => element.outerHTML.slice(0, 120))`

let app: TestApp
let origin: string
let data: Readonly<Record<'provinces' | 'years' | 'wide' | 'empty' | 'document' | 'withdrawn', TestDataset>>

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  app = await openTestApp({ env: { NGUON_PUBLIC_URL: origin } })
  data = await publishPortalData(app)
  await app.http.listen({ port, host: '127.0.0.1' })
}, 120_000)
afterAll(() => app?.close())

function publicPages(): readonly string[] {
  const provinces = `/bo-du-lieu/${data.provinces.slug}`
  return [
    '/',
    '/bo-du-lieu',
    '/bo-du-lieu?q=dan+so',
    '/bo-du-lieu?q=khongcogicahet',
    provinces,
    `${provinces}?xem=bieu-do`,
    `${provinces}?xem=ban-do`,
    `${provinces}?xem=ban-do&dia-gioi=34`,
    `${provinces}?dia-gioi=34`,
    `/bo-du-lieu/${data.years.slug}?xem=bieu-do`,
    `/bo-du-lieu/${data.wide.slug}`,
    `/bo-du-lieu/${data.empty.slug}`,
    `/bo-du-lieu/${data.document.slug}`,
    '/co-quan',
    '/co-quan/G12',
    '/co-quan/G10?cu=1',
    '/chu-de',
    '/chu-de/hanh-chinh-cong',
    '/tai-lieu',
    '/tai-lieu/loi',
    '/gioi-thieu',
    '/quy-che',
    '/tro-nang',
  ]
}

test('no link of header, footer or any public page leads nowhere', async () => {
  const checked = new Map<string, string>()
  for (const path of [...publicPages(), `/bo-du-lieu/${data.withdrawn.slug}`]) {
    const { body } = await app.http.inject({ url: path, headers: { accept: 'text/html' } })
    for (const [, href = ''] of body.matchAll(/<(?:a|link)\s[^>]*?href="([^"]+)"/g)) {
      const address = href.replaceAll('&amp;', '&').replace(/^http:\/\/127\.0\.0\.1:\d+/, '')
      if (address.startsWith('/')) checked.set(address.split('#')[0] ?? '', path)
      else expect(address).toMatch(/^(#|mailto:|tel:|http:\/\/purl\.org\/dc)/)
    }
  }
  expect(checked.size).toBeGreaterThan(40)
  const broken: string[] = []
  for (const [address, from] of checked) {
    const { statusCode } = await app.http.inject({ url: address, headers: { accept: 'text/html' } })
    // The page of what was withdrawn leads to itself in the other language.
    const expected = address.startsWith(`/bo-du-lieu/${data.withdrawn.slug}`) ? 411 : 400
    if (statusCode >= expected) broken.push(`${statusCode} ${address} on ${from}`)
  }
  expect(broken).toEqual([])
}, 120_000)

test('every link inside a page has its target', async () => {
  for (const path of publicPages()) {
    const { body } = await app.http.inject({ url: path, headers: { accept: 'text/html' } })
    const ids = new Set([...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
    for (const [, target] of body.matchAll(/href="#([^"]+)"/g)) expect([...ids], path).toContain(target)
  }
})

test('pages, scripts and styles stay within their budgets', async () => {
  for (const path of publicPages()) {
    const { body } = await app.http.inject({ url: path, headers: { accept: 'text/html' } })
    expect(gzipSync(body).length, path).toBeLessThan(60 * KB)
    const of = async (pattern: RegExp) => {
      const addresses = [...body.matchAll(pattern)].map(([, address = '']) => address)
      const replies = await Promise.all(addresses.map((address) => app.http.inject(address)))
      return replies.reduce((sum, reply) => sum + gzipSync(reply.rawPayload).length, 0)
    }
    expect(await of(/<script[^>]*src="([^"]+)"/g), path).toBeLessThan(10 * KB)
    expect(await of(/<link rel="stylesheet" href="([^"]+)"/g), path).toBeLessThan(20 * KB)
    expect(body, path).not.toMatch(/<[^>]*\s(style|on\w+)=/)
  }
})

test('a withdrawn dataset says why at its address', async () => {
  const reply = await app.http.inject({ url: `/bo-du-lieu/${data.withdrawn.slug}`, headers: { accept: 'text/html' } })
  expect(reply.statusCode).toBe(410)
  expect(reply.body).toContain('Số liệu nhầm năm')
})

test('the code of a merged agency leads to the one that carries its duties, with its datasets', async () => {
  const reply = await app.http.inject('/co-quan/G10')
  expect(reply.statusCode).toBe(302)
  expect(reply.headers.location).toBe('/co-quan/BNNMT')
  expect((await app.http.inject('/co-quan/KHONG.CO')).statusCode).toBe(404)
})

test('a table of the former provinces is seen on the 34, with what cannot be merged refused by name', async () => {
  const address = `/bo-du-lieu/${data.provinces.slug}`
  const old = await app.http.inject({ url: address, headers: { 'accept-language': 'vi' } })
  expect(old.body).toContain('Xem theo 34 tỉnh')
  const { body } = await app.http.inject({ url: `${address}?dia-gioi=34`, headers: { 'accept-language': 'vi' } })
  expect(body).toContain('Đang xem theo 34 tỉnh')
  expect(body).toContain('34 dòng')
  expect(body).toMatch(/Tỷ lệ tăng[^<]*không gộp/)
  const table = /<tbody>.*?<\/tbody>/s.exec(body)?.[0] ?? ''
  expect(table).not.toContain('Bắc Kạn')
  expect(table).toContain('Thái Nguyên')
})

test('feeds name what is published, and the site map leads to it', async () => {
  const feed = await app.http.inject('/bo-du-lieu.atom?q=dan+so')
  expect(feed.headers['content-type']).toContain('application/atom+xml')
  expect(feed.body).toContain(`${origin}/bo-du-lieu/${data.provinces.slug}`)
  const own = await app.http.inject(`/bo-du-lieu/${data.provinces.slug}.atom`)
  expect(own.body).toContain('Phiên bản 1')
  const index = await app.http.inject('/sitemap.xml')
  const [, run = ''] = /<loc>[^<]*(\/sitemap-bo-du-lieu\.xml\?tu=[^<]+)<\/loc>/.exec(index.body) ?? []
  const map = await app.http.inject(run)
  expect(map.body).toContain(`${origin}/bo-du-lieu/${data.years.slug}<`)
  expect(map.body).not.toContain(data.withdrawn.slug)
  expect((await app.http.inject('/robots.txt')).body).toContain(`Sitemap: ${origin}/sitemap.xml`)
})

test('the page carries the dataset in the words of schema.org', async () => {
  const { body } = await app.http.inject(`/bo-du-lieu/${data.provinces.slug}`)
  const [, json = ''] = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(body) ?? []
  const about = JSON.parse(json) as { '@type': string; distribution: { contentUrl: string }[] }
  expect(about['@type']).toBe('Dataset')
  for (const { contentUrl } of about.distribution) {
    expect((await app.http.inject(contentUrl.slice(origin.length))).statusCode, contentUrl).toBe(200)
  }
})

test('a table describes its own API, with its columns', async () => {
  const reply = await app.http.inject(`/api/v1/tables/${data.provinces.tableIds[0]}/openapi.json`)
  const document = reply.json<{ paths: Record<string, unknown> }>()
  expect(Object.keys(document.paths)).toEqual([`/api/v1/tables/${data.provinces.tableIds[0]}/rows`])
  expect(reply.body).toContain('dan_so')
})

describe('samples of the documentation run as they are printed', () => {
  const RUN = {
    curl: ['bash', 'mau.sh'],
    python: ['python3', 'mau.py'],
    javascript: [process.execPath, 'mau.mjs'],
  } as const

  for (const [language, [program, file]] of Object.entries(RUN)) {
    test(`reading in ${language}`, async () => {
      const code = await sampleAt(`/tai-lieu?doc=${language}`, 0)
      const { status, output } = await run({ program, file, code })
      expect(status, output).toBe(0)
      expect(output).not.toBe('')
    })

    test(`publishing in ${language}`, async () => {
      const code = await sampleAt(`/tai-lieu?gui=${language}`, 1)
      const { status, output } = await run({ program, file, code })
      expect(status, output).toBe(0)
      const [address = ''] = /http:[^"\s]+\/bo-du-lieu\/[a-z0-9-]+/.exec(output) ?? []
      const page = await app.http.inject({ url: address.slice(origin.length), headers: { accept: 'text/html' } })
      expect(page.body).toContain('Sản lượng lúa theo năm')
    })
  }
})

/** The text of the nth sample of a page, as somebody would copy it. */
async function sampleAt(path: string, index: number): Promise<string> {
  const { body } = await app.http.inject(path)
  const samples = [...body.matchAll(/<div class="sample">.*?<code>(.*?)<\/code>/gs)].map(([, code = '']) => code)
  return (samples[index] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

async function run({ program, file, code }: { program: string; file: string; code: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'nguon-sample-'))
  await writeFile(join(folder, file), code)
  // Each run brings another table: the same bytes twice are refused.
  await writeFile(join(folder, 'bang.csv'), `Năm,Sản lượng\n2023,${Date.now()}\n2024,1520\n`)
  const child = spawn(program, [file], {
    cwd: folder,
    env: {
      ...process.env,
      NGUON_KEY: app.account('data_officer').apiKey,
      NGUON_APPROVER_KEY: app.account('approver').apiKey,
    },
  })
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  const status = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  await rm(folder, { recursive: true })
  return { status, output }
}

describe.skipIf(!hasChromium)('public pages in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openChromium()
  })
  afterAll(() => browser?.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const lang of ['vi', 'en'] as const) {
      test(`every page is accessible, breaks no policy and does not scroll sideways, ${colorScheme}, ${lang}`, async () => {
        const context = await browser.newContext({ colorScheme, locale: lang === 'vi' ? 'vi-VN' : 'en-GB' })
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
        })
        for (const path of publicPages()) {
          await page.goto(origin + path)
          for (const viewport of SIZES) {
            await page.setViewportSize(viewport)
            const { violations } = await new AxeBuilder({ page }).analyze()
            const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
            expect(found, `${path} ${viewport.width}`).toEqual([])
            expect(await page.evaluate(TOO_WIDE), `${path} ${viewport.width}`).toEqual([])
          }
        }
        expect(complaints).toEqual([])
        await context.close()
      }, 240_000)
    }
  }

  test('search, dataset and download work by keyboard alone', async () => {
    const page = await browser.newPage({ locale: 'vi-VN', acceptDownloads: true })
    await page.goto(origin)
    await page.keyboard.type('dan so')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/bo-du-lieu?q=*')
    await tabTo(page, `/bo-du-lieu/${data.provinces.slug}`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/bo-du-lieu/${data.provinces.slug}`)
    await tabTo(page, '/download?format=csv')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
    await page.close()
  })

  test('a suggestion is chosen with the arrow and opens its dataset', async () => {
    const page = await browser.newPage({ locale: 'vi-VN' })
    await page.goto(origin)
    const answered = page.waitForResponse((reply) => reply.url().endsWith(encodeURIComponent('dan so cac tinh')))
    await page.keyboard.type('dan so cac tinh', { delay: 20 })
    // What comes later would replace the list, and with it the choice.
    await answered
    const option = page.getByRole('option', { name: 'Dân số các tỉnh thử nghiệm' }).first()
    await option.waitFor()
    for (let pressed = 0; pressed < 9 && (await option.getAttribute('aria-selected')) !== 'true'; pressed++) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/bo-du-lieu/${data.provinces.slug}`)
    expect(await page.title()).toContain('Dân số các tỉnh thử nghiệm')
    await page.close()
  })
})

/** Presses Tab until the focus is on a link whose address ends so. */
async function tabTo(page: Awaited<ReturnType<Browser['newPage']>>, ending: string): Promise<void> {
  for (let pressed = 0; pressed < 150; pressed++) {
    await page.keyboard.press('Tab')
    const href = await page.evaluate<string>("document.activeElement?.getAttribute('href') ?? ''")
    if (href.endsWith(ending)) return
  }
  throw new Error(`no link to ${ending} can be reached by Tab`)
}
