import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type * as ConfigModule from '../src/config.ts'
import type * as ModulesIdentityModule from '../src/modules/identity/index.ts'
import type * as ModulesModule from '../src/modules.ts'
import type { Modules } from '../src/modules.ts'
import type * as NodeModule from '../src/node.ts'
import type { NodeResources } from '../src/node.ts'
import type * as PlatformHttpOutModule from '../src/platform/http-out/index.ts'
import type * as PlatformLogModule from '../src/platform/log.ts'
import { isSmoke, numberOption, say } from './table.ts'

/** Datasets a second from another CKAN on this machine into catalogue and search, against a bare insert of the same bytes. */
const count = numberOption('datasets', isSmoke ? 2_000 : 50_000)
const BAR = 1_000

// The built program: its pages are TSX, which Node does not read by itself.
const built = async <Module>(file: string) => (await import(new URL(`../dist/${file}`, import.meta.url).href)) as Module
const { readConfig } = await built<typeof ConfigModule>('config.js')
const { programActor } = await built<typeof ModulesIdentityModule>('modules/identity/index.js')
const { createModules } = await built<typeof ModulesModule>('modules.js')
const { openNode } = await built<typeof NodeModule>('node.js')
const { createOutgoing } = await built<typeof PlatformHttpOutModule>('platform/http-out/index.js')
const { createLog } = await built<typeof PlatformLogModule>('platform/log.js')
const PAGE = 500

async function openSource(): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const file = fileURLToPath(new URL('./harvest-source.ts', import.meta.url))
  const child = spawn(process.execPath, [file, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://nguon-khac.test:${port.toString().trim()}`, child }
}

/** What the database alone takes for the same rows: one table, one index, the same pages. */
async function bareInsert({ database }: NodeResources): Promise<number> {
  const { pool } = database
  await pool.query('create schema bare; create table bare.doc (id uuid primary key, doc jsonb not null)')
  const { rows } = await pool.query<{ id: string; doc: unknown }>(
    'select resource_id as id, entry as doc from harvest.record',
  )
  const began = performance.now()
  for (let from = 0; from < rows.length; from += PAGE) {
    const some = rows.slice(from, from + PAGE)
    await pool.query('insert into bare.doc select * from unnest($1::uuid[], $2::jsonb[])', [
      some.map(({ id }) => id),
      some.map(({ doc }) => JSON.stringify(doc)),
    ])
  }
  const seconds = (performance.now() - began) / 1000
  await pool.query('drop schema bare cascade')
  return seconds
}

async function read(modules: Modules, sourceId: string): Promise<number> {
  const { harvest } = modules
  const began = performance.now()
  const run = await harvest.askRun(programActor('Đo'), { sourceId, mode: 'full' })
  const { signal } = new AbortController()
  for (let state = 'again'; state === 'again'; )
    state = (await harvest.workRun(run.id, { signal, sliceMs: 60_000 })).kind
  return (performance.now() - began) / 1000
}

async function untilFound(modules: Modules): Promise<void> {
  while ((await modules.engine.search({ q: '', limit: 1 })).total < count) await sleep(20)
}

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-bench-harvest-'))
const config = readConfig({ NGUON_DATA: dataDir, NGUON_PUBLIC_URL: 'http://nguon.test' })
const log = createLog('error')
const node = await openNode(config, { log, as: 'server' })
const outgoing = createOutgoing({
  isAllowed: (address) => address === '127.0.0.1',
  resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
})
const modules = await createModules(node, { outgoing })
const source = await openSource()
try {
  await modules.identity.syncAgencies(await modules.codes.loadSeeds())
  await modules.start()
  const { id } = await modules.harvest.addSource(programActor('Đo'), {
    name: 'Cổng đo',
    kind: 'ckan',
    url: source.url,
    agency: 'G12',
    schedule: 'by-hand',
  })
  const began = performance.now()
  const written = await read(modules, id)
  await untilFound(modules)
  const findable = (performance.now() - began) / 1000
  const again = await read(modules, id)
  const bare = await bareInsert(node)
  const rate = (seconds: number) => Math.round(count / seconds).toLocaleString('en-GB')
  say(`| ${count.toLocaleString('en-GB')} datasets of 3 resources | seconds | datasets/s |`)
  say('| --- | ---: | ---: |')
  say(`| read, mapped, written to the catalogue | ${written.toFixed(1)} | ${rate(written)} |`)
  say(
    `| … and found by the search (bar ≥ ${BAR.toLocaleString('en-GB')}) | ${findable.toFixed(1)} | ${rate(findable)} |`,
  )
  say(`| read again, nothing changed | ${again.toFixed(1)} | ${rate(again)} |`)
  say(`| bare insert of the same records | ${bare.toFixed(1)} | ${rate(bare)} |`)
  say('')
  say(
    `Ratio to the bare insert: ${(findable / bare).toFixed(1)} ×. Memory of the process: ${Math.round(process.memoryUsage.rss() / 1e6)} MB.`,
  )
  if (!isSmoke && count / findable < BAR) process.exitCode = 1
} finally {
  source.child.kill()
  await modules.close()
  await node.close()
  await rm(dataDir, { recursive: true, force: true })
}
