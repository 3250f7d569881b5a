import type { Clock } from '../../platform/clock.ts'
import type { ModuleDb } from '../../platform/db/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Messages } from '../../platform/messages/index.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { AgencyReader, PeopleReader } from '../identity/index.ts'
import type { ReadCalendar } from './calendar/model.ts'
import type { ReadForeignPlans } from './nation/model.ts'
import type { MappedDatabase } from './propose/model.ts'
import type { PlanRules } from './rules/model.ts'

export type PlansDb = ModuleDb<'plans'>

/** What every use case of plans needs. */
export interface PlansDeps {
  readonly db: PlansDb
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly catalog: CatalogModule
  readonly agencies: AgencyReader
  readonly people: PeopleReader
  readonly codes: CodeReader
  readonly messages: Messages
  readonly rules: PlanRules
  readonly publicUrl: string
  /** Working days as they are known now. */
  readonly calendar: ReadCalendar
  /** Plans that other nodes have in force. */
  readonly foreign: ReadForeignPlans
  /** Databases of the data map that belong to these agencies. */
  databases(agencyIds: readonly string[]): Promise<readonly MappedDatabase[]>
  seal(text: string): string
  unseal(text: string): string | undefined
  /** Keyed digest, for marks of browsers and addresses. */
  mac(text: string): string
}
