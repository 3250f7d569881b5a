import type { Vocabulary } from '../../formats/model.ts'
import type { Clock } from '../../platform/clock.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { DatasetsModule } from '../datasets/index.ts'
import type { IdentityModule } from '../identity/index.ts'
import type { EntryReader } from './entries/entry-reader.ts'
import type { ProfileChecker } from './profile/check-profile.ts'

/** What other people's protocols are spoken from. */
export interface InteropDeps {
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly identity: IdentityModule
  readonly clock: Clock
  readonly publicUrl: string
  readonly vocabulary: Vocabulary
  readonly entries: EntryReader
  readonly profile: ProfileChecker
}
