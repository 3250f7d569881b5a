import type { Clock } from '../../../platform/clock.ts'
import { createMemoryFollower, type Follower, type StoredEvent } from '../../../platform/events/index.ts'
import { cutPage, type KeptPage } from './kept-page.ts'
import { createPageStore } from './page-store.ts'

export interface KeptPages {
  find(key: string): KeptPage | undefined
  /** Call before anything is read for the page; keeps nothing when an event came in between. */
  begin(key: string): (resourceId: string, html: string) => KeptPage
  /** Takes pages away when their resource changed, and all of them when something common did. */
  readonly follower: Follower
}

export interface KeptPagesDeps {
  readonly db: Parameters<typeof createMemoryFollower>[0]
  readonly clock: Clock
}

/** Pages as visitors see them, kept in memory until what they show changes. */
export function createKeptPages({ db, clock }: KeptPagesDeps): KeptPages {
  const store = createPageStore(() => clock.now())
  let generation = 0
  return {
    find: (key) => store.find(key),
    begin(key) {
      const begun = generation
      return (resourceId, html) => {
        const page = cutPage(resourceId, html)
        if (begun === generation) store.keep(key, page)
        return page
      }
    },
    follower: createMemoryFollower(db, {
      name: 'portal-pages',
      forget() {
        generation += 1
        store.forgetAll()
      },
      handle(events) {
        generation += 1
        if (events.some(isCommon)) store.forgetAll()
        else store.forget(events.flatMap((event) => event.resourceId ?? []))
      },
    }),
  }
}

/** An agency's or a list's new name stands on pages of many resources. */
function isCommon({ type }: StoredEvent): boolean {
  return type.startsWith('identity.') || type.startsWith('codes.')
}
