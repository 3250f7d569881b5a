import { join } from 'node:path'
import { createDuck, type Duck } from './platform/duck/index.ts'
import { type Follower, follow, type Following, listenForEvents, storedCursor } from './platform/events/index.ts'
import type { Http } from './platform/http/index.ts'
import type { AnyTask } from './platform/jobs/index.ts'
import { createMessages } from './platform/messages/index.ts'
import { createSearchEngine, type SearchEngine } from './platform/search/index.ts'
import { type CatalogModule, catalogFields, createCatalogModule } from './modules/catalog/index.ts'
import { type CodesModule, createCodesModule } from './modules/codes/index.ts'
import { createDeskModule } from './modules/desk/index.ts'
import { createDatasetsModule, createUploads, type DatasetsModule } from './modules/datasets/index.ts'
import { createIdentityModule, type IdentityModule } from './modules/identity/index.ts'
import { createPortalModule, type PortalModule } from './modules/portal/index.ts'
import { datasetCodes } from './dataset-codes.ts'
import type { NodeResources } from './node.ts'

/** Every module of the program, wired in tier order; a lower one never sees a higher one. */
export interface Modules {
  readonly identity: IdentityModule
  readonly codes: CodesModule
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly portal: PortalModule
  readonly engine: SearchEngine
  readonly duck: Duck
  readonly tasks: readonly AnyTask[]
  routes(http: Http): void
  /** Starts what follows events; call once the built-in lists are loaded. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface ModuleOptions {
  /** For fault tests: called at named steps of writing. */
  readonly step?: (name: string) => Promise<void> | void
}

export async function createModules(node: NodeResources, options: ModuleOptions = {}): Promise<Modules> {
  const { database, clock, ids, keys, log, config, objects } = node
  const { dataDir, publicUrl } = config
  const followings = new Map<string, Following>()
  const engine = await createSearchEngine({
    fields: catalogFields,
    snapshotPath: join(dataDir, 'search'),
    now: () => clock.now(),
  })
  const duck = await createDuck({ dir: join(dataDir, 'duck'), objects, log })

  const identity = createIdentityModule({ db: database.module<'identity'>(), clock, ids, keys, publicUrl })
  const codes = createCodesModule({ db: database.module<'codes'>(), clock })
  const catalog = createCatalogModule({
    db: database.module<'catalog'>(),
    clock,
    ids,
    agencies: identity.agencies,
    engine,
    searchable: () => followings.get('catalog-search')?.caughtUp() ?? Promise.resolve(),
    seal: (text) => keys.seal(text, 'feedback-contact'),
    unseal: (text) => keys.unseal(text, 'feedback-contact'),
  })
  const db = database.module<'datasets'>()
  const datasets = createDatasetsModule({
    db,
    clock,
    ids,
    log,
    catalog,
    agencies: identity.agencies,
    objects,
    duck,
    uploads: createUploads({ db, clock, ids, dir: join(dataDir, 'uploads') }),
    codes: await datasetCodes(),
    workDir: join(dataDir, 'reading'),
    step: options.step ?? (() => undefined),
  })
  const portal = createPortalModule({ catalog, datasets, identity, codes: codes.reader, clock, publicUrl })
  const messages = createMessages({
    db: database.module<'messages'>(),
    clock,
    ids,
    publicUrl,
    smtpUrl: config.smtpUrl,
  })
  const desk = createDeskModule({
    catalog,
    datasets,
    identity,
    codes: codes.reader,
    messages,
    clock,
    position: storedCursor(database.pool, 'desk-messages'),
  })
  const followers: readonly Follower[] = [identity.follower, codes.follower, ...catalog.followers, ...desk.followers]
  let stopListening: (() => Promise<void>) | undefined

  return {
    identity,
    codes,
    catalog,
    datasets,
    portal,
    engine,
    duck,
    tasks: [...datasets.tasks, ...desk.tasks],
    routes(http) {
      identity.routes(http)
      codes.routes(http)
      datasets.routes(http, { publicUrl })
      portal.routes(http)
      desk.routes(http)
    },
    async start() {
      const wake = await listenForEvents(database.pool, log)
      stopListening = () => wake.stop()
      for (const follower of followers) followings.set(follower.name, follow(database.pool, follower, { log, wake }))
    },
    async close() {
      await Promise.all([...followings.values()].map((following) => following.stop()))
      await stopListening?.()
      await Promise.all([engine.close(), duck.close()])
    },
  }
}
