import type { NodeKind, NodeSystems } from '../../../formats/nguon/wire.ts'

export type { NodeSystems } from '../../../formats/nguon/wire.ts'

/** Another node of this program that an operator has confirmed. */
export interface KnownNode {
  readonly id: string
  readonly name: string
  readonly kind: NodeKind
  readonly agencyCode: string | undefined
  readonly url: string
  /** The key its messages and records must be signed with. */
  readonly key: string
  readonly formerKeys: readonly string[]
  readonly state: 'on' | 'off'
  /** Source its records come by; undefined when it is known but not read. */
  readonly sourceId: string | undefined
  readonly cursor: string | undefined
  readonly datasets: number
  /** Totals of information systems, when it says so. */
  readonly systems: NodeSystems | undefined
  readonly software: string
  readonly seenAt: Date | undefined
  readonly caughtUpAt: Date | undefined
  /** Milliseconds from its last publication until that was here. */
  readonly lagMs: number | undefined
  readonly failure: NodeFailure | undefined
  readonly addedBy: string
  readonly addedAt: Date
}

export interface NodeFailure {
  readonly since: Date
  readonly vi: string
  readonly en: string
}

/** How a node stands, for a page: read now, waiting for it to come back, only known, or switched off. */
export type Standing = 'fresh' | 'away' | 'known' | 'off' | 'new'

/** Without an answer for this long a node counts as away, even if nobody has complained yet. */
const AWAY_MS = 90_000

export function standingOf(node: KnownNode, now: Date): Standing {
  if (node.state === 'off') return 'off'
  if (node.sourceId === undefined) return 'known'
  if (node.seenAt === undefined) return node.failure ? 'away' : 'new'
  return node.failure || now.getTime() - node.seenAt.getTime() > AWAY_MS ? 'away' : 'fresh'
}
