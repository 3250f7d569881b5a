import type pg from 'pg'
import type { Log } from '../log.ts'
import { type Follower, type Following, follow } from './follow.ts'
import { listenForEvents } from './wake.ts'

/** All followers of a process under one roof. */
export interface Followers {
  start(followers: readonly Follower[]): Promise<void>
  /** Resolves once the named follower has everything committed before the call; at once when it is not running. */
  caughtUp(name: string): Promise<void>
  stop(): Promise<void>
}

export function createFollowers(pool: pg.Pool, log: Log): Followers {
  const running = new Map<string, Following>()
  let stopListening: (() => Promise<void>) | undefined
  return {
    async start(followers) {
      const wake = await listenForEvents(pool, log)
      stopListening = () => wake.stop()
      for (const follower of followers) running.set(follower.name, follow(pool, follower, { log, wake }))
    },
    caughtUp: (name) => running.get(name)?.caughtUp() ?? Promise.resolve(),
    async stop() {
      await Promise.all([...running.values()].map((following) => following.stop()))
      await stopListening?.()
    },
  }
}
