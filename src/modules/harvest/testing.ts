import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ModuleOptions } from '../../modules.ts'
import { createOutgoing } from '../../platform/http-out/index.ts'
import { openTestApp, type TestApp } from '../../testing/test-app.ts'
import type { Run, RunMode, Source, SourceKind } from './model.ts'
import type { LogLine } from './runs/run-store.ts'
import { insertRun, readLog, readRuns } from './runs/run-store.ts'

/** Another catalogue, played by a server of the test. */
export interface FakeSource {
  readonly url: string
  /** Addresses asked for, in order. */
  readonly asked: string[]
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

/** A server that answers as the test says; nothing is there until then. */
export async function openFakeSource(): Promise<FakeSource> {
  const asked: string[] = []
  const fake = { answer: (_: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end() }
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    fake.answer(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return Object.assign(fake, {
    url: `http://nguon-khac.test:${port}`,
    asked,
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  })
}

/** The whole program, whose outgoing requests reach the loopback only by names that end in `.test`. */
export async function openHarvestApp(
  waits: ModuleOptions['harvestWaits'] = {},
  env: Readonly<Record<string, string>> = {},
): Promise<TestApp> {
  const outgoing = createOutgoing({
    isAllowed: (address) => address === '127.0.0.1',
    resolve: (host) => Promise.resolve([{ address: host === 'noi-bo.test' ? '10.0.0.1' : '127.0.0.1', family: 4 }]),
  })
  return openTestApp({ env, outgoing, harvestWaits: { sleep: () => Promise.resolve(), timeoutMs: 2_000, ...waits } })
}

export interface NewSource {
  readonly url: string
  readonly kind?: SourceKind
  readonly name?: string
}

export async function addTestSource(
  app: TestApp,
  { url, kind = 'ckan', name = 'Cổng thử' }: NewSource,
): Promise<Source> {
  const agency = app.agencies.home
  return app.modules.harvest.addSource(await app.actor('operator'), { name, kind, url, agency, schedule: 'by-hand' })
}

export interface Harvested {
  readonly run: Run
  readonly log: readonly LogLine[]
}

/** Reads a source to its end, or to where it stumbles, in this process. */
export async function harvestNow(app: TestApp, sourceId: string, mode: RunMode = 'full'): Promise<Harvested> {
  // Without a job: the queue of the app would race for the lease.
  const run = await insertRun(app.modules.harvest.deps.db, { sourceId, mode, startedBy: 'Thử', at: new Date() })
  if (!run) throw new Error('the source is being read')
  return workOn(app, { sourceId, runId: run.id })
}

/** Goes on with an open run. */
export async function workOn(
  app: TestApp,
  { sourceId, runId }: { readonly sourceId: string; readonly runId: number },
): Promise<Harvested> {
  const { harvest } = app.modules
  const { signal } = new AbortController()
  let after = await harvest.workRun(runId, { signal, sliceMs: 60_000 })
  while (after.kind === 'again') after = await harvest.workRun(runId, { signal, sliceMs: 60_000 })
  const [last] = await readRuns(harvest.deps.db, sourceId, 1)
  if (!last) throw new Error('the run has gone')
  return { run: last, log: await readLog(harvest.deps.db, runId) }
}

/** A CKAN package as small as one may be. */
export function ckanPackage(id: number | string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id: `pkg-${id}`,
    name: `bo-so-lieu-${id}`,
    title: `Bộ số liệu ${id}`,
    notes: `Mô tả của bộ số liệu ${id}, dùng để thử việc đọc danh mục của người khác.`,
    state: 'active',
    type: 'dataset',
    license_id: 'cc-by',
    metadata_created: '2026-01-01T00:00:00.000000',
    metadata_modified: '2026-06-01T00:00:00.000000',
    organization: { id: 'org-1', name: 'so-thu', title: 'Sở Thử nghiệm' },
    resources: [
      {
        id: `res-${id}`,
        name: 'Bảng',
        url: `https://nguon-khac.test/tep/${id}.csv`,
        format: 'CSV',
        mimetype: 'text/csv',
      },
    ],
    tags: [{ name: 'thử' }],
    ...more,
  }
}

/** Answers `package_search` from a list, paged as CKAN pages. */
export function ckanAnswers(packages: () => readonly unknown[]): FakeSource['answer'] {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (!url.pathname.endsWith('/package_search')) return void response.writeHead(404).end()
    const all = packages()
    const start = Number(url.searchParams.get('start') ?? 0)
    const rows = Number(url.searchParams.get('rows') ?? 10)
    const result = { count: all.length, results: all.slice(start, start + rows) }
    sendJson(response, { success: true, result })
  }
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(body))
}
