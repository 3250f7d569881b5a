import type { Core } from './core.ts'
import { createFederated, type Federated, foreignDatabases, foreignPlans } from './federate.ts'
import type { Means } from './means.ts'
import {
  createDatamapModule,
  createMapPages,
  type DatamapModule,
  type MapPages,
  readColumnWords,
  readLevelRules,
  readRules,
} from './modules/datamap/index.ts'
import { createHarvestModule, type HarvestModule } from './modules/harvest/index.ts'
import { createEntryReader, createInteropModule, type InteropModule, readThisNode } from './modules/interop/index.ts'
import { createCalendarReader, type PlansModule, type ReadCalendar, readPlanRules } from './modules/plans/index.ts'
import type { NodeResources } from './node.ts'
import { createPlans } from './plan.ts'
import { createSchemaReader, readHostRules } from './platform/schema-reader/index.ts'

/** Tier 4: other programs, other catalogues and nodes, the databases of the state, and plans. */
export interface Exchange {
  readonly interop: InteropModule
  readonly harvest: HarvestModule
  readonly datamap: DatamapModule
  readonly mapPages: MapPages
  readonly federated: Federated
  readonly plans: PlansModule
}

export async function createExchange(node: NodeResources, means: Means, core: Core): Promise<Exchange> {
  const { clock, config, database } = node
  const { identity, codes, catalog, datasets } = core
  const rules = await readPlanRules()
  const calendar = createCalendarReader({ db: database.module<'plans'>(), clock }, rules.holidays)
  const harvest = createHarvest(node, means, core)
  const interop = createInterop(node, means, { ...core, harvest })
  const datamap = await createDatamap(node, means, { ...core, calendar })
  const planDetails = (ids: readonly string[]) => plans.reader.details(ids)
  const federated = await createFederated(node, { identity, catalog, datasets, interop, harvest, datamap, planDetails })
  const mapPages = createMapPages({
    db: datamap.deps.db,
    agencies: identity.agencies,
    codes: codes.reader,
    clock,
    publicUrl: config.publicUrl,
    foreign: () => foreignDatabases(federated.federation),
  })
  const { messages } = means
  const foreign = () => foreignPlans(federated.federation)
  const plans = createPlans(node, { identity, codes, catalog, datamap, messages, rules, calendar, foreign })
  return { interop, harvest, datamap, mapPages, federated, plans }
}

function createHarvest(node: NodeResources, means: Means, { identity, catalog, codes }: Core): HarvestModule {
  const { database, clock, ids, log, config } = node
  const { vocabulary, profile, messages, options } = means
  return createHarvestModule({
    db: database.module<'harvest'>(),
    clock,
    ids,
    log,
    publicUrl: config.publicUrl,
    identity,
    catalog,
    codes: codes.reader,
    outgoing: means.toSources,
    vocabulary,
    profile,
    tell: (told) => messages.tell(told),
    letters: messages.letters,
    step: options.step ?? (() => undefined),
    ...(options.harvestWaits ? { waits: options.harvestWaits } : {}),
  })
}

/** Speaks to other people's programs from one reader of neutral records, harvested ones among them. */
function createInterop(
  node: NodeResources,
  { vocabulary, profile }: Means,
  { catalog, datasets, identity, harvest }: Core & { readonly harvest: HarvestModule },
): InteropModule {
  const { database, ids, clock, config } = node
  const { publicUrl } = config
  const foreign = (resourceIds: readonly string[]) => harvest.reader.entries(resourceIds)
  const self = () => readThisNode({ db: database.module<'interop'>(), ids, clock, publicUrl })
  const { agencies } = identity
  const entries = createEntryReader({ catalog, datasets, agencies, publicUrl, vocabulary, self, foreign })
  const interop = createInteropModule({ identity, catalog, datasets, clock, publicUrl, vocabulary, profile, entries })
  catalog.addReviewCheck('dataset', (draft) => interop.reviewProblems(draft))
  return interop
}

async function createDatamap(
  node: NodeResources,
  { messages }: Means,
  { identity, codes, catalog, calendar }: Core & { readonly calendar: ReadCalendar },
): Promise<DatamapModule> {
  const { database, config, keys } = node
  return createDatamapModule({
    ...node,
    db: database.module<'datamap'>(),
    catalog,
    agencies: identity.agencies,
    people: identity.people,
    actorOf: (personId: string) => identity.actorOfPerson(personId),
    codes: codes.reader,
    messages,
    publicUrl: config.publicUrl,
    calendar,
    rules: await readRules(),
    levelRules: await readLevelRules(),
    // Only servers the operator names are read; their passwords are sealed by the key of the node.
    live: {
      reader: createSchemaReader(),
      hosts: readHostRules(config.liveHosts),
      words: await readColumnWords(),
      seal: (text: string) => keys.seal(text, 'live-database'),
      unseal: (sealed: string) => keys.unseal(sealed, 'live-database'),
    },
  })
}
