import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPlace } from '../../src/platform/db/place.ts'
import { forgetAddress, type Program, start } from './program.ts'

const DATASETS = 6_000
const SOURCE = fileURLToPath(new URL('../../bench/harvest-source.ts', import.meta.url))
const KILLED_WITHIN_MS = 60_000
const DONE_WITHIN_MS = 240_000

let dataDir: string
let source: ChildProcess
let port: string
let key: string

interface RunAnswer {
  readonly id: number
  readonly state: string
  readonly counts: Readonly<Record<string, number>>
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nguon-harvest-'))
  source = spawn(process.execPath, [SOURCE, String(DATASETS)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [first] = (await once(source.stdout ?? source, 'data')) as [Buffer]
  port = first.toString().trim()
  // The only private address that may be asked: the operator has vouched for it.
  process.env['NGUON_ALLOW_HOSTS'] = `127.0.0.1:${port}`
  const { program } = await startReady()
  const accounts = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')) as {
    role: string
    apiKey: string
  }[]
  key = accounts.find(({ role }) => role === 'operator')?.apiKey ?? ''
  program.child.kill('SIGTERM')
  await program.gone
}, 180_000)

afterAll(async () => {
  delete process.env['NGUON_ALLOW_HOSTS']
  source.kill()
  const place = await readPlace(dataDir)
  await rm(dataDir, { recursive: true, force: true })
  const home = dirname(place?.pgData ?? dataDir)
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
}, 60_000)

async function startReady(kill: { step?: string; passes?: number } = {}): Promise<{ program: Program; url: string }> {
  await forgetAddress(dataDir)
  const program = start({ dataDir, ...kill })
  const url = await program.ready()
  if (!url) throw new Error(`the program did not start: ${program.complaint()}`)
  return { program, url }
}

async function ask<Answer>(url: string, asked: string, body?: object): Promise<Answer> {
  const [method, path] = asked.split(' ')
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path ?? ''}`, {
    method: method ?? 'GET',
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${asked}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

test('a harvest killed again and again goes on from its last page: every dataset once, none lost', async () => {
  const first = await startReady({ step: 'page-written', passes: 1 })
  const { id } = await ask<{ id: string }>(first.url, 'POST /api/v1/harvest/sources', {
    name: 'Cổng để thử',
    kind: 'ckan',
    url: `http://127.0.0.1:${port}/`,
    agency: 'G12',
    schedule: 'by-hand',
  })
  const run = await ask<RunAnswer>(first.url, `POST /api/v1/harvest/sources/${id}/runs`, { mode: 'full' })
  await expectKilled(first.program)

  // In the middle of a page, before it commits; after another page; whenever it happens to be.
  for (const kill of [
    { step: 'page-kept', passes: 1 },
    { step: 'page-written', passes: 0 },
  ]) {
    const { program } = await startReady(kill)
    await expectKilled(program)
  }
  const any = await startReady()
  await sleep(2_000 + Math.random() * 20_000)
  await any.program.kill()

  const { program, url } = await startReady()
  let after = await ask<RunAnswer>(url, `GET /api/v1/harvest/runs/${run.id}`)
  for (const until = Date.now() + DONE_WITHIN_MS; after.state === 'running' && Date.now() < until; await sleep(500)) {
    after = await ask<RunAnswer>(url, `GET /api/v1/harvest/runs/${run.id}`)
  }
  expect(after).toMatchObject({ state: 'done', counts: { read: DATASETS, created: DATASETS, refused: 0 } })
  expect(after.counts['pages']).toBe(Math.ceil(DATASETS / 500))
  const { sources } = await ask<{ sources: { shown: number }[] }>(url, 'GET /api/v1/harvest/sources')
  expect(sources).toMatchObject([{ shown: DATASETS }])
  for (const number of [0, 499, 500, 2_999, DATASETS - 1]) {
    await expect.poll(() => found(url, `"Số liệu" bộ ${number}`, number), { timeout: 60_000 }).toBe(1)
  }
  program.child.kill('SIGTERM')
  await program.gone
}, 600_000)

/** The step at which it dies must come; a program that lives on has stopped harvesting. */
async function expectKilled(program: Program): Promise<void> {
  const end = await Promise.race([program.gone, sleep(KILLED_WITHIN_MS, undefined, { ref: false })])
  if (!end) program.child.kill('SIGKILL')
  expect(end).toMatchObject({ signal: 'SIGKILL' })
}

/** How many datasets are found that have just this number. */
async function found(url: string, q: string, number: number): Promise<number> {
  const { datasets } = await ask<{ datasets: { title: string }[] }>(
    url,
    `GET /api/v1/datasets?limit=100&q=${encodeURIComponent(q)}`,
  )
  return datasets.filter(({ title }) => title.endsWith(` bộ ${number}`)).length
}
