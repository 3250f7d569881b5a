import { createHash } from 'node:crypto'
import type { QueryExecutorProvider } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import { createMemoryFollower, type Follower, type StoredEvent } from '../../platform/events/index.ts'

/** What differs between two visitors who see the same page: stands in the kept text until it is sent. */
export const VISITOR_MARKS = { nonce: '{nonce-of-visitor}', csrf: '{form-token-of-visitor}' } as const

export interface VisitorTokens {
  readonly nonce: string
  readonly csrf: string
}

/** A rendered page, cut where the tokens of its visitor go. */
export interface KeptPage {
  readonly resourceId: string
  /** Digest of everything but the tokens. */
  readonly digest: string
  fill(tokens: VisitorTokens): string
}

export interface KeptPages {
  find(key: string): KeptPage | undefined
  /** Call before anything is read for the page; keeps nothing when an event came in between. */
  begin(key: string): (resourceId: string, html: string) => KeptPage
  /** Takes pages away when their resource changed, and all of them when something common did. */
  readonly follower: Follower
}

const MOST_PAGES = 2000
const MOST_CHARACTERS = 40_000_000
// What no event tells, such as whether a link answered, is this old at most.
const KEPT_MS = 60_000
const MARKS = /(\{nonce-of-visitor\}|\{form-token-of-visitor\})/

interface Held {
  readonly page: KeptPage
  readonly size: number
  readonly until: number
}

/** Pages as visitors see them, kept in memory until what they show changes. */
export function createKeptPages({ db, clock }: { db: QueryExecutorProvider; clock: Clock }): KeptPages {
  const held = new Map<string, Held>()
  const keysOf = new Map<string, Set<string>>()
  let characters = 0
  let generation = 0

  function drop(key: string): void {
    const entry = held.get(key)
    if (!entry) return
    held.delete(key)
    characters -= entry.size
    const keys = keysOf.get(entry.page.resourceId)
    keys?.delete(key)
    if (keys?.size === 0) keysOf.delete(entry.page.resourceId)
  }

  function keep(key: string, page: KeptPage, size: number): void {
    drop(key)
    held.set(key, { page, size, until: clock.now().getTime() + KEPT_MS })
    characters += size
    const keys = keysOf.get(page.resourceId) ?? new Set()
    keysOf.set(page.resourceId, keys.add(key))
    for (const oldest of held.keys()) {
      if (held.size <= MOST_PAGES && characters <= MOST_CHARACTERS) return
      drop(oldest)
    }
  }

  function forget(resourceIds: Iterable<string>): void {
    generation += 1
    for (const id of resourceIds) for (const key of [...(keysOf.get(id) ?? [])]) drop(key)
  }

  return {
    find(key) {
      const entry = held.get(key)
      if (entry && entry.until > clock.now().getTime()) return entry.page
      drop(key)
      return undefined
    },
    begin(key) {
      const begun = generation
      return (resourceId, html) => {
        const page = cut(resourceId, html)
        if (begun === generation) keep(key, page, html.length)
        return page
      }
    },
    follower: createMemoryFollower(db, {
      name: 'portal-pages',
      forget: () => forget(keysOf.keys()),
      // An agency's or a list's new name stands on pages of many resources.
      handle: (events) =>
        forget(events.some(isCommon) ? keysOf.keys() : events.flatMap((event) => event.resourceId ?? [])),
    }),
  }
}

function isCommon({ type }: StoredEvent): boolean {
  return type.startsWith('identity.') || type.startsWith('codes.')
}

function cut(resourceId: string, html: string): KeptPage {
  const parts = html.split(MARKS)
  const digest = createHash('sha256').update(html).digest('base64url').slice(0, 22)
  return {
    resourceId,
    digest,
    fill: ({ nonce, csrf }) =>
      parts
        .map((part) => {
          if (part === VISITOR_MARKS.nonce) return nonce
          return part === VISITOR_MARKS.csrf ? csrf : part
        })
        .join(''),
  }
}
