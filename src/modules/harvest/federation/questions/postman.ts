import { createBell } from '../../../../platform/events/index.ts'
import { sayFailure, sendLetter } from '../client.ts'
import type { FederationDeps } from '../deps.ts'
import { findNode } from '../store.ts'
import { claimLetters, postponeLetter, settleLetter, type WaitingLetter } from './store.ts'

export interface Postman {
  wake(): void
  start(): void
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 5_000
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 600_000
const MOST_ATTEMPTS = 500

/** Brings questions to the nodes that own the datasets, as often as it takes. */
export function createPostman(deps: FederationDeps): Postman {
  const bell = createBell()
  let stopped = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        for (const waiting of await claimLetters(deps.db, deps.clock.now())) if (!stopped) await deliver(deps, waiting)
      } catch (error) {
        deps.harvest.log.error({ err: error }, 'questions for other nodes could not be sent; they are tried again')
      }
      await bell.wait(LOOK_EVERY_MS)
    }
  }

  return {
    wake: () => bell.ring(),
    start() {
      running ??= run()
    },
    async stop() {
      stopped = true
      bell.ring()
      await running
    },
  }
}

async function deliver(deps: FederationDeps, { feedbackId, nodeId, letter, attempts }: WaitingLetter): Promise<void> {
  const node = await findNode(deps.db, nodeId)
  if (!node || node.state === 'off' || attempts > MOST_ATTEMPTS) return settleLetter(deps.db, feedbackId, NOBODY)
  try {
    const { taken, reason } = await sendLetter(deps, { url: node.url, letter, key: deps.keys })
    const end = taken
      ? ({ state: 'sent', at: deps.clock.now() } as const)
      : ({ state: 'refused', vi: reason, en: reason } as const)
    await settleLetter(deps.db, feedbackId, end)
  } catch (error) {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 10))
    const until = new Date(deps.clock.now().getTime() + wait)
    await postponeLetter(deps.db, feedbackId, { until, ...sayFailure(error, node.url) })
  }
}

const NOBODY = {
  state: 'refused',
  vi: 'Nút quản lý bộ dữ liệu không còn trong danh bạ.',
  en: 'The node that owns the dataset is no longer in the directory.',
} as const
