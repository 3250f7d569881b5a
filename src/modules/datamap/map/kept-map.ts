import { createMemoryFollower, type Follower } from '../../../platform/events/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { readMap } from '../reads/read-map.ts'
import { type ReadyMap, readyMap } from './model.ts'

export interface KeptMap {
  /** The public map of this node. */
  read(): Promise<ReadyMap>
  readonly follower: Follower
}

/** Holds the public map in memory until a resource or an agency changes. */
export function createKeptMap(deps: Pick<DatamapDeps, 'db' | 'agencies'>): KeptMap {
  let held: Promise<ReadyMap> | undefined
  const forget = () => {
    held = undefined
  }
  return {
    read() {
      if (held) return held
      const loading = readMap(deps, 'public').then(readyMap)
      held = loading
      // A failed reading must not be remembered.
      loading.catch(() => {
        if (held === loading) forget()
      })
      return loading
    },
    follower: createMemoryFollower(deps.db, {
      name: 'datamap-map',
      forget,
      handle: (events) => {
        if (events.some(({ type }) => type.startsWith('catalog.resource.') || type.startsWith('identity.'))) forget()
      },
    }),
  }
}
