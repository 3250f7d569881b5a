import type { LayoutProps } from '../../../ui/index.ts'
import type { MapGraph } from './groups.ts'
import type { MapQuery } from './query.ts'
import type { MapView } from './view.ts'

export interface MapPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly query: MapQuery
  readonly view: MapView
  readonly graph: MapGraph
  /** Names of sectors by code. */
  readonly sectors: ReadonlyMap<string, string>
  readonly today: Date
}
