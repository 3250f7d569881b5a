import { recordAudit } from '../../../platform/audit/index.ts'
import { isAppError } from '../../../platform/errors.ts'
import { fingerprintOf } from '../../../platform/http-sig/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { NO_MAPPING } from '../model.ts'
import type { HarvestDb } from '../records/record-store.ts'
import { lockSource, saveSource } from '../source-store.ts'
import { readCard } from './client.ts'
import type { FederationDeps } from './deps.ts'
import { nodeErrors } from './errors.ts'
import type { KnownNode } from './model.ts'
import { findNode, readAgain, readAgainForOrigins, saveNode, setNodeState } from './store.ts'

/** A node somebody thinks of adding, as it describes itself; nothing of it is believed yet. */
export interface SeenNode {
  readonly id: string
  readonly name: string
  readonly kind: KnownNode['kind']
  readonly agencyCode: string | undefined
  readonly url: string
  /** The address it gives itself; permanent URIs of its records begin with it. */
  readonly publicUrl: string
  readonly key: string
  readonly fingerprint: string
  readonly datasets: number
  readonly software: string
}

/** Reads a node's card, so that its fingerprint can be compared by telephone before it is trusted. */
export async function lookAtNode(deps: FederationDeps, actor: Actor, address: string): Promise<SeenNode> {
  assertCan(actor, 'harvest.source.manage')
  return seeNode(deps, originOf(address))
}

export interface Trusting {
  readonly url: string
  /** The key whose fingerprint was compared. */
  readonly key: string
  /** Read its catalogue into ours; otherwise it may only hand questions on. */
  readonly follow: boolean
  readonly mirror: boolean
  /** Agency that answers for it, where the node names none we know. */
  readonly agencyCode: string | undefined
}

/** Puts a node into the directory after its fingerprint was confirmed; following begins within seconds. */
export async function trustNode(deps: FederationDeps, actor: Actor, given: Trusting): Promise<KnownNode> {
  const by = assertCan(actor, 'harvest.source.manage')
  const seen = await seeNode(deps, originOf(given.url))
  if (seen.key !== given.key) throw nodeErrors.keyChanged()
  const agencyId = await agencyOf(deps, given, seen)
  const before = await findNode(deps.db, seen.id)
  await deps.db.transaction().execute(async (tx) => {
    const sourceId = given.follow ? await sourceOf(deps, tx, { actor, given, seen, before, agencyId }) : undefined
    if (!given.follow && before?.sourceId) await switchSource(tx, before.sourceId, { state: 'off' })
    const software = seen.software.slice(0, 100)
    await readAgainForOrigins(tx)
    await saveNode(tx, { ...seen, software, sourceId, addedBy: actor.name, addedAt: deps.clock.now() })
    await recordAudit(tx, {
      action: 'harvest.node.trusted',
      actor: by,
      agencyId,
      resource: { kind: 'node', id: seen.id },
      details: { name: seen.name, url: seen.url, fingerprint: seen.fingerprint, follow: given.follow },
    })
  })
  const node = await findNode(deps.db, seen.id)
  if (!node) throw nodeErrors.unknownNode()
  return node
}

/** Stops reading a node and taking questions from it; what came from it stays, marked as no longer followed. */
export async function leaveNode(deps: FederationDeps, actor: Actor, nodeId: string): Promise<void> {
  const by = assertCan(actor, 'harvest.source.manage')
  const node = await findNode(deps.db, nodeId)
  if (!node) throw nodeErrors.unknownNode()
  await deps.db.transaction().execute(async (tx) => {
    await setNodeState(tx, nodeId, 'off')
    if (node.sourceId) await switchSource(tx, node.sourceId, { state: 'off' })
    await recordAudit(tx, {
      action: 'harvest.node.left',
      actor: by,
      resource: { kind: 'node', id: nodeId },
      details: { name: node.name, url: node.url },
    })
  })
}

interface Sourcing {
  readonly actor: Actor
  readonly given: Trusting
  readonly seen: SeenNode
  readonly before: KnownNode | undefined
  readonly agencyId: string
}

async function sourceOf(deps: FederationDeps, tx: HarvestDb, sourcing: Sourcing): Promise<string> {
  const { actor, given, seen, before, agencyId } = sourcing
  if (before?.sourceId) {
    await switchSource(tx, before.sourceId, { state: 'on', mirror: given.mirror })
    return before.sourceId
  }
  const { name, publicUrl } = seen
  const id = deps.harvest.ids.next()
  await saveSource(tx, {
    id,
    name,
    kind: 'nguon',
    url: publicUrl,
    agencyId,
    contactEmail: undefined,
    // What it publishes comes at once; once a day everything is compared.
    schedule: 'daily',
    mapping: NO_MAPPING,
    options: { nodeId: seen.id, mirror: given.mirror },
    state: 'on',
    dueAt: undefined,
    failures: 0,
    readUntil: undefined,
    fullAt: undefined,
    createdBy: actor.name,
    createdAt: deps.clock.now(),
  })
  return id
}

async function switchSource(
  tx: HarvestDb,
  id: string,
  { state, mirror }: { readonly state: 'on' | 'off'; readonly mirror?: boolean },
): Promise<void> {
  const source = await lockSource(tx, id)
  if (!source) return
  await saveSource(tx, {
    ...source,
    state,
    options: { ...source.options, ...(mirror === undefined ? {} : { mirror }) },
  })
  // What was read without its tables is read again with them.
  if (mirror && !source.options.mirror) await readAgain(tx, id)
}

async function agencyOf(deps: FederationDeps, given: Trusting, seen: SeenNode): Promise<string> {
  const { agencies } = deps.harvest.identity
  const code = given.agencyCode ?? seen.agencyCode
  const agency = code === undefined ? undefined : await agencies.byCode(code)
  if (!agency) throw nodeErrors.agencyNeeded()
  return agency.id
}

async function seeNode(deps: FederationDeps, url: string): Promise<SeenNode> {
  const card = await readCard(deps, url).catch((error: unknown) => {
    throw isAppError(error) && error.code === 'http-out.private-address' ? nodeErrors.notAllowed(url) : error
  })
  if (card.id === (await deps.thisNode()).id) throw nodeErrors.itself()
  return {
    id: card.id,
    name: card.name,
    kind: card.kind,
    agencyCode: card.agency,
    url,
    publicUrl: card.url,
    key: card.key,
    fingerprint: fingerprintOf(card.key),
    datasets: card.datasets,
    software: `${card.software.name} ${card.software.version}`,
  }
}

function originOf(address: string): string {
  const text = address.trim()
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username) {
    throw nodeErrors.badAddress()
  }
  return url.origin
}
