import { fold } from '../text.ts'
import type { Dictionary } from './dictionary.ts'
import type { QueryWords } from './query.ts'

/** The query with each unknown word replaced by the closest known one, or undefined when there is none. */
export function findClose({ words }: QueryWords, dictionary: Dictionary): string | undefined {
  let changed = false
  const close: string[] = []
  for (const word of words) {
    const folded = fold(word)
    const known = dictionary.termIds.get(folded)
    if (known !== undefined && (dictionary.termDocs[known] ?? 0) > 0) {
      close.push(word)
      continue
    }
    const term = closestTerm(folded, dictionary)
    if (term === undefined) return undefined
    close.push(commonSurface(term, dictionary))
    changed = true
  }
  return changed ? close.join(' ') : undefined
}

function closestTerm(folded: string, dictionary: Dictionary): number | undefined {
  // A wrong digit is another number, not a slip of the finger.
  if (folded.length < 3 || folded.length > 24 || /\d/u.test(folded)) return undefined
  const most = folded.length < 6 ? 1 : 2
  let best: number | undefined
  let bestDistance = most + 1
  let bestDocs = 0
  dictionary.terms.forEach((term, id) => {
    const docs = dictionary.termDocs[id] ?? 0
    if (docs === 0 || Math.abs(term.length - folded.length) > most) return
    const distance = editDistance(folded, term, Math.min(most, bestDistance))
    if (distance > most || distance > bestDistance || (distance === bestDistance && docs <= bestDocs)) return
    best = id
    bestDistance = distance
    bestDocs = docs
  })
  return best
}

function commonSurface(term: number, dictionary: Dictionary): string {
  const uses = new Map<string, number>()
  dictionary.surfaces.forEach((surface, id) => {
    if (id === 0 || dictionary.surfaceTerms[id] !== term) return
    const lower = surface.toLowerCase()
    uses.set(lower, (uses.get(lower) ?? 0) + (dictionary.surfaceUses[id] ?? 0))
  })
  const [first] = [...uses].sort((a, b) => b[1] - a[1])
  return first?.[0] ?? ''
}

/** Edit distance with swaps of neighbours counted once; gives up above `most`. */
function editDistance(a: string, b: string, most: number): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? (before[j - 2] ?? most) + 1 : Infinity
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + (isSame ? 0 : 1), swapped))
    }
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], j: number): number {
  return row[j] ?? Infinity
}
