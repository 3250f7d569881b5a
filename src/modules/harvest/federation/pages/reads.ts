import type { FederationDeps } from '../deps.ts'
import { type KnownNode, type Standing, standingOf } from '../model.ts'
import { countLetters } from '../questions/store.ts'
import { countShown, listNodes } from '../store.ts'

/** A node with what is shown of it here. */
export interface NodeLine {
  readonly node: KnownNode
  readonly standing: Standing
  /** Records shown here that came from it. */
  readonly shown: number
  readonly letters: { readonly waiting: number; readonly refused: number }
}

export async function readNodeLines(deps: FederationDeps): Promise<readonly NodeLine[]> {
  const [nodes, letters, shown] = await Promise.all([listNodes(deps.db), countLetters(deps.db), countShown(deps.db)])
  const now = deps.clock.now()
  return nodes.map((node) => ({
    node,
    standing: standingOf(node, now),
    shown: shown.get(node.sourceId ?? '') ?? 0,
    letters: letters.get(node.id) ?? { waiting: 0, refused: 0 },
  }))
}
