import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../../testing/test-app.ts'
import { findRun, insertRun } from './runs/run-store.ts'
import {
  addTestSource,
  ckanAnswers,
  ckanPackage,
  type FakeSource,
  openFakeSource,
  openHarvestApp,
  sendJson,
} from './testing.ts'

// The queue of the program works on the runs here, as at a node.
let app: TestApp
let quick: readonly FakeSource[]
beforeAll(async () => {
  // Patience enough that a busy machine does not take a quick source for a slow one.
  app = await openHarvestApp({ pageMs: 3_000, timeoutMs: 60_000 })
  quick = await Promise.all(Array.from({ length: 5 }, () => openFakeSource()))
  for (const [index, fake] of quick.entries()) fake.answer = ckanAnswers(() => [ckanPackage(`q-${index}`)])
})
afterAll(async () => {
  await Promise.all(quick.map((fake) => fake.close()))
  await app.close()
})

/** A source that begins to answer and sends no more until it is let go. */
async function openDripping(name: string) {
  const fake = await openFakeSource()
  const held: ServerResponse[] = []
  let isFree = false
  const answer = (response: ServerResponse) =>
    sendJson(response, { success: true, result: { count: 1, results: [ckanPackage(name)] } })
  fake.answer = (_, response) => {
    if (isFree) answer(response)
    else {
      response.writeHead(200, { 'content-type': 'application/json' }).write(' ')
      held.push(response)
    }
  }
  return {
    fake,
    release() {
      isFree = true
      for (const response of held) response.destroy()
    },
  }
}

const stateOf = async (runId: number) => (await findRun(app.modules.harvest.deps.db, runId))?.state
const slowOf = async (runId: number) => (await findRun(app.modules.harvest.deps.db, runId))?.slow

async function ask(url: string, name: string): Promise<number> {
  return askAgain((await addTestSource(app, { url, name })).id)
}

async function askAgain(sourceId: string): Promise<number> {
  const run = await app.modules.harvest.askRun(await app.actor('operator'), { sourceId, mode: 'full' })
  return run.id
}

test('seven sources that drip and five quick ones: the quick ones end while every slow one is still open', async () => {
  const drips = await Promise.all(Array.from({ length: 7 }, (_, index) => openDripping(`cham-${index}`)))
  const slow: number[] = []
  for (const [index, { fake }] of drips.entries()) slow.push(await ask(fake.url, `Cổng chậm ${index}`))
  // All lanes are taken before the first quick one is asked for.
  await expect.poll(() => drips.filter(({ fake }) => fake.asked.length > 0).length, { timeout: 60_000 }).toBe(7)
  const five: number[] = []
  for (const [index, { url }] of quick.entries()) five.push(await ask(url, `Cổng nhanh ${index}`))
  await expect.poll(() => Promise.all(five.map(stateOf)), { timeout: 60_000 }).toEqual(five.map(() => 'done'))
  expect(await Promise.all(slow.map(stateOf))).toEqual(slow.map(() => 'running'))
  // The last one to get a lane may still be within its first patience.
  await expect.poll(() => Promise.all(slow.map(slowOf)), { timeout: 60_000 }).toEqual(slow.map(() => true))
  for (const { release } of drips) release()
  await expect.poll(() => Promise.all(slow.map(stateOf)), { timeout: 60_000 }).toEqual(slow.map(() => 'done'))
  // It begins where it was, among the slow, and who answers at once is read as a quick one again.
  const sourceId = (await findRun(app.modules.harvest.deps.db, slow[0] ?? 0))?.sourceId ?? ''
  const again = await askAgain(sourceId)
  await expect.poll(() => slowOf(again), { timeout: 60_000 }).toBe(false)
  await Promise.all(drips.map(({ fake }) => fake.close()))
}, 120_000)

test('several sources of one host are asked one after the other', async () => {
  const fake = await openFakeSource()
  const answers = ckanAnswers(() => [ckanPackage('h')])
  let open = 0
  let most = 0
  fake.answer = (request, response) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open -= 1
      answers(request, response)
    }, 30)
  }
  const runs: number[] = []
  for (let index = 0; index < 4; index++) runs.push(await ask(`${fake.url}/muc-${index}`, `Mục ${index}`))
  await expect.poll(() => Promise.all(runs.map(stateOf)), { timeout: 60_000 }).toEqual(runs.map(() => 'done'))
  expect(fake.asked.length).toBeGreaterThanOrEqual(4)
  expect(most).toBe(1)
  await fake.close()
}, 90_000)

test('a slice that is over does not wait for the page that was asked for ahead', async () => {
  const fake = await openFakeSource()
  const first = Array.from({ length: 500 }, (_, index) => ckanPackage(`truoc-${index}`))
  fake.answer = (request, response) => {
    if (/start=0\b/.test(request.url ?? '')) {
      sendJson(response, { success: true, result: { count: 1000, results: first } })
    } else response.writeHead(200, { 'content-type': 'application/json' }).write(' ')
  }
  const { id: sourceId } = await addTestSource(app, { url: fake.url, name: 'Cổng chậm trang hai' })
  const { db, clock } = app.modules.harvest.deps
  const run = await insertRun(db, { sourceId, mode: 'full', startedBy: 'Thử', at: clock.now() })
  const slice = { signal: AbortSignal.timeout(90_000), sliceMs: 0 }
  expect(await app.modules.harvest.workRun(run?.id ?? 0, slice)).toEqual({ kind: 'again' })
  expect(slice.signal.aborted).toBe(false)
  expect((await findRun(db, run?.id ?? 0))?.counts).toMatchObject({ read: 500, pages: 1 })
  await fake.close()
}, 120_000)
