import type { QueryExecutorProvider } from 'kysely'
import type { NodeSystems, Signed } from '../../../formats/nguon/wire.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { NodeKeys } from '../../../platform/secrets/index.ts'
import type { CatalogModule } from '../../catalog/index.ts'
import type { DatasetsModule } from '../../datasets/index.ts'
import type { AgencyReader } from '../../identity/index.ts'
import type { EntryReader } from '../entries/entry-reader.ts'
import type { InteropDb } from './store.ts'

/** Something JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A kind of resource beside datasets that nodes tell each other about. */
export interface FeedKind {
  readonly name: string
  /** Its page, with the slug left to add. */
  readonly page: string
  /** Events beside those of the catalogue after which it is told anew. */
  readonly events?: readonly string[]
  /** What the kind adds to the description of these resources. */
  details(ids: readonly string[]): Promise<ReadonlyMap<string, Json>>
}

/** What was received from other nodes, signed by its origin, by catalogue id. */
export type Relayed = (ids: readonly string[]) => Promise<ReadonlyMap<string, Signed>>

export interface FeedDeps {
  readonly db: InteropDb
  readonly outbox: QueryExecutorProvider
  readonly catalog: CatalogModule
  readonly datasets: Pick<DatasetsModule, 'reader'>
  readonly agencies: AgencyReader
  readonly entries: EntryReader
  readonly keys: Pick<NodeKeys, 'publicKey' | 'sign' | 'succession'>
  readonly clock: Clock
  readonly ids: Ids
  readonly publicUrl: string
  readonly version: string
  readonly kinds: readonly FeedKind[]
  readonly relayed: Relayed
  /** Totals of information systems other nodes may know; undefined for none. */
  readonly systems: () => Promise<NodeSystems | undefined>
}
