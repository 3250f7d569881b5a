import type { CatalogModule } from './modules/catalog/index.ts'
import type { CodesModule } from './modules/codes/index.ts'
import type { DatamapModule, OpenItem } from './modules/datamap/index.ts'
import type { IdentityModule } from './modules/identity/index.ts'
import {
  createPlansModule,
  type MappedDatabase,
  type PlanRules,
  type PlansModule,
  type ReadCalendar,
  type ReadForeignPlans,
} from './modules/plans/index.ts'
import type { NodeResources } from './node.ts'
import { storedCursor } from './platform/events/index.ts'
import type { Messages } from './platform/messages/index.ts'

interface Parts {
  readonly identity: IdentityModule
  readonly codes: CodesModule
  readonly catalog: CatalogModule
  readonly datamap: DatamapModule
  readonly messages: Messages
  readonly rules: PlanRules
  readonly calendar: ReadCalendar
  readonly foreign: ReadForeignPlans
}

/** Wires plans to the data map, from which they are derived, and to the node's keys. */
export function createPlans(node: NodeResources, parts: Parts): PlansModule {
  const { database, clock, ids, log, keys, config } = node
  const { identity, codes, catalog, datamap, messages, rules, calendar, foreign } = parts
  return createPlansModule({
    db: database.module<'plans'>(),
    calendar,
    foreign,
    clock,
    ids,
    log,
    catalog,
    agencies: identity.agencies,
    people: identity.people,
    codes: codes.reader,
    messages,
    rules,
    publicUrl: config.publicUrl,
    databases: (agencyIds) => mappedDatabases(datamap, agencyIds),
    seal: (text) => keys.seal(text, 'request-contact'),
    unseal: (text) => keys.unseal(text, 'request-contact'),
    mac: (text) => keys.mac(text, 'data-request'),
    position: storedCursor(database.pool, 'plans-progress'),
  })
}

/** Open items of the data map by table. What tells of persons is not proposed for opening, whatever its owner ticked. */
async function mappedDatabases(
  { reader }: DatamapModule,
  agencyIds: readonly string[],
): Promise<readonly MappedDatabase[]> {
  const items = (await reader.openItems(agencyIds)).filter(({ personal }) => personal === '' || personal === 'none')
  const byDatabase = [...Map.groupBy(items, ({ databaseId }) => databaseId)]
  return Promise.all(byDatabase.map(([id, own]) => mappedDatabase(reader, id, own)))
}

async function mappedDatabase(
  reader: DatamapModule['reader'],
  id: string,
  items: readonly OpenItem[],
): Promise<MappedDatabase> {
  const record = await reader.database(id)
  const [first] = items
  const tables = [...Map.groupBy(items, ({ table }) => table)].map(([name, own]) => ({
    name: name || (first?.database ?? ''),
    title: name || (first?.database ?? ''),
    columns: own.map(({ title }) => ({ title, share: 'open' as const })),
  }))
  return {
    id,
    title: first?.database ?? '',
    agencyId: first?.agencyId ?? '',
    tables,
    publishedAs: (record?.relations ?? []).filter(({ type }) => type === 'published-as').map(({ name }) => name),
    frequency: record?.update.frequency,
  }
}
