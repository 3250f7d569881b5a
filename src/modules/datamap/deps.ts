import type { Clock } from '../../platform/clock.ts'
import type { ModuleDb } from '../../platform/db/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Messages } from '../../platform/messages/index.ts'
import type { Objects } from '../../platform/objects/index.ts'
import type { WorkCalendar } from '../../platform/work-calendar.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { Actor, AgencyReader, PeopleReader } from '../identity/index.ts'
import type { Rules } from './rules/model.ts'
import type { LevelRules } from './systems/level-rules.ts'

export type DatamapDb = ModuleDb<'datamap'>

/** What every use case of the data map needs. */
export interface DatamapDeps {
  readonly db: DatamapDb
  readonly clock: Clock
  readonly ids: Ids
  readonly catalog: CatalogModule
  readonly agencies: AgencyReader
  readonly people: PeopleReader
  /** A person with the rights of now, for work that goes on after the request; undefined once they have left. */
  actorOf(personId: string): Promise<Actor | undefined>
  readonly codes: CodeReader
  readonly objects: Objects
  readonly messages: Messages
  readonly publicUrl: string
  /** Legal rules as dated data. */
  readonly rules: Rules
  /** Rules of security levels and their dossiers, as dated data. */
  readonly levelRules: LevelRules
  /** Working days as they are known now. */
  calendar(): Promise<WorkCalendar>
}
