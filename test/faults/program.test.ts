import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningPid } from '../../src/platform/db/embedded.ts'
import { findRunning } from '../../src/platform/db/find-running.ts'
import { readPlace } from '../../src/platform/db/place.ts'
import { NoAnswer } from './http-caller.ts'
import { forgetAddress, type Program, start } from './program.ts'
import { createPublisher, type Keys, newWork, type Publisher, type Work } from './publisher.ts'
import { createRandom } from './random.ts'
import { brokenBlobs, findings, inStore, leftOvers, untilNothingReads } from './store-checks.ts'

const ROUNDS = Number(process.env['NGUON_FAULT_ROUNDS'] ?? 3)
const SEED = Number(process.env['NGUON_FAULT_SEED'] ?? Date.now() % 1_000_000)
const JOBS_WITHIN_MS = 30_000
const AT_ONCE = 3
const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

const STEPS = [
  'source-stored',
  'source-added',
  'tables-loaded',
  'tables-staged',
  'versions-numbered',
  'change-committed',
  'seals-inserted',
  'seals-committed',
  'seal-line-half-written',
  'seal-line-written',
  'seal-line-synced',
] as const

type Kill =
  | { readonly at: (typeof STEPS)[number]; readonly passes: number }
  | { readonly afterMs: number; readonly whom: 'program' | 'postgres' | 'starting program' }

let dataDir: string
let keys: Keys
const works: Work[] = []
const soundBlobs = new Set<string>()
let words = 0

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nguon-program-'))
  const { program } = await startReady()
  const accounts = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')) as {
    role: string
    agency: string
    apiKey: string
  }[]
  const keyOf = (role: string) => accounts.find((account) => account.role === role)?.apiKey ?? ''
  keys = { officer: keyOf('data_officer'), approver: keyOf('approver'), agency: accounts[0]?.agency ?? '' }
  await stopped(program)
}, 180_000)

afterAll(async () => {
  const place = await readPlace(dataDir)
  await rm(dataDir, { recursive: true, force: true })
  const home = dirname(place?.pgData ?? dataDir)
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
}, 60_000)

async function startReady(): Promise<{ program: Program; url: string }> {
  await forgetAddress(dataDir)
  const program = start({ dataDir })
  const url = await program.ready()
  if (!url) throw new Error(`the program did not start: ${program.complaint()}`)
  return { program, url }
}

async function started(): Promise<{ program: Program; publisher: Publisher }> {
  const { program, url } = await startReady()
  return { program, publisher: createPublisher(url, keys) }
}

/** Ctrl-C as a terminal sends it: to the whole process group. */
async function stopped(program: Program): Promise<void> {
  process.kill(-(program.child.pid ?? 0), 'SIGINT')
  expect({ ended: await program.gone, complaint: program.complaint() }).toMatchObject({ ended: { code: 0 } })
  expect(await program.orphans()).toEqual([])
}

function drawKill(seed: number): Kill {
  const random = createRandom(seed)
  if (random.between(0, 1) === 0) return { at: random.choose(STEPS), passes: random.between(0, 5) }
  const whom = random.choose(['program', 'program', 'program', 'postgres', 'starting program'] as const)
  return {
    whom,
    afterMs: random.between(whom === 'starting program' ? 200 : 20, whom === 'starting program' ? 4000 : 8000),
  }
}

/** Publishes until the program is gone: first what an earlier round left unfinished, then ever new files. */
async function publish(publisher: Publisher, random: ReturnType<typeof createRandom>): Promise<void> {
  const unfinished = works.filter(({ done }) => !done)
  const one = async () => {
    for (;;) {
      const work = unfinished.pop() ?? newWork(`tu${SEED.toString(36)}x${(words++).toString(36)}`, random)
      if (!works.includes(work)) works.push(work)
      await publisher.finish(work)
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, one))
  const reasons = ends.map((end) => (end.status === 'rejected' ? (end.reason as unknown) : 'ended'))
  expect(reasons.filter((reason) => !(reason instanceof NoAnswer))).toEqual([])
}

/** One life of the program, ended as drawn. */
async function liveAndDie(kill: Kill, random: ReturnType<typeof createRandom>): Promise<void> {
  await forgetAddress(dataDir)
  const program = start({ dataDir, ...('at' in kill ? { step: kill.at, passes: kill.passes } : {}) })
  if ('whom' in kill && kill.whom === 'starting program') {
    await sleep(kill.afterMs)
    await program.kill()
  } else {
    const url = await program.ready()
    const publishing = url ? publish(createPublisher(url, keys), random) : Promise.resolve()
    if ('whom' in kill) {
      await sleep(kill.afterMs)
      await (kill.whom === 'postgres' ? killPostgres() : program.kill())
    }
    await Promise.all([publishing, program.gone])
  }
  expect({ orphans: await program.orphans(), complaint: program.complaint() }).toMatchObject({ orphans: [] })
  const { code, signal } = await program.gone
  if ('whom' in kill && kill.whom === 'postgres') expect(code).toBe(1)
  else expect({ signal, complaint: program.complaint() }).toMatchObject({ signal: 'SIGKILL' })
}

async function killPostgres(): Promise<void> {
  const place = await findRunning(dataDir)
  const pid = place && (await runningPid(place.pgData))
  if (pid) process.kill(pid, 'SIGKILL')
}

/** What must be true after any kill. */
async function expectNothingLost(): Promise<void> {
  const { program, publisher } = await started()
  try {
    await inStore(dataDir, async (database) => {
      expect(await untilNothingReads(database, JOBS_WITHIN_MS)).toEqual([])
      expect(await findings(database)).toEqual([])
      expect(await brokenBlobs(database, dataDir, soundBlobs)).toEqual([])
      expect(await leftOvers(database, dataDir)).toEqual([])
    })
    for (const work of works) await expectKept(publisher, work)
    await expectOnlyWhole(publisher)
    await expectSealsHold()
  } finally {
    await stopped(program)
  }
}

const checked = new Set<Work>()

async function expectKept(publisher: Publisher, work: Work): Promise<void> {
  if (checked.has(work)) return
  if (work.source === undefined && work.upload !== undefined) await expectBytesKept(publisher, work)
  if (work.change !== undefined) {
    const view = await publisher.change(work)
    if (work.source !== undefined) {
      expect(view.files).toMatchObject([{ id: work.source, state: 'read' }])
    }
    if (work.saved) {
      expect(view.revision).toBeGreaterThanOrEqual(work.saved.revision)
      expect(view.record.title.vi).toBe(work.saved.title)
    }
    if (work.submitted) expect(['in_review', 'published']).toContain(view.state)
    if (work.approved) expect(view.state).toBe('published')
  }
  if (work.done) {
    await expectPublished(publisher, work)
    checked.add(work)
  }
}

async function expectBytesKept(publisher: Publisher, work: Work): Promise<void> {
  // The file may be in the draft, and only the answer was lost.
  const inDraft = work.change !== undefined && (await publisher.change(work)).files.length > 0
  if (!inDraft) expect(await publisher.offsetOf(work.upload ?? '')).toBeGreaterThanOrEqual(work.offset)
}

async function expectPublished(publisher: Publisher, { done, title, text, rows }: Work): Promise<void> {
  if (!done) return
  const view = await publisher.dataset(done.slug)
  expect(view).toMatchObject({ version: done.version, tables: [{ id: done.table, rows }], files: [{ id: done.file }] })
  expect((await publisher.rows(done.table)).total).toBe(rows)
  expect((await publisher.file(done.file)).equals(text)).toBe(true)
  const word = title.split(' ').at(-1) ?? ''
  expect((await publisher.find(word)).datasets.map(({ slug }) => slug)).toContain(done.slug)
}

/** Whatever the public can find of ours has its file and its table, every row of it. */
async function expectOnlyWhole(publisher: Publisher): Promise<void> {
  for (const work of works.filter(({ change, done }) => change !== undefined && !done)) {
    const word = work.title.split(' ').at(-1) ?? ''
    for (const { slug } of (await publisher.find(word)).datasets) {
      expect(await publisher.dataset(slug)).toMatchObject({ tables: [{ rows: work.rows }], files: [{}] })
    }
  }
}

async function expectSealsHold(): Promise<void> {
  const env = { ...process.env, NGUON_DATA: dataDir }
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'audit', 'verify', '--json'], { env })
  expect(JSON.parse(stdout)).toMatchObject({ findings: [] })
}

test.each(Array.from({ length: ROUNDS }, (_, round) => ({ round: round + 1, seed: SEED + round })))(
  'round $round (seed $seed): what the program acknowledged outlives a kill',
  async ({ seed }) => {
    const kill = drawKill(seed)
    const before = works.filter(({ done }) => done).length
    const began = performance.now()
    await liveAndDie(kill, createRandom(seed + 1_000_000))
    const died = performance.now()
    await expectNothingLost()
    const finished = works.filter(({ done }) => done).length
    expect(finished).toBeGreaterThanOrEqual(before)
    process.stdout.write(
      `program round, NGUON_FAULT_SEED=${seed}: ${JSON.stringify(kill)}, ${finished - before} published, ` +
        `${works.length - finished} under way, lived ${seconds(died - began)}, checked in ${seconds(performance.now() - died)}\n`,
    )
  },
)

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

test('a second program on the same folder and a taken port each end with one sentence and leave nothing', async () => {
  const { program } = await started()
  const second = start({ dataDir })
  expect(await second.gone).toMatchObject({ code: 1 })
  expectOneSentence(second.complaint(), /Thư mục dữ liệu này/)
  expect(await second.orphans()).toEqual([])
  await stopped(program)

  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => holder.once('listening', done))
  const port = (holder.address() as { port: number }).port
  const third = start({ dataDir, port })
  expect(await third.gone).toMatchObject({ code: 1 })
  expectOneSentence(third.complaint(), new RegExp(`Cổng ${port}`))
  expect(await third.orphans()).toEqual([])
  await new Promise((done) => holder.close(done))
})

/** One line in each language, and no stack. */
function expectOneSentence(complaint: string, pattern: RegExp): void {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(pattern)
}
