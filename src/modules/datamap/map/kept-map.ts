import { createMemoryFollower, type Follower } from '../../../platform/events/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { type ReadForeign, readUnion } from '../nation/read-union.ts'
import { type ReadyMap, readyMap } from './model.ts'

export interface KeptMap {
  /** The public map of this node and of those it follows. */
  read(): Promise<ReadyMap>
  readonly follower: Follower
}

export type KeptMapDeps = Pick<DatamapDeps, 'db' | 'agencies'> & { readonly foreign: ReadForeign }

/** Holds the public map in memory until a resource or an agency changes. */
export function createKeptMap(deps: KeptMapDeps): KeptMap {
  let held: Promise<ReadyMap> | undefined
  const forget = () => {
    held = undefined
  }
  return {
    read() {
      if (held) return held
      const loading = readUnion(deps, deps.foreign).then(readyMap)
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
