import { existsSync, mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '../../src/modules/identity/index.ts'
import { freePort } from '../../src/testing/free-port.ts'
import { openTestApp, type TestApp } from '../../src/testing/test-app.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Folder for pictures to look at; none are taken without it. */
const SHOTS = process.env['NGUON_SHOTS']
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const

export const hasChromium = existsSync(CHROMIUM)

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
}

/** The whole program, listening, and a browser before it. */
export interface BrowserApp {
  readonly app: TestApp
  readonly browser: Browser
  readonly origin: string
  /** A new window of a visitor, or of somebody who has signed in; `complaints` are the errors of its console. */
  opened(role?: Role): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>
  /** An officer's window without script: for pages that need none. */
  signedInWithoutScript(role: Role): Promise<Page>
  close(): Promise<void>
}

export async function openBrowserApp(options: Parameters<typeof openTestApp>[0] = {}): Promise<BrowserApp> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const app = await openTestApp({ ...options, env: { NGUON_PUBLIC_URL: origin, ...options.env } })
  await app.http.listen({ port, host: '127.0.0.1' })
  const browser = await openChromium()

  async function signIn(page: Page, role: Role): Promise<void> {
    const { email, password } = app.account(role)
    await page.goto(`${origin}/dang-nhap?toi=/lam-viec`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL('**/lam-viec')
  }

  return {
    app,
    browser,
    origin,
    async opened(role) {
      const context = await browser.newContext({ locale: 'vi-VN' })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      if (role) await signIn(page, role)
      return { page, context, complaints }
    },
    async signedInWithoutScript(role) {
      const page = await (await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: false })).newPage()
      await signIn(page, role)
      return page
    },
    async close() {
      await browser.close()
      await app.close()
    },
  }
}

/** Accessible and within the width of a phone and of a desk. */
export async function expectSound(page: Page, name: string): Promise<void> {
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport)
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: `${SHOTS}/${name}-${viewport.width}.png`, fullPage: true })
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    )
    expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(viewport.width)
  }
}

/** The same for a page without script, which the checker cannot run in: it is opened once more, all its parts unfolded. */
export async function expectSoundWithoutScript(page: Page, name: string): Promise<void> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the window has no browser')
  const context = await browser.newContext({ locale: 'vi-VN', storageState: await page.context().storageState() })
  const seen = await context.newPage()
  await seen.goto(page.url())
  await seen.evaluate('document.querySelectorAll("main details").forEach((part) => { part.open = true })')
  await expectSound(seen, name)
  await context.close()
}
