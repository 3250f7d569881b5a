import type { Clock } from '../../../platform/clock.ts'
import type { CatalogModule } from '../../catalog/index.ts'
import type { IdentityModule } from '../../identity/index.ts'
import type { EntryReader } from '../entries/entry-reader.ts'

export interface OaiDeps {
  readonly catalog: Pick<CatalogModule, 'db' | 'engine'>
  readonly identity: Pick<IdentityModule, 'agencies'>
  readonly entries: EntryReader
  readonly clock: Clock
  readonly publicUrl: string
}
