import type { MapRelation } from '../reads/read-map.ts'
import type { ReadyMap } from './model.ts'

export interface PathStep {
  readonly id: string
  /** The line that led here; absent at the beginning. */
  readonly by?: MapRelation
}

/** The shortest way between two databases along lines in either direction; undefined when there is none. */
export function findPath(map: ReadyMap, from: string, to: string): readonly PathStep[] | undefined {
  const cameBy = new Map<string, PathStep & { readonly before?: string }>([[from, { id: from }]])
  let edge = [from]
  while (edge.length > 0 && !cameBy.has(to)) {
    const next: string[] = []
    for (const before of edge) {
      for (const { id, relation } of map.neighbours.get(before) ?? []) {
        if (cameBy.has(id)) continue
        cameBy.set(id, { id, by: relation, before })
        next.push(id)
      }
    }
    edge = next
  }
  if (!cameBy.has(to)) return undefined
  const steps: PathStep[] = []
  for (let at: string | undefined = to; at !== undefined; ) {
    const step = cameBy.get(at)
    if (!step) break
    steps.unshift({ id: step.id, ...(step.by ? { by: step.by } : {}) })
    at = step.before
  }
  return steps
}
