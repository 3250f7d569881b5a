import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPlace } from '../../src/platform/db/place.ts'
import { createCaller } from './http-caller.ts'
import { forgetAddress, start } from './program.ts'
import { createRandom } from './random.ts'
import { findings, inStore, leftOvers } from './store-checks.ts'

const SEED = Number(process.env['NGUON_FAULT_SEED'] ?? Date.now() % 1_000_000)
const KILLS = 3
const SEEDS = new URL('../../seeds/demo/datasets.json', import.meta.url)

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nguon-first-'))
})
afterAll(async () => {
  const place = await readPlace(dataDir)
  await rm(dataDir, { recursive: true, force: true })
  const home = dirname(place?.pgData ?? dataDir)
  if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
}, 60_000)

test(`a first start that is killed again and again ends with every demo dataset once (seed ${SEED})`, async () => {
  const random = createRandom(SEED)
  for (let kill = 0; kill < KILLS; kill++) {
    const program = start({ dataDir })
    await sleep(random.between(500, 9000))
    await program.kill()
    expect(await program.orphans()).toEqual([])
  }
  await forgetAddress(dataDir)
  const program = start({ dataDir })
  const url = await program.ready()
  expect({ url, complaint: program.complaint() }).toMatchObject({ url: expect.any(String), complaint: '' })
  const caller = createCaller(url ?? '', undefined)
  const { datasets } = await caller.ask<{ datasets: { title: string }[] }>('GET', '/api/v1/datasets?limit=100')
  const seeds = JSON.parse(await readFile(SEEDS, 'utf8')) as { record: { title: { vi: string } } }[]
  expect(datasets.map(({ title }) => title).toSorted()).toEqual(seeds.map(({ record }) => record.title.vi).toSorted())
  await inStore(dataDir, async (database) => {
    expect(await findings(database)).toEqual([])
    expect(await leftOvers(database, dataDir)).toEqual([])
  })
  program.child.kill('SIGTERM')
  expect(await program.gone).toMatchObject({ code: 0 })
  expect(await program.orphans()).toEqual([])
})
