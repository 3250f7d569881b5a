import { join } from 'node:path'
import { datasetCodes } from './dataset-codes.ts'
import { createFederated, foreignDatabases } from './federate.ts'
import type { Vocabulary } from './formats/model.ts'
import { codeUrisOf, createVocabulary } from './formats/vocabulary.ts'
import { createAuditModule } from './modules/audit/index.ts'
import { type CatalogModule, catalogFields, createCatalogModule } from './modules/catalog/index.ts'
import { type CodesModule, createCodesModule, readSeedLists } from './modules/codes/index.ts'
import {
  createDatamapModule,
  createMapPages,
  type DatamapModule,
  readColumnWords,
  readLevelRules,
  readRules,
} from './modules/datamap/index.ts'
import { createDatasetsModule, createUploads, type DatasetsModule } from './modules/datasets/index.ts'
import { createDeskModule } from './modules/desk/index.ts'
import { createHarvestModule, type HarvestModule } from './modules/harvest/index.ts'
import { createIdentityModule, type IdentityModule } from './modules/identity/index.ts'
import {
  createEntryReader,
  createInteropModule,
  createProfileChecker,
  type InteropModule,
  type ProfileChecker,
  readProfiles,
  readThisNode,
} from './modules/interop/index.ts'
import type { PlansModule } from './modules/plans/index.ts'
import { createPortalModule } from './modules/portal/index.ts'
import type { NodeResources } from './node.ts'
import { createPlans } from './plan.ts'
import { sealPathOf } from './platform/audit/index.ts'
import { listBackups } from './platform/backup/index.ts'
import { createDuck, type Duck } from './platform/duck/index.ts'
import { createFollowers, type Followers, storedCursor } from './platform/events/index.ts'
import type { Http } from './platform/http/index.ts'
import { createOutgoing, type Outgoing } from './platform/http-out/index.ts'
import type { AnyTask, Schedule } from './platform/jobs/index.ts'
import { createMessages, type Messages } from './platform/messages/index.ts'
import { createSchemaReader, readHostRules } from './platform/schema-reader/index.ts'
import { createSearchEngine, type SearchEngine } from './platform/search/index.ts'

/** Every module of the program, wired in tier order; a lower one never sees a higher one. */
export interface Modules {
  readonly identity: IdentityModule
  readonly codes: CodesModule
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly interop: InteropModule
  readonly harvest: HarvestModule
  readonly datamap: DatamapModule
  readonly plans: PlansModule
  readonly engine: SearchEngine
  readonly duck: Duck
  readonly tasks: readonly AnyTask[]
  readonly schedules: readonly Schedule[]
  routes(http: Http): void
  /** Starts what follows events; call once the built-in lists are loaded. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface ModuleOptions {
  /** For fault tests: called at named steps of writing. */
  readonly step?: (name: string) => Promise<void> | void
  /** For tests, which have no Internet. */
  readonly outgoing?: Outgoing
  /** Shorter waits between tries of a harvest, for tests. */
  readonly harvestWaits?: HarvestModule['deps']['waits']
}

export async function createModules(node: NodeResources, options: ModuleOptions = {}): Promise<Modules> {
  const { database, clock, log, keys, config, objects } = node
  const { dataDir, publicUrl } = config
  const followers = createFollowers(database.pool, log)
  const search = { fields: catalogFields, snapshotPath: join(dataDir, 'search'), now: () => clock.now() }
  const engine = await createSearchEngine(search)
  const duck = await createDuck({ dir: join(dataDir, 'duck'), objects, log })
  const outgoing = options.outgoing ?? createOutgoing()
  // Sources are named by the operator, who may vouch for hosts on a network of the State's own; links by any officer.
  const toSources = options.outgoing ?? createOutgoing({ trustedHosts: config.nodeHosts })

  const identity = createIdentityModule({ ...node, db: database.module<'identity'>(), publicUrl, oidc: config.oidc })
  const codes = createCodesModule({ db: database.module<'codes'>(), clock })
  const catalog = createCatalog(node, { identity, engine, followers }, options)
  const { agencies, people } = identity
  const sealPath = sealPathOf(dataDir)
  const audit = createAuditModule({ database, clock, log, agencies, people, sealPath, publicKey: keys.publicKey })
  const datasets = await createDatasets(node, { identity, catalog, duck, outgoing }, options)
  const shown = { catalog, datasets, identity, codes: codes.reader, clock, publicUrl }
  const messages = createNodeMessages(node)
  const { vocabulary, profile } = await createVocabularies(node)
  const harvest = createHarvest(
    node,
    { identity, catalog, codes: codes.reader, outgoing: toSources, vocabulary, profile, messages },
    options,
  )
  const interop = createInterop(node, { identity, catalog, datasets, clock, publicUrl, vocabulary, profile, harvest })
  const datamap = createDatamapModule({
    ...node,
    ...{ db: database.module<'datamap'>(), catalog, agencies, people, codes: codes.reader, messages, publicUrl },
    rules: await readRules(),
    levelRules: await readLevelRules(),
    live: await liveMeans(node),
  })
  const federated = await createFederated(node, { identity, catalog, datasets, interop, harvest, datamap })
  const foreign = () => foreignDatabases(federated.federation)
  const mapPages = createMapPages({ ...shown, db: datamap.deps.db, agencies, foreign })
  const plans = await createPlans(node, { identity, codes, catalog, datamap, messages })
  const portal = createPortalModule({
    ...shown,
    entries: interop.entries,
    harvest: harvest.reader,
    noteFailedSearch: plans.noteFailedSearch,
  })
  const desk = createDesk(node, { ...shown, messages, reviews: { database: datamap.review, plan: plans.review } })

  return {
    identity,
    codes,
    catalog,
    datasets,
    interop,
    harvest,
    datamap,
    plans,
    engine,
    duck,
    tasks: [...audit.tasks, ...datasets.tasks, ...harvest.tasks, ...datamap.tasks, ...desk.tasks],
    schedules: audit.schedules,
    routes: (http) => {
      for (const module of [
        identity,
        codes,
        audit,
        interop,
        harvest,
        federated.feed,
        federated.federation,
        datamap,
        mapPages,
        plans,
        portal,
        desk,
      ])
        module.routes(http)
      datasets.routes(http, { publicUrl })
    },
    start: async () => {
      await datasets.clearLeftOvers()
      await followers.start([
        identity.follower,
        codes.follower,
        ...catalog.followers,
        portal.follower,
        mapPages.follower,
        federated.feed.follower,
        ...interop.followers,
        federated.federation.follower,
        ...plans.followers,
        ...desk.followers,
      ])
      federated.federation.start()
    },
    close: async () => {
      await federated.close()
      await followers.stop()
      await catalog.usage.close()
      await Promise.all([
        engine.close(),
        duck.close(),
        outgoing.close(),
        toSources.close(),
        mapPages.close(),
        profile.close(),
      ])
    },
  }
}

interface CatalogParts {
  readonly identity: IdentityModule
  readonly engine: SearchEngine
  readonly followers: Followers
}

function createCatalog(
  node: NodeResources,
  { identity, engine, followers }: CatalogParts,
  options: ModuleOptions,
): CatalogModule {
  const { database, clock, ids, keys, log } = node
  return createCatalogModule({
    db: database.module<'catalog'>(),
    clock,
    ids,
    log,
    agencies: identity.agencies,
    engine,
    shown: async () => {
      await options.step?.('change-committed')
      // Neither the index nor a kept page may still show what was before.
      await Promise.all([followers.caughtUp('catalog-search'), followers.caughtUp('portal-pages')])
    },
    seal: (text) => keys.seal(text, 'feedback-contact'),
    unseal: (text) => keys.unseal(text, 'feedback-contact'),
  })
}

interface DatasetParts {
  readonly identity: IdentityModule
  readonly catalog: CatalogModule
  readonly duck: Duck
  readonly outgoing: Outgoing
}

async function createDatasets(
  node: NodeResources,
  { identity, catalog, duck, outgoing }: DatasetParts,
  options: ModuleOptions,
): Promise<DatasetsModule> {
  const { database, clock, ids, log, objects, config } = node
  const db = database.module<'datasets'>()
  return createDatasetsModule({
    db,
    clock,
    ids,
    log,
    catalog,
    agencies: identity.agencies,
    objects,
    duck,
    uploads: createUploads({ db, clock, ids, dir: join(config.dataDir, 'uploads') }),
    codes: await datasetCodes(),
    workDir: join(config.dataDir, 'reading'),
    outgoing,
    backups: (since) => listBackups(database.pool, since),
    step: options.step ?? (() => undefined),
  })
}

type HarvestParts = Pick<
  Parameters<typeof createHarvestModule>[0],
  'identity' | 'catalog' | 'codes' | 'outgoing' | 'vocabulary' | 'profile'
>

function createHarvest(
  { database, clock, ids, log, config }: NodeResources,
  { messages, ...parts }: HarvestParts & { readonly messages: Messages },
  options: ModuleOptions,
): HarvestModule {
  return createHarvestModule({
    ...parts,
    ...{ db: database.module<'harvest'>(), clock, ids, log, publicUrl: config.publicUrl },
    tell: (told) => messages.tell(told),
    step: options.step ?? (() => undefined),
    ...(options.harvestWaits ? { waits: options.harvestWaits } : {}),
  })
}

type InteropParts = Omit<Parameters<typeof createInteropModule>[0], 'entries'> & { readonly harvest: HarvestModule }

/** Speaks to other people's programs from one reader of neutral records, harvested ones among them. */
function createInterop(node: NodeResources, { harvest, ...parts }: InteropParts): InteropModule {
  const { catalog, datasets, identity, publicUrl, vocabulary } = parts
  const { database, ids, clock } = node
  const { agencies } = identity
  const foreign = (ids: readonly string[]) => harvest.reader.entries(ids)
  const self = () => readThisNode({ db: database.module<'interop'>(), ids, clock, publicUrl })
  const entries = createEntryReader({ catalog, datasets, agencies, publicUrl, vocabulary, self, foreign })
  const interop = createInteropModule({ ...parts, entries })
  catalog.addReviewCheck('dataset', (draft) => interop.reviewProblems(draft))
  return interop
}

/** Code lists for other people's protocols, and the profiles that records are held against. */
async function createVocabularies({
  config,
}: NodeResources): Promise<{ vocabulary: Vocabulary; profile: ProfileChecker }> {
  const lists = await readSeedLists()
  const vocabulary = createVocabulary(lists, config.publicUrl)
  const profiles = await readProfiles(join(config.dataDir, 'profiles'))
  const profile = createProfileChecker(profiles, { vocabulary, codeUris: codeUrisOf(lists, config.publicUrl) })
  return { vocabulary, profile }
}

function createNodeMessages({ database, clock, ids, config }: NodeResources): Messages {
  const { publicUrl, smtpUrl } = config
  return createMessages({ db: database.module<'messages'>(), clock, ids, publicUrl, smtpUrl })
}

type Shown = Omit<Parameters<typeof createDeskModule>[0], 'position'>

function createDesk({ database }: NodeResources, shown: Shown) {
  return createDeskModule({ ...shown, position: storedCursor(database.pool, 'desk-messages') })
}

/** Reading running databases: only servers the operator names, passwords sealed by the key of the node. */
async function liveMeans({ config, keys }: NodeResources) {
  return {
    reader: createSchemaReader(),
    hosts: readHostRules(config.liveHosts),
    words: await readColumnWords(),
    seal: (text: string) => keys.seal(text, 'live-database'),
    unseal: (sealed: string) => keys.unseal(sealed, 'live-database'),
  }
}
