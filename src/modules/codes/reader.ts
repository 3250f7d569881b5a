import { createMemoryFollower, type Follower } from '../../platform/events/index.ts'
import type { CodeList } from '../../tabular/codes/index.ts'
import type { CodesDb } from './db.ts'
import { labelOf, type Resolved, resolveIn } from './model.ts'
import { type ListHead, readHeads, readList } from './store.ts'

/** Event after which every process reads the list anew. */
export const LIST_CHANGED = 'codes.list-changed'

/** What other modules may ask about code lists. */
export interface CodeReader {
  lists(): Promise<readonly ListHead[]>
  list(id: string): Promise<CodeList | undefined>
  /** What a code of a list stands for on a day (ISO 8601), and where it went if it ended. */
  resolve(listId: string, code: string, day: string): Promise<Resolved | undefined>
  /** Label of every code of a list; empty for an unknown list. */
  labels(listId: string, lang: 'vi' | 'en'): Promise<ReadonlyMap<string, string>>
}

export interface CachedLists extends CodeReader {
  forget(): void
  readonly follower: Follower
}

/** Keeps lists in memory until one changes here or in another process. */
export function createCodeReader(db: CodesDb): CachedLists {
  let held = new Map<string, Promise<CodeList | undefined>>()
  const forget = (): void => {
    held = new Map()
  }

  function list(id: string): Promise<CodeList | undefined> {
    const known = held.get(id)
    if (known) return known
    const store = held
    const loading = readList(db, id)
    store.set(id, loading)
    // Neither a failure nor an unknown name is worth remembering: names come from outside.
    loading.then(
      (found) => found ?? store.delete(id),
      () => store.delete(id),
    )
    return loading
  }

  return {
    lists: () => readHeads(db),
    list,
    async resolve(listId, code, day) {
      const found = await list(listId)
      return found && resolveIn(found, code, day)
    },
    async labels(listId, lang) {
      const found = await list(listId)
      return new Map((found?.items ?? []).map((item) => [item.code, labelOf(item, lang)]))
    },
    forget,
    follower: createMemoryFollower(db, {
      name: 'codes-lists',
      forget,
      handle: (events) => {
        if (events.some(({ type }) => type === LIST_CHANGED)) forget()
      },
    }),
  }
}
