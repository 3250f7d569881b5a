import { readFile } from 'node:fs/promises'
import type { DatabaseRecord } from './modules/datamap/index.ts'
import type { Actor } from './modules/identity/index.ts'
import type { Modules } from './modules.ts'
import type { NodeResources } from './node.ts'
import { readSetting, saveSetting } from './platform/db/settings.ts'

/** One database of `seeds/demo/databases.json`; relations name others by their key, datasets by `dataset:` and slug. */
interface DemoDatabase {
  readonly key: string
  readonly agency: string
  readonly record: DatabaseRecord
  readonly relations: readonly { readonly type: DatabaseRecord['relations'][number]['type']; readonly to: string }[]
}

interface Loading {
  readonly node: Pick<NodeResources, 'database'>
  readonly modules: Modules
  readonly officer: Actor
  readonly approver: Actor
  /** Only what belongs to this agency and those below it. */
  readonly only: string | undefined
  /** The same person with the same roles at another agency, while the demo is loaded. */
  lentTo(actor: Actor, agency: string): Promise<Actor>
}

const PATH = new URL('../seeds/demo/databases.json', import.meta.url)
const DECISION = { text: 'Dữ liệu mẫu để thử chương trình' }

/** Publishes the demo databases of the data map by the same steps as an agency does; goes on where a killed start stopped. */
export async function loadDemoDatabases(loading: Loading): Promise<number> {
  const all = JSON.parse(await readFile(PATH, 'utf8')) as readonly DemoDatabase[]
  const databases = all.filter(
    ({ agency }) => loading.only === undefined || `${agency}.`.startsWith(`${loading.only}.`),
  )
  const names = new Map(all.map(({ key, record }) => [key, record.identity.name ?? key]))
  const started = new Map<string, Started>()
  for (const database of databases) started.set(database.key, await start(loading, database))
  for (const one of started.values()) await publish(loading, one, { started, names })
  return databases.length
}

interface Started {
  readonly database: DemoDatabase
  readonly changeId: string
  readonly resourceId: string
}

async function start({ node, modules, officer, lentTo }: Loading, database: DemoDatabase): Promise<Started> {
  const { pool } = node.database
  const name = `demo database ${database.key}`
  const noted = await readSetting(pool, name)
  const known = typeof noted === 'string' ? await modules.catalog.reader.change(noted) : undefined
  if (known) return { database, changeId: known.id, resourceId: known.resourceId }
  const preparedBy = await lentTo(officer, database.agency)
  const draft = await modules.datamap.createDatabase(preparedBy, { agency: database.agency, record: database.record })
  await saveSetting(pool, name, draft.id)
  return { database, changeId: draft.id, resourceId: draft.resourceId }
}

interface Others {
  readonly started: ReadonlyMap<string, Started>
  readonly names: ReadonlyMap<string, string>
}

async function publish(
  { modules, officer, approver, lentTo }: Loading,
  { database, changeId }: Started,
  others: Others,
): Promise<void> {
  const change = await modules.catalog.reader.change(changeId)
  if (!change || change.state === 'published') return
  const preparedBy = await lentTo(officer, database.agency)
  if (change.state === 'draft') {
    const relations = await relationsOf(modules, database, others)
    const record = { ...database.record, relations }
    await modules.datamap.saveDatabase(preparedBy, { changeId, revision: change.revision, record })
    await modules.catalog.submitChange(preparedBy, changeId)
  }
  const decidedBy = await lentTo(approver, database.agency)
  await modules.catalog.approveChange(decidedBy, { changeId, decision: DECISION })
}

async function relationsOf(
  modules: Modules,
  { relations }: DemoDatabase,
  { started, names }: Others,
): Promise<DatabaseRecord['relations']> {
  const made = relations.map(async ({ type, to }) => {
    if (to.startsWith('dataset:')) {
      const dataset = await modules.catalog.reader.bySlug(to.slice('dataset:'.length))
      return dataset ? [{ type, to: dataset.id, name: dataset.record?.title.vi ?? dataset.slug }] : []
    }
    const other = started.get(to)
    return [{ type, ...(other ? { to: other.resourceId } : {}), name: names.get(to) ?? to }]
  })
  return (await Promise.all(made)).flat()
}
