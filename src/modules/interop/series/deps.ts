import type { Clock } from '../../../platform/clock.ts'
import type { CatalogModule } from '../../catalog/index.ts'
import type { IdentityModule } from '../../identity/index.ts'
import type { EntryReader } from '../entries/entry-reader.ts'

export interface SeriesDeps {
  readonly catalog: CatalogModule
  readonly identity: IdentityModule
  readonly entries: EntryReader
  readonly clock: Clock
  readonly publicUrl: string
}
