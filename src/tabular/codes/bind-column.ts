import type { Matcher } from './matcher.ts'
import type { CodeList } from './model.ts'

export interface ColumnBinding {
  readonly list: string
  /** Whether the column holds names or the codes themselves. */
  readonly by: 'name' | 'code'
  /** Part of the filled cells that have an answer of the list, 0 to 1. */
  readonly share: number
  /** The same over distinct values: a total row repeated a thousand times is still one value. */
  readonly distinctShare: number
  /** Part of the list's items that occur in the column. */
  readonly coverage: number
  /** Mean confidence of the answers. */
  readonly confidence: number
  /** Distinct values without an answer, most frequent first, at most 50. */
  readonly unmatched: readonly string[]
}

export interface BindOptions {
  /** Day the data speak of, ISO 8601: lists not valid on it come after those that are. */
  readonly on?: string
  /** Least share of distinct values for a list to be named; default 0.5. */
  readonly least?: number
}

const SURE = 0.5
const UNMATCHED_SHOWN = 50
const DISTINCT_READ = 20_000

/** Finds the lists whose items a column holds, best first, by how many of its values they explain. */
export function bindColumn(
  values: Iterable<string | null | undefined>,
  matchers: readonly Matcher[],
  options: BindOptions = {},
): ColumnBinding[] {
  const counts = countValues(values)
  if (counts.size === 0) return []
  const least = options.least ?? 0.5
  return matchers
    .map((matcher) => ({ binding: bindTo(counts, matcher), valid: isValidOn(matcher.list, options.on) }))
    .filter(({ binding }) => binding.distinctShare >= least)
    .sort((a, b) => compareBindings(a.binding, b.binding, Number(b.valid) - Number(a.valid)))
    .map(({ binding }) => binding)
}

function countValues(values: Iterable<string | null | undefined>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) {
    const text = value?.trim() ?? ''
    if (text === '') continue
    const known = counts.get(text)
    if (known !== undefined) counts.set(text, known + 1)
    else if (counts.size < DISTINCT_READ) counts.set(text, 1)
  }
  return counts
}

function bindTo(counts: ReadonlyMap<string, number>, matcher: Matcher): ColumnBinding {
  const tally = { cells: 0, matchedCells: 0, matched: 0, byCode: 0, confidence: 0 }
  const codes = new Set<string>()
  const unmatched: [string, number][] = []
  for (const [value, count] of counts) {
    const match = matcher.match(value)
    tally.cells += count
    if (match.code === undefined || match.confidence < SURE) {
      unmatched.push([value, count])
      continue
    }
    codes.add(match.code)
    tally.matchedCells += count
    tally.matched += 1
    tally.confidence += match.confidence
    if (match.how === 'code') tally.byCode += 1
  }
  return {
    list: matcher.list.id,
    by: tally.byCode * 2 > tally.matched ? 'code' : 'name',
    share: tally.matchedCells / tally.cells,
    distinctShare: tally.matched / counts.size,
    coverage: codes.size / Math.max(1, matcher.list.items.length),
    confidence: tally.matched === 0 ? 0 : tally.confidence / tally.matched,
    unmatched: unmatched
      .sort((a, b) => b[1] - a[1])
      .slice(0, UNMATCHED_SHOWN)
      .map(([value]) => value),
  }
}

/**
 * Names of merged provinces answer in the new list too, but less surely; and the 34 names are all among the 63,
 * where they leave 29 items out. So after the share come validity, sureness, and how much of the list is used.
 */
function compareBindings(a: ColumnBinding, b: ColumnBinding, validity: number): number {
  const share = b.distinctShare - a.distinctShare
  if (Math.abs(share) > 0.02) return share
  const sureness = b.confidence - a.confidence
  return validity || (Math.abs(sureness) > 0.01 ? sureness : 0) || b.coverage - a.coverage || share
}

/** Whether a list was in force on a day. Without a day every list is. */
export function isValidOn(list: Pick<CodeList, 'validFrom' | 'validTo'>, on: string | undefined): boolean {
  if (on === undefined) return true
  return (list.validFrom === undefined || list.validFrom <= on) && (list.validTo === undefined || on <= list.validTo)
}
