import type { FeedPage } from '../../../formats/nguon/wire.ts'
import { type Bell, createBell, createMemoryFollower, type Follower } from '../../../platform/events/index.ts'
import type { FeedDeps } from './deps.ts'
import { type FeedWish, readFeed } from './read-feed.ts'
import type { Speaker } from './sign-records.ts'

/** One reader's ear: what rings between two waits is not lost. */
interface Ear {
  /** Resolves when something was committed since the last wait, when the time is over, or when the node stops. */
  wait(ms: number): Promise<void>
  close(): void
}

/** Readers that wait for something to happen. */
export interface News {
  readonly follower: Follower
  /** Undefined when too many listen already: those are answered without waiting. */
  listen(): Ear | undefined
  /** Whether the node is stopping. */
  stopped(): boolean
  stop(): void
}

const MOST_WAITING = 200

export function createNews({ outbox }: Pick<FeedDeps, 'outbox'>): News {
  const bells = new Set<Bell>()
  let stopped = false
  const ring = () => {
    for (const bell of bells) bell.ring()
  }
  return {
    follower: createMemoryFollower(outbox, { name: 'interop-feed', forget: ring, handle: ring }),
    listen() {
      if (stopped || bells.size >= MOST_WAITING) return undefined
      const bell = createBell()
      bells.add(bell)
      return { wait: (ms) => bell.wait(ms), close: () => void bells.delete(bell) }
    },
    stopped: () => stopped,
    stop() {
      stopped = true
      ring()
    },
  }
}

/** A page with something in it, or an empty one when nothing came within `waitMs`. */
export async function waitForFeed(
  speaker: Speaker,
  news: News,
  { waitMs, ...wish }: FeedWish & { readonly waitMs: number },
): Promise<FeedPage> {
  const until = performance.now() + waitMs
  const ear = waitMs > 0 ? news.listen() : undefined
  let { after } = wish
  try {
    for (;;) {
      const page = await readFeed(speaker, { ...wish, after })
      const left = until - performance.now()
      if (page.items.length > 0 || page.more || page.reset || left <= 0 || !ear || news.stopped()) return page
      after = page.cursor
      await ear.wait(left)
    }
  } finally {
    ear?.close()
  }
}
