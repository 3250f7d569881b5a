import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NoAnswer } from './http-caller.ts'
import { createPublisher, newWork, type Work } from './publisher.ts'
import { createRandom } from './random.ts'
import { type FaultNode, killAndRestart, removeNodes, startThree, trust } from './three-nodes.ts'

const KILLS = Number(process.env['NGUON_FAULT_ROUNDS'] ?? 6)
const SEED = Number(process.env['NGUON_FAULT_SEED'] ?? Date.now() % 1_000_000)
const HEALS_WITHIN_MS = 120_000
const SHOWN_WITHIN_MS = 60_000
const NO_KEYS = { officer: '', approver: '', agency: '' }

let nodes: readonly FaultNode[] = []
let [ministry, province, nation]: readonly (FaultNode | undefined)[] = []

beforeAll(async () => {
  nodes = await startThree(['bo', 'tinh', 'quoc-gia'])
  ;[ministry, province, nation] = nodes
  if (!ministry || !province || !nation) throw new Error('three nodes are needed')
  await trust(nation, ministry)
  await trust(nation, province)
}, 300_000)
afterAll(() => removeNodes(nodes), 60_000)

const works: { readonly at: FaultNode; readonly work: Work; readonly word: string }[] = []

/** Publishes at a node until told to stop; what a kill left unfinished is finished after the restart. */
async function publishOn(at: FaultNode, stop: AbortSignal): Promise<void> {
  const random = createRandom(SEED + at.url.length)
  while (!stop.aborted) {
    const word = `qg${at.name}${SEED.toString(36)}x${works.length.toString(36)}`.replace('-', '')
    const work = newWork(word, random)
    works.push({ at, work, word })
    await finish(at, work)
  }
}

async function finish(at: FaultNode, work: Work): Promise<void> {
  while (!work.done) {
    try {
      await createPublisher(at.url, at.keys).finish(work)
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      await sleep(200)
    }
  }
}

/** How often the nation shows what only one publication is called. */
async function shownAtNation(word: string): Promise<number> {
  const found = await createPublisher(nation?.url ?? '', NO_KEYS)
    .find(word)
    .catch((error: unknown) => {
      if (error instanceof NoAnswer) return { datasets: [] }
      throw error
    })
  return found.datasets.length
}

async function untilShown(word: string, withinMs: number): Promise<number> {
  const began = performance.now()
  while ((await shownAtNation(word)) === 0) {
    if (performance.now() - began > withinMs) throw new Error(`${word} is not shown after ${withinMs / 1000} s`)
    await sleep(50)
  }
  return performance.now() - began
}

test(`publications outlive ${KILLS} kills of any node and stand at the nation once (seed ${SEED})`, async () => {
  if (!ministry || !province) return
  const random = createRandom(SEED)
  const stop = new AbortController()
  const publishing = [publishOn(ministry, stop.signal), publishOn(province, stop.signal)]
  const killed: string[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(random.between(300, 5_000))
    const victim = random.choose(nodes as [FaultNode, ...FaultNode[]])
    killed.push(victim.name)
    await killAndRestart(victim)
  }
  stop.abort()
  await Promise.all(publishing)

  const began = performance.now()
  for (const { word } of works) await untilShown(word, HEALS_WITHIN_MS)
  const healed = performance.now() - began
  for (const { word } of works) expect({ word, times: await shownAtNation(word) }).toEqual({ word, times: 1 })

  const seconds: number[] = []
  for (const at of [ministry, province]) {
    const word = `sau${at.name}${SEED.toString(36)}`
    const work = newWork(word, random)
    works.push({ at, work, word })
    await finish(at, work)
    seconds.push((await untilShown(word, SHOWN_WITHIN_MS)) / 1000)
  }
  process.stdout.write(
    `nation, NGUON_FAULT_SEED=${SEED}: killed ${killed.join(', ')}; ${works.length} published, all shown once ` +
      `${(healed / 1000).toFixed(1)} s after the last; then shown after ${seconds.map((value) => value.toFixed(2)).join(' and ')} s\n`,
  )
})
