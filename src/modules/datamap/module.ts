import type { Http } from '../../platform/http/index.ts'
import type { AnyTask } from '../../platform/jobs/index.ts'
import type { Lang, WaitingWork } from '../../ui/index.ts'
import type { Change, Draft } from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import { databaseKind } from './database-kind.ts'
import type { DatamapDeps } from './deps.ts'
import { createDatabase, type DatabaseEdit, saveDatabase, startDatabaseChange } from './edit/create-database.ts'
import { remindReviews } from './edit/review-yearly.ts'
import { runBatchTask } from './inventory/batch/run-batch.ts'
import type { LiveMeans } from './live/deps.ts'
import { createLive } from './live/module.ts'
import { createDatamapReader, type DatamapReader } from './reader.ts'
import type { DatabaseRecord } from './record.ts'
import { type DatabaseReview, reviewDatabase } from './review.tsx'
import { databaseRoutes } from './room/routes.ts'
import { readWaiting } from './room/waiting.ts'
import { createSystems, type SystemsModule } from './systems/module.ts'
import { remindSystemReviews } from './systems/remind.ts'

export interface DatamapOptions extends DatamapDeps {
  readonly live: LiveMeans
}

export interface DatamapModule {
  readonly tasks: readonly AnyTask[]
  readonly systems: Omit<SystemsModule, 'routes'>
  readonly deps: DatamapDeps
  readonly reader: DatamapReader
  createDatabase(actor: Actor, input: { agency: string; record: DatabaseRecord }): Promise<Draft>
  startChange(actor: Actor, resourceId: string): Promise<Draft>
  saveDatabase(actor: Actor, edit: DatabaseEdit): Promise<Draft>
  /** What the approver of a change is shown. */
  review(change: Change, look: { readonly lang: Lang }): Promise<DatabaseReview>
  /** What the data map holds for the desk of a person. */
  waiting(look: { readonly actor: Actor; readonly lang: Lang }): Promise<WaitingWork>
  /** Tells officers of databases that wait for their yearly review; run once a day. */
  remindReviews(): Promise<number>
  /** Asks for the scheduled readings of structures whose time has come; run every few minutes. */
  readDueDatabases(): Promise<number>
  routes(http: Http): void
}

/** Composes the data map: databases of the state, what they hold and how they hang together. */
export function createDatamapModule(deps: DatamapOptions): DatamapModule {
  const live = createLive(deps)
  const systems = createSystems(deps)
  deps.catalog.addKind(databaseKind(deps))
  return {
    deps,
    tasks: [...live.tasks, runBatchTask(deps)],
    systems,
    reader: createDatamapReader(deps),
    createDatabase: (actor, input) => createDatabase(deps, actor, input),
    startChange: (actor, resourceId) => startDatabaseChange(deps, actor, resourceId),
    saveDatabase: (actor, edit) => saveDatabase(deps, actor, edit),
    review: (change, { lang }) => reviewDatabase(deps, change, lang),
    waiting: (look) => readWaiting(deps, look),
    readDueDatabases: () => live.readDue(),
    remindReviews: async () => (await remindReviews(deps)) + (await remindSystemReviews(deps)),
    routes(http) {
      systems.routes(http)
      live.routes(http)
      databaseRoutes(http, deps)
    },
  }
}
