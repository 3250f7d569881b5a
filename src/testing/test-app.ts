import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import type { ResourceRecord } from '../modules/catalog/index.ts'
import type { Actor, DemoAccount, Role } from '../modules/identity/index.ts'
import { addTestPeople } from '../modules/identity/people/testing.ts'
import { createModules, type ModuleOptions, type Modules } from '../modules.ts'
import type { NodeResources } from '../node.ts'
import { systemClock } from '../platform/clock.ts'
import { openTestDatabase } from '../platform/db/testing.ts'
import type { Http } from '../platform/http/index.ts'
import { createIds } from '../platform/ids.ts'
import { migrateJobs, startWorker } from '../platform/jobs/index.ts'
import { createLog, type Log } from '../platform/log.ts'
import { createDiskObjects } from '../platform/objects/index.ts'
import { openNodeKeys } from '../platform/secrets/index.ts'
import { scheduledTasks } from '../schedules.ts'

const HOME = 'G12'
const OTHER = 'G18'
// Long: a machine that runs everything at once reads a small file in seconds instead of a tenth of one.
const READ_DEADLINE_MS = 120_000

/** Where test people work: at the agency of most tests, or at one that has nothing to do with it. */
export type TestAgency = 'home' | 'other'

export interface TestFile {
  readonly title: string
  readonly at?: TestAgency
  readonly record?: Partial<ResourceRecord>
  readonly decision?: { readonly number?: string; readonly text?: string }
  /** Stops with the change waiting for the approver. */
  readonly stopAt?: 'draft' | 'in_review'
}

export interface TestDataset {
  readonly id: string
  readonly slug: string
  readonly changeId: string
  readonly tableIds: readonly string[]
}

/** What a browser sends once somebody has signed in. */
export interface SignedIn {
  readonly headers: { readonly cookie: string }
  /** For the hidden field `_csrf`, or the header `x-csrf-token`. */
  readonly csrf: string
}

/**
 * The whole program on a database of its own and a temporary data folder, with followers and jobs running and one
 * person of every role at two agencies; nothing listens, requests are injected.
 */
export async function openTestApp(options: ModuleOptions & { readonly env?: Readonly<Record<string, string>> } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'nguon-app-'))
  const config = readConfig({ NGUON_DATA: dataDir, NGUON_PUBLIC_URL: 'http://nguon.test', ...options.env })
  const problems: string[] = []
  const log = createLog('error', { write: (line) => void problems.push(line) })
  const node = await openNodeResources(config, log)
  const modules = await createModules(node, options)
  await modules.identity.syncAgencies(await modules.codes.loadSeeds())
  await modules.start()
  const worker = await startWorker({
    pool: node.database.pool,
    log,
    tasks: [...modules.tasks, ...scheduledTasks(modules)],
  })
  const people = [...(await addTestPeople(node.database, HOME)), ...(await addTestPeople(node.database, OTHER))]
  const http = await createApp(node, modules, log)

  function account(role: Role, at: TestAgency = 'home'): DemoAccount & { readonly id: string } {
    const found = people.find((person) => person.role === role && person.agency === (at === 'home' ? HOME : OTHER))
    if (!found) throw new Error(`no ${role} in this test`)
    return found
  }

  async function actor(role: Role, at: TestAgency = 'home'): Promise<Actor> {
    const found = await modules.identity.actorOfPerson(account(role, at).id)
    if (!found) throw new Error(`the ${role} has gone`)
    return found
  }

  return {
    http,
    modules,
    node,
    dataDir,
    /** Log lines at level error, so that a 500 can be explained. */
    problems,
    agencies: { home: HOME, other: OTHER } as const,
    account,
    actor,
    /** Headers of a program with the API key of this role. */
    as: (role: Role, at: TestAgency = 'home') => ({ authorization: `Bearer ${account(role, at).apiKey}` }),
    /** The way through the sign-in form; costs one password hash. */
    signIn: (role: Role, at: TestAgency = 'home') => signIn(http, account(role, at)),
    publishFile: async (path: string, file: TestFile) =>
      publishFile(modules, {
        path,
        file,
        agency: (file.at ?? 'home') === 'home' ? HOME : OTHER,
        officer: await actor('data_officer', file.at),
        approver: await actor('approver', file.at),
      }),
    /** Like `publishFile`, with the content instead of a path. */
    async publishText(name: string, content: string | Uint8Array, file: TestFile) {
      const folder = await mkdtemp(join(dataDir, 'given-'))
      await writeFile(join(folder, name), content)
      return this.publishFile(join(folder, name), file)
    },
    async close(): Promise<void> {
      await http.close()
      await worker.stop()
      await modules.close()
      await node.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>

async function openNodeResources(config: Config, log: Log): Promise<NodeResources> {
  await mkdir(config.dataDir, { recursive: true })
  const keys = await openNodeKeys(config.keyFile)
  const objects = await createDiskObjects({ dir: join(config.dataDir, 'objects') })
  const database = await openTestDatabase()
  await migrateJobs(database.pool, log)
  return {
    config,
    database,
    keys,
    objects,
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    migrated: [],
    databaseGone: new Promise(() => undefined),
    close: () => database.close(),
  }
}

async function signIn(http: Http, who: DemoAccount): Promise<SignedIn> {
  const form = await http.inject({ url: '/dang-nhap', headers: { accept: 'text/html' } })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const formCookie = form.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const answer = await http.inject({
    method: 'POST',
    url: '/dang-nhap',
    headers: { accept: 'text/html', cookie: formCookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ email: who.email, password: who.password, _csrf: csrf }).toString(),
  })
  if (answer.statusCode !== 303) throw new Error(`${who.email} could not sign in: ${answer.statusCode}`)
  const cookies = answer.cookies.map(({ name, value }) => `${name}=${value}`)
  return { headers: { cookie: [formCookie, ...cookies].join('; ') }, csrf }
}

interface Publishing {
  readonly path: string
  readonly file: TestFile
  readonly agency: string
  readonly officer: Actor
  readonly approver: Actor
}

async function publishFile(
  modules: Modules,
  { path, file, agency, officer, approver }: Publishing,
): Promise<TestDataset> {
  const { datasets, catalog } = modules
  const { description, licence, frequency, themes, ...rest } = file.record ?? {}
  const record = {
    ...rest,
    description: description ?? { vi: `Mô tả của ${file.title}: số liệu dùng để thử chương trình.` },
    licence: licence ?? 'vn-mo',
    frequency: frequency ?? 'ANNUAL',
    themes: themes ?? ['hanh-chinh-cong'],
    contact: { name: 'Phòng thử', email: 'thu@nguon.test', ...rest.contact },
    keywords: rest.keywords ?? ['thử nghiệm'],
  }
  const { id: changeId, resourceId } = await datasets.createDataset(officer, { agency, title: file.title, record })
  const { uploads } = datasets.deps
  const upload = await uploads.create({
    ownerId: officer.id ?? '',
    fileName: basename(path),
    length: (await stat(path)).size,
  })
  await uploads.append(upload, 0, createReadStream(path))
  await datasets.addFile(officer, { changeId, uploadId: upload.id })
  await untilRead(modules, officer, changeId)
  if (file.stopAt !== 'draft') await catalog.submitChange(officer, changeId)
  if (!file.stopAt)
    await catalog.approveChange(approver, { changeId, decision: file.decision ?? { text: 'Thử nghiệm' } })
  const view = await datasets.viewDraft(officer, changeId)
  const held = file.stopAt ? view.proposed : view.current
  const tableIds = held
    .filter(({ distribution }) => distribution.kind === 'table')
    .map(({ distribution }) => distribution.id)
  return { id: resourceId, slug: view.resource.slug, changeId, tableIds }
}

async function untilRead(modules: Modules, officer: Actor, changeId: string): Promise<void> {
  for (const deadline = Date.now() + READ_DEADLINE_MS; Date.now() < deadline; await sleep(50)) {
    const { sources } = await modules.datasets.viewDraft(officer, changeId)
    if (sources.every((source) => source.state === 'read')) return
    const failed = sources.find((source) => source.state === 'failed')
    if (failed) throw new Error(`${failed.fileName} could not be read: ${JSON.stringify(failed)}`)
  }
  throw new Error('the file was not read in time')
}
