import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { NodeCard, PutRecord } from '../../../formats/nguon/wire.ts'
import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { readCard, readChanges, sayFailure } from './client.ts'
import type { FederationDeps } from './deps.ts'
import { nodeErrors } from './errors.ts'
import type { KnownNode } from './model.ts'
import { readIn } from './read-in.ts'
import { dropLease, findNode, holdLease, noteCard, noteFailure, noteHeard, renewKey } from './store.ts'
import { leadsTo } from './succession.ts'

const WAIT_SECONDS = 20
const LEASE_SECONDS = 30
const LEASE_RETRY_MS = 5_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
const CARD_EVERY_MS = 300_000

/**
 * Follows one node until stopped: waits at its feed, reads what is new, and tries again ever more slowly while it is away.
 * One process at a time does so; another takes over when that one is gone.
 */
export async function followNode(deps: FederationDeps, nodeId: string, signal: AbortSignal): Promise<void> {
  const lease = randomUUID()
  let failures = 0
  let cardAt = 0
  try {
    while (!signal.aborted) {
      if (!(await holdLease(deps.db, nodeId, { lease, seconds: LEASE_SECONDS }))) {
        await pause(LEASE_RETRY_MS, signal)
        continue
      }
      const node = await findNode(deps.db, nodeId)
      if (!node?.sourceId) return
      try {
        if (failures > 0 || performance.now() - cardAt > CARD_EVERY_MS || cardAt === 0) {
          await renewCard(deps, node, signal)
          cardAt = performance.now()
        }
        await followOnce(deps, { ...node, sourceId: node.sourceId }, signal)
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        failures += 1
        await noteFailure(deps.db, nodeId, { at: deps.clock.now(), ...sayFailure(error, node.url) })
        deps.harvest.log.warn(
          { node: node.url, err: error, failures },
          'a node could not be followed; it will be tried again',
        )
        await pause(pauseAfter(failures), signal)
      }
    }
  } finally {
    await dropLease(deps.db, lease).catch(() => undefined)
  }
}

/** One wait at the feed, and one run when there is something. */
async function followOnce(
  deps: FederationDeps,
  node: KnownNode & { readonly sourceId: string },
  signal: AbortSignal,
): Promise<void> {
  const { cursor, sourceId } = node
  if (cursor === undefined) {
    await readIn(deps.harvest, { sourceId, mode: 'full', signal })
    await noteHeard(deps.db, node.id, { at: deps.clock.now(), caughtUp: true, lagMs: undefined })
    return
  }
  const { url, name, key } = node
  const page = await readChanges(deps, { url, name, key, cursor, waitSeconds: WAIT_SECONDS, signal })
  if (page.node !== node.id) throw nodeErrors.otherNode(url)
  // An empty page that moved the cursor is not worth a run; it is read again with what comes next.
  if (page.items.length > 0 || page.reset || page.more)
    await readIn(deps.harvest, { sourceId, mode: 'changes', signal })
  const at = deps.clock.now()
  await noteHeard(deps.db, node.id, { at, caughtUp: !page.more, lagMs: lagOf(page.items, at) })
}

/** From the last publication of the page until now, when it can be found here. */
function lagOf(items: readonly { readonly record: object }[], at: Date): number | undefined {
  const moments = items.map(({ record }) => new Date((record as PutRecord).at).getTime()).filter(Number.isFinite)
  return moments.length === 0 ? undefined : Math.max(0, at.getTime() - Math.max(...moments))
}

/** Reads the card again: name and number of datasets may have changed, and the key may have been succeeded by another. */
async function renewCard(deps: FederationDeps, node: KnownNode, signal: AbortSignal): Promise<void> {
  const card = await readCard(deps, node.url, signal)
  if (card.id !== node.id) throw nodeErrors.otherNode(node.url)
  if (card.key !== node.key) await acceptSuccessor(deps, node, card)
  const { name, kind, agency, datasets, systems, software } = card
  await noteCard(deps.db, node.id, {
    name,
    kind,
    agencyCode: agency,
    datasets,
    systems,
    software: `${software.name} ${software.version}`.slice(0, 100),
  })
}

async function acceptSuccessor(deps: FederationDeps, node: KnownNode, card: NodeCard): Promise<void> {
  if (!leadsTo(node.key, card.key, card.succession)) throw nodeErrors.keyNotVouched(node.name)
  await deps.db.transaction().execute(async (tx) => {
    await renewKey(tx, node.id, card.key)
    await recordAudit(tx, {
      action: 'harvest.node.key-renewed',
      actor: systemActor('Danh bạ nút'),
      resource: { kind: 'node', id: node.id },
      details: { from: node.key, to: card.key },
    })
  })
}

function pauseAfter(failures: number): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10))
  return most / 2 + Math.random() * (most / 2)
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
