import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../log.ts'
import { createBell } from './bell.ts'

export interface StoredEvent {
  readonly id: number
  readonly xid: string
  readonly type: string
  readonly version: number
  readonly resourceId: string | null
  readonly payload: unknown
  readonly at: Date
}

/** Position in the outbox; events are ordered by (xid, id). */
export interface Cursor {
  readonly xid: string
  readonly id: number
}

export const START: Cursor = { xid: '0', id: 0 }

/** Somebody who reads every event in order, at least once. */
export interface Follower {
  readonly name: string
  /** Where to go on from; asked once at the start. */
  load(): Promise<Cursor>
  /** Handles a batch. When it throws, the same batch comes again. */
  handle(events: readonly StoredEvent[]): Promise<void>
  /** Remembers how far it has come. */
  save(cursor: Cursor): Promise<void>
}

export interface Following {
  /** Resolves once everything committed before the call has been handled. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const BATCH = 500
const POLL_MS = 1000
const RETRY_MS = 500

// A row is safe to pass once no running transaction could still commit before it.
const NEXT = `
  select id, xid::text as xid, type, version, resource_id as "resourceId", payload, at from platform.event
  where (xid, id) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
  order by xid, id limit ${BATCH}`

/** Reads the events after `cursor` that can no longer be overtaken. */
export async function readEvents(pool: pg.Pool, cursor: Cursor): Promise<readonly StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>({ name: 'events-next', text: NEXT, values: [cursor.xid, cursor.id] })
  return rows
}

/** Somebody who waits for everything committed before they asked. */
interface Waiter {
  /** Transactions below this one had begun by then. */
  readonly target: bigint
  /** After this moment they are told all the same: one stuck transaction must not hold up every approval. */
  readonly until: number
  readonly done: () => void
}

const HURRY_MS = 15
const PATIENCE_MS = 15_000

async function transactionOf(pool: pg.Pool, end: 'xmin' | 'xmax'): Promise<bigint> {
  const text = `select pg_snapshot_${end}(pg_current_snapshot())::text as xid`
  const { rows } = await pool.query<{ xid: string }>({ name: `events-${end}`, text })
  return BigInt(rows[0]?.xid ?? 0)
}

/** Handles what can be read from `from` on; resolves with the cursor after it. */
async function drain(
  pool: pg.Pool,
  follower: Follower,
  { from, stopped }: { readonly from: Cursor; readonly stopped: () => boolean },
): Promise<Cursor> {
  let cursor = from
  for (;;) {
    const events = await readEvents(pool, cursor)
    const last = events.at(-1)
    if (!last || stopped()) return cursor
    await follower.handle(events)
    cursor = { xid: last.xid, id: last.id }
    await follower.save(cursor)
  }
}

/** Runs a follower until stopped: woken by `wake`, and every second in case a wake-up was lost. */
export function follow(pool: pg.Pool, follower: Follower, deps: { log: Log; wake: Wake }): Following {
  const bell = createBell()
  const unsubscribe = deps.wake.subscribe(() => bell.ring())
  let waiters: Waiter[] = []
  let stopped = false

  /** Lets go of those whose transactions are all read; an older one still running hides the events after it. */
  function release(horizon: bigint): void {
    const now = performance.now()
    const isDone = ({ target, until }: Waiter) => target <= horizon || now > until
    for (const { done } of waiters.filter(isDone)) done()
    waiters = waiters.filter((waiter) => !isDone(waiter))
  }

  async function run(): Promise<void> {
    let cursor: Cursor | undefined
    while (!stopped) {
      try {
        const horizon = waiters.length > 0 ? await transactionOf(pool, 'xmin') : 0n
        cursor = await drain(pool, follower, { from: cursor ?? (await follower.load()), stopped: () => stopped })
        if (horizon > 0n) release(horizon)
        await bell.wait(waiters.length > 0 ? HURRY_MS : POLL_MS)
      } catch (error) {
        deps.log.error({ follower: follower.name, err: error }, 'follower failed; the batch will be tried again')
        await sleep(RETRY_MS)
      }
    }
  }

  const running = run()
  return {
    async caughtUp() {
      const target = await transactionOf(pool, 'xmax')
      if (stopped) return
      await new Promise<void>((done) => {
        waiters.push({ target, until: performance.now() + PATIENCE_MS, done })
        bell.ring()
      })
    },
    async stop() {
      stopped = true
      unsubscribe()
      bell.ring()
      await running
      for (const { done } of waiters) done()
      waiters = []
    },
  }
}

/** Tells followers that something was committed. */
export interface Wake {
  subscribe(listener: () => void): () => void
}
