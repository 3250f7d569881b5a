import type { QueryExecutorProvider } from 'kysely'
import { cursorNow } from './cursor-now.ts'
import type { Follower, StoredEvent } from './follow.ts'

export interface MemoryFollower {
  readonly name: string
  /** Forgets everything held, or reads it anew; called at each start, since what was missed before is unknown. */
  readonly forget: () => void | Promise<void>
  readonly handle: (events: readonly StoredEvent[]) => void | Promise<void>
}

/** Follows for something this process alone holds in memory: begins at now and keeps no place in the outbox. */
export function createMemoryFollower(db: QueryExecutorProvider, { name, forget, handle }: MemoryFollower): Follower {
  return {
    name,
    async load() {
      const now = await cursorNow(db)
      await forget()
      return now
    },
    handle: async (events) => handle(events),
    save: () => Promise.resolve(),
  }
}
