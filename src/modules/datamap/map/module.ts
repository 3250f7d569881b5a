import type { Follower } from '../../../platform/events/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { createKeptMap, type KeptMapDeps } from './kept-map.ts'
import { createMapPng } from './png/map-png.ts'
import { mapRoutes } from './routes.tsx'

/** The public map: page, pictures and tables. */
export interface MapPages {
  readonly follower: Follower
  routes(http: Http): void
  close(): Promise<void>
}

export type MapPagesDeps = KeptMapDeps & Pick<DatamapDeps, 'codes' | 'clock'> & { readonly publicUrl: string }

export function createMapPages(deps: MapPagesDeps): MapPages {
  const kept = createKeptMap(deps)
  const png = createMapPng()
  return {
    follower: kept.follower,
    routes: (http) => mapRoutes(http, { ...deps, kept, png }),
    close: () => png.close(),
  }
}
