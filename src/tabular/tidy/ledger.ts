import type { Problem } from '../model.ts'
import type { Fix, Removed, RemovedKind } from './model.ts'

/** Collects what was changed, left out or found doubtful while a file is tidied. */
export interface Ledger {
  fix(kind: string, before: string, after: string): void
  remove(table: string, row: number, kind: RemovedKind): void
  problem(problem: Problem): void
  readonly fixes: () => Fix[]
  readonly removed: () => Removed[]
  readonly problems: () => Problem[]
}

const MOST_OF_A_KIND = 20

export function createLedger(): Ledger {
  const fixes = new Map<string, { count: number; example: string }>()
  const removed: Removed[] = []
  const problems: Problem[] = []
  const counts = new Map<string, number>()
  return {
    fix(kind, before, after) {
      const known = fixes.get(kind)
      if (known) known.count++
      else fixes.set(kind, { count: 1, example: `${before.trim()} → ${after}` })
    },
    remove(table, row, kind) {
      removed.push({ table, row: row + 1, kind })
    },
    problem(problem) {
      // The first cases show the officer what is wrong; thousands more would hide it.
      const key = `${problem.code}|${problem.sheet ?? ''}|${problem.column ?? ''}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      if (count <= MOST_OF_A_KIND) problems.push(problem)
    },
    fixes: () => [...fixes].map(([kind, { count, example }]) => ({ kind, count, example })),
    removed: () => removed,
    problems: () => problems,
  }
}
