import { type ChildProcess, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealPathOf, startSealer, verifySeals } from '../../src/platform/audit/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect, type Database, type EmbeddedPostgres, migrate, startEmbedded } from '../../src/platform/db/index.ts'
import { migrateJobs, startWorker } from '../../src/platform/jobs/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createDiskObjects } from '../../src/platform/objects/index.ts'
import { openNodeKeys } from '../../src/platform/secrets/index.ts'
import { noteTask } from './note-task.ts'
import { createRandom } from './random.ts'

const ROUNDS = Number(process.env['NGUON_FAULT_ROUNDS'] ?? 5)
const SEED = Number(process.env['NGUON_FAULT_SEED'] ?? Date.now() % 1_000_000)
const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))
const JOBS_WITHIN_MS = 30_000

const STEPS = [
  'blob-kept',
  'before-commit',
  'after-commit',
  'in-job',
  'seals-inserted',
  'seals-committed',
  'seal-line-half-written',
  'seal-line-written',
  'seal-line-synced',
] as const

type Kill =
  | { readonly at: (typeof STEPS)[number]; readonly passes: number }
  | { readonly afterMs: number; readonly whom: 'program' | 'postgres' | 'both' }

let dataDir: string
let server: EmbeddedPostgres
const acknowledged = new Map<number, string>()

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nguon-faults-'))
  server = await startEmbedded({ dataDir, log: silentLog })
  await using(async ({ pool }) => {
    await migrate(pool)
    await migrateJobs(pool, silentLog)
  })
})
afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
  const home = dirname(server.socketDir)
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
})

async function using<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = connect({ at: { socketDir: server.socketDir, database: 'postgres' }, log: silentLog })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

function drawKill(seed: number): Kill {
  const random = createRandom(seed)
  if (random.between(0, 1) === 0) return { at: random.choose(STEPS), passes: random.between(0, 8) }
  return { afterMs: random.between(20, 2500), whom: random.choose(['program', 'program', 'postgres', 'both']) }
}

/** Runs the writer until it is gone, keeping what it acknowledged. */
async function runWriter(kill: Kill): Promise<void> {
  const [at, passes] = 'at' in kill ? [kill.at, kill.passes] : ['-', 0]
  const first = Math.max(0, ...acknowledged.keys()) + 1_000
  const child = spawn(process.execPath, [WRITER, server.socketDir, dataDir, at, String(passes), String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000)
  })
  const gone = new Promise<NodeJS.Signals | null>((done) => child.once('close', (_code, signal) => done(signal)))
  const ready = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, number, digest = ''] = line.split(' ')
    if (word === 'ready') ready.resolve()
    else acknowledged.set(Number(number), digest)
  })
  await Promise.race([ready.promise, gone])
  if (!('at' in kill)) await killLater(child, kill)
  const signal = await Promise.race([gone, sleep(60_000, 'late' as const, { ref: false })])
  if (signal === 'late') child.kill('SIGKILL')
  // A program that loses its server may end by itself; one that was to die at a step must have reached it.
  if ('at' in kill) expect({ signal, complaint }).toMatchObject({ signal: 'SIGKILL' })
}

async function killLater(child: ChildProcess, kill: Extract<Kill, { afterMs: number }>): Promise<void> {
  await sleep(kill.afterMs)
  if (kill.whom !== 'program') process.kill(server.pid, 'SIGKILL')
  if (kill.whom === 'postgres') await sleep(200)
  child.kill('SIGKILL')
  if (kill.whom === 'program') return
  await server.gone
  server = await startEmbedded({ dataDir, log: silentLog })
}

/** What a restarted program does, and what must be true then. */
async function restartAndCheck(): Promise<void> {
  const objects = await createDiskObjects({ dir: join(dataDir, 'objects') })
  const keys = await openNodeKeys(join(dataDir, 'node-key.json'))
  const path = sealPathOf(dataDir)
  await using(async (database) => {
    const { pool } = database
    const sealer = startSealer({ pool, path, signer: keys, clock: systemClock, log: silentLog })
    const worker = await startWorker({ pool, log: silentLog, tasks: [noteTask(database)], concurrency: 4 })
    try {
      await expectWritten(database)
      await expectJobsDone(database)
      await sealer.caughtUp()
      const report = await verifySeals({ pool, path, publicKeys: [keys.publicKey] })
      expect(report).toMatchObject({ findings: [], unsealed: { count: 0 } })
    } finally {
      await worker.stop()
      await sealer.stop()
    }
  })
  for (const digest of acknowledged.values()) {
    expect(`sha256:${hash('sha256', await readFile(objects.path(digest)))}`).toBe(digest)
  }
  expect(await readdir(join(dataDir, 'objects', 'temp'))).toEqual([])
}

const countWritten = () =>
  using(async ({ pool }) => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*) as count from audit.record where action = 'test.fault.written'`,
    )
    return rows[0]?.count ?? 0
  })

async function expectWritten({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ number: number; digest: string }>(
    `select (details->>'number')::int as number, details->>'digest' as digest from audit.record where action = 'test.fault.written'`,
  )
  const written = new Map(rows.map((row) => [row.number, row.digest]))
  const lost = [...acknowledged].filter(([number, digest]) => written.get(number) !== digest)
  expect(lost).toEqual([])
}

async function expectJobsDone({ pool }: Database): Promise<void> {
  const undone = `
    select count(*) as count from audit.record w where w.action = 'test.fault.written' and not exists (
      select from audit.record d where d.action = 'test.fault.done' and d.details->>'number' = w.details->>'number')`
  const until = performance.now() + JOBS_WITHIN_MS
  for (;;) {
    const { rows } = await pool.query<{ count: number }>(undone)
    if (rows[0]?.count === 0) return
    if (performance.now() > until) expect(`${rows[0]?.count} jobs`).toBe('resumed within 30 s')
    await sleep(200)
  }
}

test.each(Array.from({ length: ROUNDS }, (_, round) => ({ round: round + 1, seed: SEED + round })))(
  'round $round (seed $seed): what was acknowledged outlives a kill',
  async ({ seed }) => {
    const kill = drawKill(seed)
    const before = acknowledged.size
    await runWriter(kill)
    const acks = acknowledged.size - before
    process.stdout.write(`fault round, NGUON_FAULT_SEED=${seed}: ${JSON.stringify(kill)}, ${acks} acknowledged\n`)
    await restartAndCheck()
    expect(await countWritten()).toBeGreaterThanOrEqual(acknowledged.size)
  },
)
