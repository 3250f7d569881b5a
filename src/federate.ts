import { readFile } from 'node:fs/promises'
import type { CatalogModule } from './modules/catalog/index.ts'
import type { DatasetsModule } from './modules/datasets/index.ts'
import type { IdentityModule } from './modules/identity/index.ts'
import { createFeed, type Feed, type InteropModule } from './modules/interop/index.ts'
import type { NodeResources } from './node.ts'

interface Parts {
  readonly identity: IdentityModule
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly interop: InteropModule
}

/** Wires what nodes say to each other: the feed out, the directory and its followers in. */
export async function createFederated(
  { database, clock, ids, keys, config }: NodeResources,
  { identity, catalog, datasets, interop }: Parts,
): Promise<{ readonly feed: Feed }> {
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
    relayed: () => Promise.resolve(new Map()),
  })
  return { feed }
}

async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
