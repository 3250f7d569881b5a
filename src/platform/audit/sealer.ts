import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createBell } from '../events/bell.ts'
import type { Log } from '../log.ts'
import { SealHalt } from './seal.ts'
import { openSealFile } from './seal-file.ts'
import { reconcile, type SealingDeps, type SealSession, sealNext } from './seal-session.ts'

export interface SealerDeps extends SealingDeps {
  readonly pool: pg.Pool
  /** The seal file. */
  readonly path: string
  readonly log: Log
}

export interface SealerState {
  /** `waiting`: another process of this node seals. `halted`: somebody must look. */
  readonly state: 'starting' | 'sealing' | 'waiting' | 'halted'
  readonly reason?: string
  readonly lastBatch?: number
}

export interface Sealer {
  state(): SealerState
  /** Resolves once everything committed before the call is sealed and on the disk. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const LOCK = 1_142_2024
const POLL_MS = 300
const RETRY_MS = 1000
const HALTED_RETRY_MS = 10_000

/** Seals committed evidence within a second, as long as this process holds the lock. No writer ever waits for it. */
export function startSealer(deps: SealerDeps): Sealer {
  const bell = createBell()
  const ended = new AbortController()
  let state: SealerState = { state: 'starting' }
  let waiters: (() => void)[] = []

  async function sealUntilStopped(session: SealSession): Promise<void> {
    while (!ended.signal.aborted) {
      const waiting = waiters.length
      const began = performance.now()
      while (await sealNext(session, deps)) continue
      state = { state: 'sealing', lastBatch: session.head?.number ?? 0 }
      for (const done of waiters.splice(0, waiting)) done()
      // Beside an hour-long transaction the search gets slower; it then comes less often.
      await bell.wait(Math.max(POLL_MS, 2 * (performance.now() - began)))
    }
  }

  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      const failure = await withSealLock(deps.pool, sealWith).catch((error: unknown) => error)
      const pause = failure instanceof SealHalt ? HALTED_RETRY_MS : RETRY_MS
      if (failure === 'taken') state = { state: 'waiting' }
      else if (failure) state = told(failure, deps.log)
      if (!ended.signal.aborted) await sleep(pause, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  }

  async function sealWith(client: pg.PoolClient): Promise<void> {
    const file = await openSealFile(deps.path)
    try {
      await sealUntilStopped(await reconcile(client, file, deps.log))
    } finally {
      await file.close()
    }
  }

  const running = run()
  return {
    state: () => state,
    caughtUp: () =>
      new Promise((done) => {
        waiters.push(done)
        bell.ring()
      }),
    async stop() {
      ended.abort()
      bell.ring()
      await running
      for (const done of waiters) done()
      waiters = []
    },
  }
}

/** Runs `work` while this process is the one that seals; the lock goes with the connection, whatever state it is in. */
async function withSealLock(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<'taken' | undefined> {
  const client = await pool.connect()
  const ignore = () => undefined
  client.on('error', ignore)
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK])
    if (!rows[0]?.got) return 'taken'
    await work(client)
    return undefined
  } finally {
    client.release(true)
  }
}

function told(failure: unknown, log: Log): SealerState {
  log.error({ err: failure }, 'sealing stopped; run "nguon audit verify"')
  const reason = failure instanceof Error ? failure.message : String(failure)
  return { state: failure instanceof SealHalt ? 'halted' : 'starting', reason }
}
