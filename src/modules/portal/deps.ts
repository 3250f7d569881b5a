import type { Clock } from '../../platform/clock.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { DatasetsModule } from '../datasets/index.ts'
import type { HarvestReader } from '../harvest/index.ts'
import type { IdentityModule } from '../identity/index.ts'
import type { EntryReader } from '../interop/index.ts'
import type { KeptPages } from './kept/kept-pages.ts'

/** What the pages are composed of. */
export interface PortalDeps {
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly identity: IdentityModule
  readonly codes: CodeReader
  readonly clock: Clock
  readonly publicUrl: string
  readonly pages: KeptPages
  /** Datasets as neutral records, for what machines read in a page. */
  readonly entries: EntryReader
  readonly harvest: Pick<HarvestReader, 'page'>
  /** Notes words that found nothing, without who searched. */
  noteFailedSearch(q: string): Promise<void>
}
