import { sql } from 'kysely'
import type { Clock } from '../../../platform/clock.ts'
import type { Log } from '../../../platform/log.ts'
import type { CatalogDb } from '../store.ts'
import { dayInVietnam } from '../today.ts'

/** What somebody did with a resource: looked at its page, took it away whole, asked for rows. */
export type Use = 'view' | 'download' | 'api'

/**
 * Counts of use by resource and day, `catalog.usage_day`. Counting costs no query: sums are kept in memory and written together twice
 * a minute, so a killed process loses at most that much; a written sum is never counted twice.
 */
export interface Usage {
  count(resourceId: string, use: Use): void
  /** Writes what has been counted so far. Throws when the store does not answer; nothing is lost by that. */
  flush(): Promise<void>
  /** Writes for the last time; a store that has gone does not hold up the stop. */
  close(): Promise<void>
}

export interface UsageOptions {
  readonly db: CatalogDb
  readonly clock: Clock
  readonly log: Log
}

const EVERY_MS = 30_000
/** Written sooner than that when so many resources were used. */
const MOST_KEYS = 20_000

export function createUsage({ db, clock, log }: UsageOptions): Usage {
  let counts = new Map<string, number>()
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const taken = counts
    if (taken.size === 0) return
    counts = new Map()
    try {
      await addCounts(db, taken, dayInVietnam(clock.now()))
    } catch (error) {
      for (const [key, count] of taken) counts.set(key, (counts.get(key) ?? 0) + count)
      throw error
    }
  }

  // One after the other: a sum that failed must be back before the next is taken.
  const flush = (): Promise<void> => {
    const next = writing.then(write)
    writing = next.catch(() => undefined)
    return next
  }
  const inBackground = (): Promise<void> =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'counts of use could not be written yet'))
  const timer = setInterval(() => void inBackground(), EVERY_MS)
  timer.unref()

  return {
    count: (resourceId, use) => {
      const key = `${resourceId} ${use}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (counts.size === MOST_KEYS) void inBackground()
    },
    flush,
    close: async () => {
      clearInterval(timer)
      await inBackground()
    },
  }
}

async function addCounts(db: CatalogDb, counts: ReadonlyMap<string, number>, day: string): Promise<void> {
  // In one order, so that two processes never wait for each other in a circle.
  const rows = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => [...key.split(' '), count])
  const [ids, uses, sums] = [0, 1, 2].map((at) => rows.map((row) => row[at]))
  await sql`
    insert into catalog.usage_day (resource_id, day, kind, count)
    select used.id, ${day}::date, used.kind, used.count
    from unnest(${ids}::uuid[], ${uses}::text[], ${sums}::integer[]) as used (id, kind, count)
    join catalog.resource on resource.id = used.id
    on conflict (resource_id, day, kind) do update set count = usage_day.count + excluded.count
  `.execute(db)
}
