import type { Outline } from './outline.ts'
import { addsUp, type Figures, stepsOf } from './totals.ts'

/** Rows right below an item of an outline that are its direct parts. */
function partsBelow(depths: readonly (number | undefined)[], index: number): number[] {
  const own = depths[index]
  if (own === undefined) return []
  const block: number[] = []
  for (let i = index + 1; i < depths.length; i++) {
    const depth = depths[i]
    if (depth === undefined || depth <= own) break
    block.push(i)
  }
  const next = Math.min(...block.map((i) => depths[i] ?? Number.POSITIVE_INFINITY))
  return block.filter((i) => depths[i] === next)
}

/** Records that are the sum of their direct parts in the outline, whatever stands between these (I = 1 + 2 + 3). */
export function findOutlineTotals(rows: readonly number[], records: readonly Figures[], outline: Outline): boolean[] {
  const steps = stepsOf(records)
  const depths = rows.map((row) => outline.depths.get(row))
  return records.map((record, i) => {
    const parts = partsBelow(depths, i).map((part) => records[part] ?? [])
    return parts.length >= 2 && addsUp(record, parts, steps)
  })
}

/** The labels of the items a record stands under, outermost first. */
export function ancestorsOf(
  rows: readonly number[],
  outline: Outline,
  labelOf: (row: number) => string,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>()
  let open: { depth: number; label: string }[] = []
  for (const row of rows) {
    const depth = outline.depths.get(row)
    if (depth === undefined) continue
    open = open.filter((item) => item.depth < depth)
    found.set(
      row,
      open.map(({ label }) => label),
    )
    open.push({ depth, label: labelOf(row) })
  }
  return found
}
