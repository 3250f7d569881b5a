import type { Clock } from '../../platform/clock.ts'
import type { Duck } from '../../platform/duck/index.ts'
import type { Outgoing } from '../../platform/http-out/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Objects } from '../../platform/objects/index.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { AgencyReader } from '../identity/index.ts'
import type { DatasetsDb } from './store.ts'
import type { Uploads } from './uploads/uploads.ts'

/** What the code lists say that datasets need. */
export interface DatasetCodes {
  /** ISO 8601 duration of an update cycle, e.g. `P1M`; undefined where none is promised. */
  cycle(frequency: string): string | undefined
  /** Media type of a format code such as `CSV`. */
  mediaType(format: string): string
}

/** What every use case of datasets needs. */
export interface DatasetsDeps {
  readonly db: DatasetsDb
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly catalog: CatalogModule
  readonly agencies: AgencyReader
  readonly objects: Objects
  readonly duck: Duck
  readonly uploads: Uploads
  readonly codes: DatasetCodes
  /** Requests to addresses that officers name. */
  readonly outgoing: Outgoing
  /** Folder for files that live only while something is being read. */
  readonly workDir: string
  /** Backups of this node made since then, which may still hold what is erased now. */
  backups(since: Date): Promise<readonly { readonly sha256: string; readonly path: string; readonly madeAt: Date }[]>
  /** For fault tests: called at named steps. */
  step(name: string): Promise<void> | void
}
