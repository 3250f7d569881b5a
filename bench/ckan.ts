// node bench/ckan.ts [--datasets N] [--smoke]: package_search with facets over HTTP, against the bare search engine asked directly.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate as breathe } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { Pool } from 'undici'
import type { Entry } from '../src/formats/model.ts'
import type * as VocabularyModule from '../src/formats/vocabulary.ts'
import type * as CodesModule from '../src/modules/codes/index.ts'
import { anAgency } from '../src/modules/identity/agencies/testing.ts'
import type * as TreeModule from '../src/modules/identity/agencies/tree.ts'
import type * as IdentityModule from '../src/modules/identity/index.ts'
import type * as CkanModule from '../src/modules/interop/ckan/index.ts'
import type { InteropDeps } from '../src/modules/interop/deps.ts'
import type * as ClockModule from '../src/platform/clock.ts'
import type * as HttpModule from '../src/platform/http/index.ts'
import type * as LogModule from '../src/platform/log.ts'
import type * as SearchModule from '../src/platform/search/index.ts'
import { isSmoke, median, numberOption } from './table.ts'

// The built program: its pages are TSX, which Node does not read by itself.
const built = async <Module>(file: string) => (await import(new URL(`../dist/${file}`, import.meta.url).href)) as Module
const { createVocabulary } = await built<typeof VocabularyModule>('formats/vocabulary.js')
const { readSeedLists } = await built<typeof CodesModule>('modules/codes/index.js')
const { buildAgencyTree } = await built<typeof TreeModule>('modules/identity/agencies/tree.js')
const { bindActor, visitorActor } = await built<typeof IdentityModule>('modules/identity/index.js')
const { createCkan } = await built<typeof CkanModule>('modules/interop/ckan/index.js')
const { systemClock } = await built<typeof ClockModule>('platform/clock.js')
const { createHttp } = await built<typeof HttpModule>('platform/http/index.js')
const { createLog } = await built<typeof LogModule>('platform/log.js')
const { createSearchEngine } = await built<typeof SearchModule>('platform/search/index.js')

const SITE = 'http://nguon.test'
const THEMES = 'y-te lao-dong cong-nghe nong-nghiep giao-duc-dao-tao giao-thong moi-truong phap-luat'.split(' ')
const WORDS =
  'dân số đất đai trường học giáo dục y tế giao thông môi trường bệnh viện tỉnh huyện xã năm thống kê báo cáo'.split(
    ' ',
  )
const FORMATS = ['CSV', 'XLSX', 'JSON', 'PDF', 'GEOJSON']
const FACETS = ['organization', 'groups', 'tags', 'res_format', 'license_id']
const ORGANIZATIONS = 60

const datasets = numberOption('datasets', isSmoke ? 2_000 : 100_000)

if (process.argv.includes('--serve')) await serve()
else await measure()

/** A whole number that looks random and is the same in every run. */
function pick(seed: number, below: number): number {
  return Math.imul(seed + 1, 2_654_435_761) % below < 0
    ? (Math.imul(seed + 1, 2_654_435_761) % below) + below
    : Math.imul(seed + 1, 2_654_435_761) % below
}

function word(seed: number): string {
  return WORDS[pick(seed, WORDS.length)] ?? ''
}

function entryOf(n: number): Entry {
  const id = `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const organization = `G${10 + pick(n, ORGANIZATIONS)}`
  const title = `${word(n)} ${word(n + 7)} ${word(n + 13)} ${n}`
  const modified = new Date(Date.UTC(2026, 0, 1) + pick(n, 300) * 86_400_000 + n).toISOString()
  const distribution = (part: number) => ({
    id: `01900000-0000-7000-900${part}-${String(n).padStart(12, '0')}`,
    uri: `${SITE}/id/distribution/${n}-${part}`,
    title: { vi: `Bảng ${part} của ${title}` },
    description: { vi: 'Bảng.' },
    accessUrl: `${SITE}/bo-du-lieu/b-${n}`,
    downloadUrl: `${SITE}/api/v1/tables/${n}-${part}/download`,
    format: FORMATS[pick(n + part, FORMATS.length)] ?? 'CSV',
    conformsTo: [],
    queryable: part === 0,
  })
  return {
    id,
    uri: `${SITE}/id/dataset/${id}`,
    kind: 'dataset',
    name: `b-${n}`,
    title: { vi: title },
    description: { vi: `Số liệu ${Array.from({ length: 30 }, (_, i) => word(n * 31 + i)).join(' ')}.` },
    keywords: [word(n), word(n + 3), `loại ${pick(n, 500)}`],
    themes: [THEMES[pick(n, THEMES.length)] ?? 'y-te'],
    publisher: { id: organization, name: `Cơ quan ${organization}` },
    licence: n % 3 === 0 ? 'cc-by-4.0' : 'vn-mo',
    accessRights: 'public',
    frequency: 'ANNUAL',
    areas: ['VN'],
    issued: modified,
    modified,
    inSeries: [],
    distributions: [distribution(0), distribution(1)],
    extras: {},
  }
}

/** The web side of CKAN over generated records: no database, so that nothing but package_search is measured. */
async function serve(): Promise<void> {
  const deps = await fakeDeps()
  const ckan = createCkan(deps)
  const http = await createHttp({
    trustProxy: false,
    secure: false,
    log: createLog('error'),
    formKey: Buffer.alloc(32),
    renderError: () => '',
    withoutForm: () => true,
  })
  bindActor(http, async () => visitorActor())
  ckan.routes(http)
  const began = performance.now()
  await ckan.follower.load()
  const filledMs = performance.now() - began
  globalThis.gc?.()
  const address = await http.listen({ host: '127.0.0.1', port: 0 })
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({ address, filledMs, heap: heapUsed + arrayBuffers })
  process.on('message', (ids: readonly string[] | 'cpu') => {
    if (ids === 'cpu') {
      process.send?.(process.cpuUsage())
      return
    }
    const events = ids.map((resourceId, id) => ({ id, xid: '1', type: 'catalog.resource.published', resourceId }))
    void ckan.follower.handle(events.map((event) => ({ ...event, version: 1, payload: {}, at: new Date() })))
  })
  process.on('disconnect', () => process.exit())
}

async function fakeDeps(): Promise<InteropDeps> {
  const agencies = Array.from({ length: ORGANIZATIONS }, (_, n) => anAgency(`G${10 + n}`))
  const tree = buildAgencyTree(agencies)
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db: Kysely<never>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  const many = async (ids: readonly string[]) => ids.map((id) => entryOf(Number(id.slice(-12))))
  const entries = {
    many,
    one: async (id: string) => entryOf(Number(id.slice(-12))),
    async *pages({ size }: { size: number }) {
      for (let at = 0; at < datasets; at += size) {
        yield Array.from({ length: Math.min(size, datasets - at) }, (_, i) => entryOf(at + i))
        await breathe()
      }
    },
  }
  return {
    clock: systemClock,
    publicUrl: SITE,
    vocabulary: createVocabulary(await readSeedLists(), SITE),
    entries,
    identity: { agencies: { tree: async () => tree } },
    catalog: { db: new Kysely({ dialect }) },
    datasets: { deps: { workDir: '/tmp' } },
  } as unknown as InteropDeps
}

/** Words, filters of every kind, several pages. */
function queryOf(n: number): string {
  const facets = FACETS.map((field) => `facet.field=${field}`).join('&')
  const q = [word(n), `${word(n)} ${word(n + 1)}`, '*:*', `title:${word(n)}`][n % 4] ?? ''
  const organization = `organization:g${10 + pick(n, ORGANIZATIONS)}`
  const fq =
    ['', organization, `(groups:y-te OR groups:${THEMES[n % 8]})`, `-${organization} res_format:CSV`][pick(n, 4)] ?? ''
  return `q=${encodeURIComponent(q)}&fq=${encodeURIComponent(fq)}&rows=10&start=${(n % 3) * 10}&${facets}`
}

/** A filter nobody asked for before, with other datasets in its answer each time: those up to some moment of 300 days. */
function untilOf(n: number): string {
  const until = new Date(Date.UTC(2026, 0, 1) + pick(n, 300) * 86_400_000 + n * 7).toISOString()
  return encodeURIComponent(`metadata_modified:[* TO ${until}]`)
}

interface Served {
  readonly address: string
  readonly filledMs: number
  readonly heap: number
}

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['--serve', '--datasets', String(datasets)], {
    execArgv: ['--max-old-space-size=6000', '--expose-gc'],
  })
  const served = await new Promise<Served>((done) => child.once('message', (message) => done(message as Served)))
  const pool = new Pool(served.address, { connections: 24 })
  const target = { pool, child }
  const seconds = isSmoke ? 1 : 8
  console.log(
    `${datasets} datasets; index filled in ${(served.filledMs / 1000).toFixed(1)} s, ${Math.round(served.heap / 1e6)} MB`,
  )
  try {
    await checkCount(pool)
    await ask(target, { seconds: isSmoke ? 1 : 5, queries: 400 })
    const asked = await ask(target, { seconds, queries: 400 })
    const distinct = await ask(target, { seconds, queries: 1e9 })
    const writing = setInterval(() => child.send([entryOf(pick(Date.now(), datasets)).id]), 1000)
    const changing = await ask(target, { seconds, queries: 400 })
    clearInterval(writing)
    const deep = await oneByOne(pool, `rows=100&sort=id+asc&start=${Math.floor(datasets * 0.95)}`)
    const bare = await bareEngine(seconds)
    const ratio = ({ perSecond }: Measured) => `${(perSecond / bare).toFixed(2)} × the engine`
    console.log(`400 queries again and again: ${show(asked)}, ${ratio(asked)} (bar ≥ 1,000 req/s)`)
    console.log(`never the same query twice: ${show(distinct)}, ${ratio(distinct)}`)
    console.log(`400 queries, one change a second: ${show(changing)}`)
    console.log(`deep page (start at 95 %, 100 rows): ${deep.toFixed(1)} ms`)
    console.log(`bare engine, same words and facets, no HTTP: ${Math.round(bare)} searches/s`)
  } finally {
    await pool.close()
    child.disconnect()
  }
}

async function checkCount(pool: Pool): Promise<void> {
  const { body } = await pool.request({ method: 'GET', path: '/api/3/action/package_search?rows=0&facet.field=groups' })
  const { result } = (await body.json()) as { result: { count: number; facets: { groups: Record<string, number> } } }
  const sum = Object.values(result.facets.groups).reduce((total, count) => total + count, 0)
  if (result.count !== datasets || sum !== datasets) throw new Error(`counted ${result.count} and ${sum}`)
}

interface Target {
  readonly pool: Pool
  readonly child: ChildProcess
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [usage] = (await once(child, 'message')) as [NodeJS.CpuUsage]
  return (usage.user + usage.system) / 1000
}

interface Load {
  readonly seconds: number
  /** How many different queries there are. */
  readonly queries: number
}

interface Measured {
  readonly perSecond: number
  /** Of the server, for one request: what a busy machine does not change. */
  readonly cpuMs: number
  readonly p95: number
}

async function ask({ pool, child }: Target, { seconds, queries }: Load): Promise<Measured> {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let next = 0
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now()
      const n = next++
      const path = `/api/3/action/package_search?${queryOf(n % queries)}${queries > 1e6 ? `&fq=${untilOf(n)}` : ''}`
      const { statusCode, body } = await pool.request({ method: 'GET', path })
      await body.dump({ limit: 10_000_000 })
      if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
      times.push(performance.now() - began)
    }
  }
  const cpuBefore = await cpuOf(child)
  const began = performance.now()
  await Promise.all(Array.from({ length: 24 }, client))
  const took = (performance.now() - began) / 1000
  const cpuMs = ((await cpuOf(child)) - cpuBefore) / times.length
  times.sort((a, b) => a - b)
  return { perSecond: times.length / took, cpuMs, p95: times[Math.floor(times.length * 0.95)] ?? 0 }
}

async function oneByOne(pool: Pool, query: string): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < 20; n++) {
    const began = performance.now()
    const { body } = await pool.request({
      method: 'GET',
      path: `/api/3/action/package_search?${query}&fq=num_tags:[0+TO+${n + 5}]`,
    })
    await body.dump({ limit: 10_000_000 })
    times.push(performance.now() - began)
  }
  return median(times)
}

async function bareEngine(seconds: number): Promise<number> {
  const fields = { facets: ['organization', 'groups', 'tags', 'res_format', 'license_id'], numbers: ['updatedAt'] }
  const engine = await createSearchEngine({ fields, now: () => new Date() })
  async function* documents() {
    for (let n = 0; n < datasets; n++) {
      const entry = entryOf(n)
      yield {
        id: entry.id,
        title: entry.title['vi'] ?? '',
        texts: [{ weight: 2 as const, text: entry.description['vi'] ?? '' }],
        facets: {
          organization: [entry.publisher.id],
          groups: entry.themes,
          tags: entry.keywords,
          res_format: entry.distributions.map(({ format }) => format ?? ''),
          license_id: [entry.licence ?? ''],
        },
        numbers: { updatedAt: Date.parse(entry.modified ?? '') },
        stored: '{}',
        version: 1,
      }
    }
  }
  await engine.rebuild(documents())
  const until = performance.now() + seconds * 1000
  let count = 0
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const n = count++
      await engine.search({ q: n % 4 === 2 ? '' : word(n), facets: fields.facets, limit: 10 })
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: 24 }, client))
  const took = (performance.now() - began) / 1000
  await engine.close()
  return count / took
}

function show({ perSecond, p95, cpuMs }: Measured): string {
  return `${Math.round(perSecond)} req/s, p95 ${p95.toFixed(1)} ms, ${cpuMs.toFixed(2)} ms of the server's CPU each`
}
