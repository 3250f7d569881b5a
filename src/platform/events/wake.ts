import type pg from 'pg'
import type { Log } from '../log.ts'
import type { Wake } from './follow.ts'

const RECONNECT_MS = 1000

/** Listens on one connection for committed events and wakes all followers of this process. */
export async function listenForEvents(pool: pg.Pool, log: Log): Promise<Wake & { stop(): Promise<void> }> {
  const listeners = new Set<() => void>()
  let client: pg.PoolClient | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  async function open(): Promise<void> {
    const fresh = await pool.connect()
    fresh.on('notification', () => {
      for (const listener of listeners) listener()
    })
    fresh.on('error', (error) => {
      log.warn({ reason: error.message }, 'event listener lost its connection')
      fresh.release(true)
      client = undefined
      reopen()
    })
    await fresh.query('listen nguon_event')
    client = fresh
  }

  function reopen(): void {
    if (stopped) return
    retry = setTimeout(() => void open().catch(reopen), RECONNECT_MS)
  }

  await open()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      client?.release(true)
    },
  }
}
