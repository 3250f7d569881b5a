import type { KeptPage } from './kept-page.ts'

export interface PageStore {
  find(key: string): KeptPage | undefined
  keep(key: string, page: KeptPage): void
  /** Takes away every page of these resources. */
  forget(resourceIds: Iterable<string>): void
  forgetAll(): void
}

const MOST_PAGES = 2000
const MOST_BYTES = 64_000_000
// What no event tells, such as whether a link answered, is this old at most.
const KEPT_MS = 60_000

/** Pages by address, within bounds of number, bytes and age; the oldest goes first. */
export function createPageStore(now: () => Date): PageStore {
  const held = new Map<string, { readonly page: KeptPage; readonly until: number }>()
  const keysOf = new Map<string, Set<string>>()
  let bytes = 0

  function drop(key: string): void {
    const page = held.get(key)?.page
    if (!page) return
    held.delete(key)
    bytes -= page.bytes
    const keys = keysOf.get(page.resourceId)
    keys?.delete(key)
    if (keys?.size === 0) keysOf.delete(page.resourceId)
  }

  return {
    find(key) {
      const entry = held.get(key)
      if (entry && entry.until > now().getTime()) return entry.page
      drop(key)
      return undefined
    },
    keep(key, page) {
      drop(key)
      held.set(key, { page, until: now().getTime() + KEPT_MS })
      bytes += page.bytes
      keysOf.set(page.resourceId, (keysOf.get(page.resourceId) ?? new Set()).add(key))
      for (const oldest of held.keys()) {
        if (held.size <= MOST_PAGES && bytes <= MOST_BYTES) return
        drop(oldest)
      }
    },
    forget(resourceIds) {
      for (const id of resourceIds) for (const key of keysOf.get(id) ?? []) drop(key)
    },
    forgetAll() {
      held.clear()
      keysOf.clear()
      bytes = 0
    },
  }
}
