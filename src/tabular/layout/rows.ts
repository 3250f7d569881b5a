import { type Grid, Kind, kindAt, textAt } from './grid.ts'

/** Columns `from` to `to` (exclusive) that belong together. */
export interface Band {
  readonly from: number
  readonly to: number
}

/** What one row of a band holds. */
export interface RowProfile {
  readonly row: number
  readonly filled: number
  readonly numbers: number
  readonly years: number
  readonly texts: number
  readonly missing: number
  /** First filled column, -1 if the row is blank. */
  readonly first: number
}

export function profileRow(grid: Grid, row: number, band: Band): RowProfile {
  const counts = [0, 0, 0, 0, 0, 0]
  let first = -1
  const base = row * grid.columns
  for (let c = band.from; c < band.to; c++) {
    const kind = grid.kinds[base + c] ?? 0
    if (kind !== Kind.empty && first < 0) first = c
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  const of = (kind: Kind): number => counts[kind] ?? 0
  return {
    row,
    filled: band.to - band.from - of(Kind.empty),
    numbers: of(Kind.number) + of(Kind.date),
    years: of(Kind.year),
    texts: of(Kind.text),
    missing: of(Kind.missing),
    first,
  }
}

/** Which columns of a band hold figures: at least three of five filled cells in rows of several cells. */
export function numericColumns(grid: Grid, profiles: readonly RowProfile[], band: Band): boolean[] {
  const figures = Array.from({ length: band.to - band.from }, () => 0)
  const others = Array.from({ length: band.to - band.from }, () => 0)
  for (const profile of profiles) {
    if (profile.filled < 2 && band.to - band.from > 1) continue
    const base = profile.row * grid.columns
    for (let c = band.from; c < band.to; c++) {
      const kind = grid.kinds[base + c] ?? 0
      const at = c - band.from
      if (kind === Kind.number || kind === Kind.year) figures[at] = (figures[at] ?? 0) + 1
      else if (kind === Kind.text || kind === Kind.date) others[at] = (others[at] ?? 0) + 1
    }
  }
  return figures.map((count, at) => count > 0 && count >= 1.5 * (others[at] ?? 0))
}

const filledCells = (grid: Grid, column: number): number => {
  let filled = 0
  for (let r = 0; r < grid.rows; r++) if (kindAt(grid, r, column) !== Kind.empty) filled++
  return filled
}

/** Whether the left-most column of a band holds labels, as a table of its own would begin. */
function beginsWithLabels(grid: Grid, band: Band): boolean {
  let texts = 0
  let rows = 0
  for (let r = 0; r < grid.rows; r++) {
    const profile = profileRow(grid, r, band)
    if (profile.filled < 2) continue
    rows++
    const kind = kindAt(grid, r, band.from)
    if (kind === Kind.text || kind === Kind.year) texts++
  }
  return rows >= 2 && texts >= 0.6 * rows
}

/** Runs of columns that hold something. */
function usedBlocks(grid: Grid): Band[] {
  const blocks: Band[] = []
  for (let c = 0; c < grid.columns; c++) {
    if (filledCells(grid, c) === 0) continue
    const last = blocks.at(-1)
    if (last?.to === c) blocks[blocks.length - 1] = { from: last.from, to: c + 1 }
    else blocks.push({ from: c, to: c + 1 })
  }
  return blocks
}

function standApart(grid: Grid, left: Band, right: Band): boolean {
  if (right.to - right.from < 2 || left.to - left.from < 2) return false
  return beginsWithLabels(grid, right) && beginsWithLabels(grid, left) && sharesRows(grid, left, right)
}

/**
 * Tables that stand side by side are parted by an empty column, and each begins with its own column of labels.
 * An empty column without labels behind it only spaces the columns of one table.
 */
export function findBands(grid: Grid): Band[] {
  const bands: Band[] = []
  for (const block of usedBlocks(grid)) {
    const last = bands.at(-1)
    if (last === undefined || standApart(grid, last, block)) bands.push(block)
    else bands[bands.length - 1] = { from: last.from, to: block.to }
  }
  return bands
}

/** Two tables side by side have headers and records at the same height; a remark to the right of a table has not. */
function sharesRows(grid: Grid, left: Band, right: Band): boolean {
  let both = 0
  let either = 0
  for (let r = 0; r < grid.rows; r++) {
    const a = profileRow(grid, r, left).filled >= 2
    const b = profileRow(grid, r, right).filled >= 2
    if (a && b) both++
    if (a || b) either++
  }
  return both >= 2 && both >= 0.4 * either
}

export const lineOf = (grid: Grid, row: number, band: Band): string => {
  const parts: string[] = []
  for (let c = band.from; c < band.to; c++) if (kindAt(grid, row, c) !== Kind.empty) parts.push(textAt(grid, row, c))
  return parts.join('\t')
}
