import { createMemoryFollower, type Follower } from '../../../platform/events/index.ts'
import type { IdentityDb } from '../db.ts'
import type { Agency } from './model.ts'
import { readAgencies } from './store.ts'
import { type AgencyTree, buildAgencyTree } from './tree.ts'

/** Event after which every process reads the agencies anew. */
export const AGENCIES_CHANGED = 'identity.agencies-changed'

/** What other modules may ask about agencies. For several questions take `tree()` once: it answers without waiting. */
export interface AgencyReader {
  tree(): Promise<AgencyTree>
  byId(id: string): Promise<Agency | undefined>
  /** By present, former or old-form code; the agency may have ended: `tree().current(id)` gives its successor. */
  byCode(code: string): Promise<Agency | undefined>
  descendants(id: string): Promise<ReadonlySet<string>>
  path(id: string): Promise<readonly Agency[]>
}

export interface CachedAgencies extends AgencyReader {
  /** Call after a committed change; other processes hear of it by the event. */
  forget(): void
  readonly follower: Follower
}

/** Keeps the tree in memory until an agency changes here or in another process. */
export function createAgencyReader(db: IdentityDb): CachedAgencies {
  let held: Promise<AgencyTree> | undefined

  function tree(): Promise<AgencyTree> {
    if (held) return held
    const loading = readAgencies(db).then(buildAgencyTree)
    held = loading
    // A failed reading must not be remembered.
    loading.catch(() => {
      if (held === loading) held = undefined
    })
    return loading
  }

  const forget = (): void => {
    held = undefined
  }

  return {
    tree,
    byId: async (id) => (await tree()).byId(id),
    byCode: async (code) => (await tree()).byCode(code),
    descendants: async (id) => (await tree()).descendants(id),
    path: async (id) => (await tree()).path(id),
    forget,
    follower: createMemoryFollower(db, {
      name: 'identity-agencies',
      forget,
      handle: (events) => {
        if (events.some(({ type }) => type === AGENCIES_CHANGED)) forget()
      },
    }),
  }
}
