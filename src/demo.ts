import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadDemoDatabases } from './demo-databases.ts'
import { loadDemoPlan } from './demo-plan.ts'
import { loadDemoSystems } from './demo-systems.ts'
import type { ResourceRecord, TableNote } from './modules/catalog/index.ts'
import type { Actor } from './modules/identity/index.ts'
import type { Modules } from './modules.ts'
import type { NodeResources } from './node.ts'
import { readSetting, saveSetting } from './platform/db/settings.ts'

export interface Account {
  readonly role: string
  readonly agency: string
  readonly email: string
  readonly password: string
  readonly apiKey: string
}

/** One dataset of `seeds/demo/datasets.json`: its description, its file, and the decision it is approved with. */
interface DemoDataset {
  readonly agency: string
  readonly file: string
  readonly record: Partial<ResourceRecord> & Pick<ResourceRecord, 'title'>
  /** Meaning and unit of columns, by their heading in the file. */
  readonly columns: TableNote['columns']
  readonly decision: { readonly number?: string; readonly date?: string; readonly text?: string }
}

const SEEDS = fileURLToPath(new URL('../seeds/demo/', import.meta.url))
const AGENCY = 'G12'
const READ_DEADLINE_MS = 120_000

/** Makes the demo accounts and publishes the demo datasets, by the same steps as an agency does; once. */
export async function loadDemo(
  node: NodeResources,
  modules: Modules,
  say: (line: string) => void,
): Promise<readonly Account[]> {
  const path = join(node.config.dataDir, 'demo-accounts.json')
  const { demoAgency } = node.config
  const made = await modules.identity.createDemoPeople(demoAgency ?? AGENCY)
  if (made) await writeFile(path, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 })
  const accounts = JSON.parse(await readFile(path, 'utf8').catch(() => '[]')) as Account[]
  const { pool } = node.database
  if ((await readSetting(pool, 'demo')) === undefined) {
    await publishAll({ node, modules, say }, accounts)
    await saveSetting(pool, 'demo', true)
  }
  await loadPlanOnce({ node, modules, say }, accounts)
  return accounts
}

/** The demo plan needs the demo datasets, and an agency that issues plans. */
async function loadPlanOnce({ node, modules, say }: Loading, accounts: readonly Account[]): Promise<void> {
  const { pool } = node.database
  const { demoAgency = AGENCY } = node.config
  if (demoAgency !== AGENCY || (await readSetting(pool, 'demo plan')) !== undefined) return
  const officer = await actorFor(modules, accounts, 'data_officer')
  const approver = await actorFor(modules, accounts, 'approver')
  await loadDemoPlan(modules, { officer, approver })
  await saveSetting(pool, 'demo plan', true)
  say('• Kế hoạch dữ liệu mở mẫu')
}

interface Loading {
  readonly node: NodeResources
  readonly modules: Modules
  readonly say: (line: string) => void
}

async function publishAll(loading: Loading, accounts: readonly Account[]): Promise<void> {
  const { modules, say, node } = loading
  const all = JSON.parse(await readFile(join(SEEDS, 'datasets.json'), 'utf8')) as readonly DemoDataset[]
  const { demoAgency: only } = node.config
  const datasets = only === undefined ? all : all.filter(({ agency }) => `${agency}.`.startsWith(`${only}.`))
  const officer = await actorFor(modules, accounts, 'data_officer')
  const approver = await actorFor(modules, accounts, 'approver')
  const started = await Promise.all(datasets.map((dataset) => startDemo(loading, officer, dataset)))
  for (const [index, begun] of started.entries()) {
    say(`• Dữ liệu mẫu ${index + 1}/${datasets.length}: ${begun.dataset.record.title.vi}`)
    await publishOne(modules, approver, begun)
  }
  const lent = (actor: Actor, agency: string) => lentTo(modules, actor, agency)
  const count = await loadDemoDatabases({ node, modules, officer, approver, lentTo: lent, only })
  say(`• Bản đồ dữ liệu mẫu: ${count} cơ sở dữ liệu`)
  const steward = await actorFor(modules, accounts, 'steward')
  const systems = await loadDemoSystems({ node, modules, steward, agency: only ?? AGENCY })
  say(`• Sổ hệ thống mẫu: ${systems} hệ thống`)
}

/** Goes on from the state that an interrupted start has reached. */
async function publishOne(modules: Modules, approver: Actor, begun: Started): Promise<void> {
  const { dataset, preparedBy, changeId } = begun
  const { change } = await modules.datasets.viewDraft(preparedBy, changeId)
  if (change.state === 'published') return
  if (change.state === 'draft') {
    await untilRead(modules, preparedBy, changeId)
    await describeColumns(modules, begun)
    await modules.catalog.submitChange(preparedBy, changeId)
  }
  const decidedBy = await lentTo(modules, approver, dataset.agency)
  await modules.catalog.approveChange(decidedBy, { changeId, decision: dataset.decision })
}

interface Started {
  readonly dataset: DemoDataset
  readonly preparedBy: Actor
  readonly changeId: string
}

async function startDemo(loading: Loading, officer: Actor, dataset: DemoDataset): Promise<Started> {
  const { modules } = loading
  const preparedBy = await lentTo(modules, officer, dataset.agency)
  const changeId = await draftOf(loading, preparedBy, dataset)
  const { sources } = await modules.datasets.viewDraft(preparedBy, changeId)
  if (sources.length === 0) await addDemoFile(modules, preparedBy, { changeId, file: dataset.file })
  return { dataset, preparedBy, changeId }
}

/** The draft of a demo dataset; noted, so that a start after a kill does not make a second one. */
async function draftOf({ node, modules }: Loading, preparedBy: Actor, dataset: DemoDataset): Promise<string> {
  const { pool } = node.database
  const name = `demo ${dataset.file}`
  const noted = await readSetting(pool, name)
  if (typeof noted === 'string') return noted
  const { record } = dataset
  const change = await modules.datasets.createDataset(preparedBy, {
    agency: dataset.agency,
    title: record.title.vi,
    record,
  })
  await saveSetting(pool, name, change.id)
  return change.id
}

async function addDemoFile(
  modules: Modules,
  preparedBy: Actor,
  { changeId, file }: { changeId: string; file: string },
): Promise<void> {
  const path = join(SEEDS, 'files', file)
  const { uploads } = modules.datasets.deps
  const ownerId = preparedBy.id ?? ''
  const upload = await uploads.create({ ownerId, fileName: file, length: (await stat(path)).size })
  await uploads.append(upload, 0, createReadStream(path))
  await modules.datasets.addFile(preparedBy, { changeId, uploadId: upload.id })
}

async function describeColumns(modules: Modules, { dataset, preparedBy, changeId }: Started): Promise<void> {
  const { change, proposed } = await modules.datasets.viewDraft(preparedBy, changeId)
  if (change.state !== 'draft') return
  const tables = proposed.map(({ distribution, version }) => {
    const notes = version.columns.map((column) => [column.name, dataset.columns[column.title ?? column.name] ?? {}])
    return [
      distribution.id,
      { title: dataset.record.title.vi, columns: Object.fromEntries(notes) as TableNote['columns'] },
    ]
  })
  const record = { ...change.record, tables: Object.fromEntries(tables) as ResourceRecord['tables'] }
  await modules.catalog.saveDraft(preparedBy, { changeId, revision: change.revision, record })
}

/** The demo people sit at one agency; while the demo is loaded they hold the same roles at the agency of a dataset. */
async function lentTo(modules: Modules, actor: Actor, code: string): Promise<Actor> {
  const agency = await modules.identity.agencies.byCode(code)
  if (!agency) throw new Error(`the demo names an unknown agency: ${code}`)
  const grants = actor.grants.map((grant) => ({ ...grant, agencyId: agency.id, reach: new Set([agency.id]) }))
  return { ...actor, grants }
}

async function untilRead(modules: Modules, officer: Actor, changeId: string): Promise<void> {
  for (const deadline = Date.now() + READ_DEADLINE_MS; Date.now() < deadline; await sleep(100)) {
    const { sources } = await modules.datasets.viewDraft(officer, changeId)
    if (sources.every((source) => source.state === 'read')) return
    const failed = sources.find((source) => source.state === 'failed')
    if (failed) throw new Error(`demo file ${failed.fileName} could not be read`)
  }
  throw new Error('a demo file was not read in time')
}

async function actorFor(modules: Modules, accounts: readonly Account[], role: string): Promise<Actor> {
  const email = accounts.find((account) => account.role === role)?.email ?? ''
  const actor = await modules.identity.actorOfEmail(email)
  if (!actor) throw new Error(`the demo has no ${role}`)
  return actor
}
