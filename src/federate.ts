import { readFile } from 'node:fs/promises'
import type { CatalogModule } from './modules/catalog/index.ts'
import type { DatasetsModule } from './modules/datasets/index.ts'
import { createFederation, createNodeAdapter, type Federation, type HarvestModule } from './modules/harvest/index.ts'
import type { IdentityModule } from './modules/identity/index.ts'
import { createFeed, type Feed, type InteropModule } from './modules/interop/index.ts'
import type { NodeResources } from './node.ts'
import { storedCursor } from './platform/events/index.ts'
import { createOutgoing } from './platform/http-out/index.ts'

interface Parts {
  readonly identity: IdentityModule
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly interop: InteropModule
  readonly harvest: HarvestModule
}

export interface Federated {
  readonly feed: Feed
  readonly federation: Federation
  close(): Promise<void>
}

/** Wires what nodes say to each other: the feed out, the directory and its followers in. */
export async function createFederated(
  { database, clock, ids, keys, config, objects }: NodeResources,
  { identity, catalog, datasets, interop, harvest }: Parts,
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
    kinds: [],
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
    outgoing,
    thisNode: () => feed.thisNode(),
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

async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
