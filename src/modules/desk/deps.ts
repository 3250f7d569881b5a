import type { Clock } from '../../platform/clock.ts'
import type { Messages } from '../../platform/messages/index.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { DatasetsModule } from '../datasets/index.ts'
import type { IdentityModule } from '../identity/index.ts'

/** What the officers' pages are composed of. */
export interface DeskDeps {
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly identity: IdentityModule
  readonly codes: CodeReader
  readonly messages: Messages
  readonly clock: Clock
  readonly publicUrl: string
}
