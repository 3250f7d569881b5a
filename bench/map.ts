import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type * as AppModule from '../src/app.ts'
import type * as ConfigModule from '../src/config.ts'
import { plantMap } from '../src/modules/datamap/map/plant-map.ts'
import { aMap } from '../src/modules/datamap/map/testing.ts'
import type * as ModulesModule from '../src/modules.ts'
import type * as NodeModule from '../src/node.ts'
import type * as PlatformLogModule from '../src/platform/log.ts'
import { isSmoke, numberOption, say } from './table.ts'

/** The page of the data map: its weight and its server answers, against one plain SQL read of what it shows. */
const size = numberOption('size', isSmoke ? 500 : 10_000)
const rounds = numberOption('rounds', isSmoke ? 5 : 100)
const MOST_BYTES = 60_000
const MOST_P95_MS = 100

// The built program: its pages are TSX, which Node does not read by itself.
const built = async <Module>(file: string) => (await import(new URL(`../dist/${file}`, import.meta.url).href)) as Module
const { createApp } = await built<typeof AppModule>('app.js')
const { readConfig } = await built<typeof ConfigModule>('config.js')
const { createModules } = await built<typeof ModulesModule>('modules.js')
const { openNode } = await built<typeof NodeModule>('node.js')
const { createLog } = await built<typeof PlatformLogModule>('platform/log.js')

/** The 95th percentile of a number of calls, in milliseconds. */
async function timed(times: number, call: (round: number) => PromiseLike<unknown>): Promise<number> {
  const taken: number[] = []
  for (let round = 0; round < times; round++) {
    const began = performance.now()
    await call(round)
    taken.push(performance.now() - began)
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times * 0.95)] ?? Number.NaN
}

const dataDir = await mkdtemp(join(tmpdir(), 'nguon-bench-map-'))
const log = createLog('error')
const node = await openNode(readConfig({ NGUON_DATA: dataDir, NGUON_PUBLIC_URL: 'http://nguon.test' }), {
  log,
  as: 'server',
})
const modules = await createModules(node)
try {
  await modules.identity.syncAgencies(await modules.codes.loadSeeds())
  await modules.start()
  const http = await createApp(node, modules, log)
  const { db } = modules.datamap.deps
  const tree = await modules.identity.agencies.tree()
  const owners = tree.all.filter(({ validTo }) => validTo === undefined).map(({ id }) => id)
  await plantMap(db, aMap(size), owners)
  const pages = ['', '?lop=2', '?q=dat+dai', '?linh-vuc=y-te', '?tu=csdl-1&den=csdl-77', '?noi=khong&trang=3']
  const first = await http.inject('/ban-do-du-lieu')
  const bytes = gzipSync(first.rawPayload).length
  const page = await timed(rounds, (round) => http.inject(`/ban-do-du-lieu${pages[round % pages.length] ?? ''}`))
  const read = await timed(rounds, () => db.selectFrom('datamap.database').select(['slug', 'name', 'class']).execute())
  say(`databases           ${size}`)
  say(`first load          ${bytes} bytes gz (bar ${MOST_BYTES})`)
  say(`server answer p95   ${page.toFixed(1)} ms (bar ${MOST_P95_MS})`)
  say(`ratio to SQL read   ${(page / read).toFixed(2)} (the plain read of all names: p95 ${read.toFixed(1)} ms)`)
  if (bytes > MOST_BYTES) process.exitCode = 1
} finally {
  await modules.close()
  await node.close()
  await rm(dataDir, { recursive: true, force: true })
}
