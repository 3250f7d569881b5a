import { readFile } from 'node:fs/promises'
import type { CatalogModule } from './modules/catalog/index.ts'
import { type DatamapModule, type ForeignDatabase, readMapDetails, readSystemTotals } from './modules/datamap/index.ts'
import type { DatasetsModule } from './modules/datasets/index.ts'
import { createFederation, createNodeAdapter, type Federation, type HarvestModule } from './modules/harvest/index.ts'
import type { IdentityModule } from './modules/identity/index.ts'
import { createFeed, type Feed, type FeedKind, type InteropModule } from './modules/interop/index.ts'
import { type ForeignPlan, PROGRESS_MOVED } from './modules/plans/index.ts'
import type { NodeResources } from './node.ts'
import { storedCursor } from './platform/events/index.ts'
import { createOutgoing } from './platform/http-out/index.ts'

interface Parts {
  readonly identity: IdentityModule
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly interop: InteropModule
  readonly harvest: HarvestModule
  readonly datamap: DatamapModule
  /** What is told of plans in force, by catalogue id. */
  readonly planDetails: FeedKind['details']
}

export interface Federated {
  readonly feed: Feed
  readonly federation: Federation
  close(): Promise<void>
}

/** Wires what nodes say to each other: the feed out, the directory and its followers in. */
export async function createFederated(
  { database, clock, ids, keys, config, objects }: NodeResources,
  { identity, catalog, datasets, interop, harvest, datamap, planDetails }: Parts,
): Promise<Federated> {
  const db = database.module<'interop'>()
  const feed = createFeed({
    db,
    outbox: db,
    catalog,
    datasets,
    agencies: identity.agencies,
    entries: interop.entries,
    keys,
    clock,
    ids,
    publicUrl: config.publicUrl,
    version: await programVersion(),
    kinds: kindsOf(datamap, planDetails),
    systems: async () => {
      const totals = await readSystemTotals(datamap.deps)
      return totals && { ...totals, levels: [...totals.levels] }
    },
    relayed: (resourceIds) => federation.signed(resourceIds),
  })
  const outgoing = createOutgoing({ trustedHosts: config.nodeHosts })
  const deps = {
    db: harvest.deps.db,
    harvest: harvest.deps,
    catalog,
    clock,
    keys,
    objects,
    removeUnused: (digest: string) => datasets.removeUnused(digest),
    outgoing,
    thisNode: () => feed.thisNode(),
    describeThisNode: (...given: Parameters<Feed['describeThisNode']>) => feed.describeThisNode(...given),
  }
  harvest.addAdapter(createNodeAdapter(deps))
  const federation = createFederation(deps, storedCursor(database.pool, 'harvest-questions'))
  return {
    feed,
    federation,
    close: async () => {
      await federation.stop()
      await outgoing.close()
    },
  }
}

/** What nodes tell each other about beside datasets. */
function kindsOf(datamap: DatamapModule, planDetails: Parts['planDetails']): readonly FeedKind[] {
  return [
    {
      name: 'database',
      page: '/ban-do-du-lieu/',
      details: (resourceIds) => readMapDetails(datamap.deps.db, resourceIds),
    },
    { name: 'plan', page: '/ke-hoach/', events: [PROGRESS_MOVED], details: planDetails },
    { name: 'series', page: '/chuoi-du-lieu/', details: () => Promise.resolve(new Map()) },
  ]
}

/** Databases of the nodes this one follows, for its map. */
export async function foreignDatabases(federation: Federation): Promise<readonly ForeignDatabase[]> {
  const records = await federation.records('database')
  return records.map(({ id, uri, entry, details }) => ({
    id,
    uri,
    name: entry.title['vi'] ?? id,
    url: entry.landingPage ?? uri,
    agency: { code: entry.publisher.id, name: entry.publisher.name },
    details,
  }))
}

/** Plans of the nodes this one follows, for coverage. */
export async function foreignPlans(federation: Federation): Promise<readonly ForeignPlan[]> {
  const records = await federation.records('plan')
  const ids = [...new Set(records.map(({ node }) => node))]
  const nodes = new Map(await Promise.all(ids.map(async (id) => [id, (await federation.node(id))?.name] as const)))
  return records.map(({ id, node, uri, at, entry, details }) => ({
    id,
    title: entry.title['vi'] ?? id,
    url: entry.landingPage ?? uri,
    agency: { code: entry.publisher.id, name: entry.publisher.name },
    nodeId: node,
    node: nodes.get(node) ?? new URL(uri).host,
    publishedAt: at,
    details,
  }))
}

async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
