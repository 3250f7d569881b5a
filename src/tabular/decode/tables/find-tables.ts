import { broadKind, type ColumnKinds, columnKinds } from './column-kinds.ts'
import { firstFooterRow } from './find-footer.ts'
import { findHeaderRows } from './find-header.ts'
import { type FoundTable, type Grid, trimmedRow } from './found-table.ts'

/** Finds the tables of a sheet that stand one under the other, with the lines before and after each. */
export function findTables(grid: Grid): readonly FoundTable[] {
  const rows = grid.filled.flatMap((n, r) => (n > 0 ? [r] : []))
  if (rows.length === 0) return []
  const sections = splitSections(grid, rows)
  return sections.map((section) => tableOf(grid, section))
}

function splitSections(grid: Grid, rows: readonly number[]): readonly (readonly number[])[] {
  const sections: number[][] = []
  let rest = [...rows]
  while (rest.length > 0) {
    const cut = nextSection(grid, rest)
    sections.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return sections
}

// The place in `rows` where another table begins: its header repeats this one's, or stands behind a blank line over
// figures of its own.
function nextSection(grid: Grid, rows: readonly number[]): number {
  const start = firstWideRow(grid, rows)
  const body = rows.slice(start)
  const kinds = columnKinds(grid, body)
  const count = findHeaderRows(grid, body, kinds)
  if (count === 0) return rows.length
  const label = trimmedRow(grid, body[count - 1] ?? 0)
  for (let i = start + count + 1; i < rows.length; i++) {
    const row = rows[i] ?? 0
    if (repeats(trimmedRow(grid, row), label)) return topOfRepeat(grid, rows, { at: i, header: body.slice(0, count) })
    if (row > (rows[i - 1] ?? 0) + 1 && opensTable(grid, rows, { at: i, kinds, width: widthOf(label) })) return i
  }
  return rows.length
}

const widthOf = (texts: readonly string[]): number => texts.filter((t) => t !== '').length

function repeats(texts: readonly string[], label: readonly string[]): boolean {
  const shared = label.filter((t, c) => t !== '' && t === texts[c]).length
  const filled = Math.max(widthOf(texts), widthOf(label))
  return shared >= 2 && shared >= filled * 0.7 && label.some((t) => t !== '' && broadKind(t) === 'text')
}

// The lowest header row was found again at `at`: the upper rows of the header and one-cell titles behind a blank line
// belong to the new table too.
function topOfRepeat(grid: Grid, rows: readonly number[], found: { at: number; header: readonly number[] }): number {
  let top = found.at
  for (const row of found.header.slice(0, -1).toReversed()) {
    const above = rows[top - 1]
    if (above === undefined || !repeats(trimmedRow(grid, above), trimmedRow(grid, row))) break
    top--
  }
  let title = top
  while (title > 1 && grid.width > 2 && grid.filled[rows[title - 1] ?? 0] === 1) title--
  const setOff = (rows[title] ?? 0) > (rows[title - 1] ?? 0) + 1
  return title < top && setOff ? title : top
}

const MIN_ROWS = 3

function opensTable(
  grid: Grid,
  rows: readonly number[],
  { at, kinds, width }: { at: number; kinds: ColumnKinds; width: number },
): boolean {
  const ahead = rows.slice(at)
  const start = firstWideRow(grid, ahead)
  const block = blockFrom(ahead, start)
  if (block.length < MIN_ROWS || start > 6) return false
  const head = block[0] ?? 0
  if ((grid.filled[head] ?? 0) < Math.max(2, Math.min(width, 4) - 1)) return false
  const own = columnKinds(grid, block)
  const labels = trimmedRow(grid, head).filter(
    (t, c) => t !== '' && broadKind(t) === 'text' && own.typed[c] === 'number',
  ).length
  const figuresMove = own.typed.some((t, c) => t !== kinds.typed[c] && t !== undefined)
  return labels >= 2 || (labels >= 1 && (figuresMove || start > 0))
}

function blockFrom(rows: readonly number[], start: number): readonly number[] {
  let end = start + 1
  while (end < rows.length && rows[end] === (rows[end - 1] ?? 0) + 1) end++
  return rows.slice(start, end)
}

/** Place in `rows` of the first row as wide as the rows of a table are; before it stand titles and units. */
function firstWideRow(grid: Grid, rows: readonly number[]): number {
  const widths = rows.map((r) => grid.filled[r] ?? 0)
  const wide = widths.filter((n) => n >= 2).toSorted((a, b) => a - b)
  const usual = wide[Math.floor(wide.length / 2)] ?? 1
  const need = usual <= 2 ? usual : usual <= 5 ? 2 : 3
  const wideEnough = Math.ceil(usual * 0.34)
  const apart = (i: number): boolean => (rows[i + 1] ?? 0) > (rows[i] ?? 0) + 1
  // The upper rows of a tall header label only groups of columns, but they stand right on the rows below.
  const first = widths.findIndex((n, i) => n >= need && (n >= wideEnough || !apart(i)))
  if (first < 0) return 0
  return first + sentencesAbove(grid, rows.slice(first))
}

// "Created on Monday, by Nam": a sentence that a comma cut in two above short labels is a title.
function sentencesAbove(grid: Grid, rows: readonly number[]): number {
  const [first, second] = rows
  if (first === undefined || second === undefined || rows.length < 4) return 0
  const long = (r: number): number => Math.max(...trimmedRow(grid, r).map((t) => t.split(/\s+/).length))
  const labels = trimmedRow(grid, second).filter((t) => t !== '')
  const plain = labels.length > 1 && labels.every((t) => t.split(/\s+/).length <= 3 && broadKind(t) === 'text')
  return grid.width <= 4 && plain && long(first) >= 5 ? 1 : 0
}

function tableOf(grid: Grid, rows: readonly number[]): FoundTable {
  const start = firstWideRow(grid, rows)
  const inner = rows.slice(start)
  const kinds = columnKinds(grid, inner)
  const headerCount = findHeaderRows(grid, inner, kinds)
  const records = inner.slice(headerCount)
  const footerAt = firstFooterRow(grid, records, kinds)
  const table = [...inner.slice(0, headerCount), ...records.slice(0, footerAt)]
  const used = usedColumns(grid, table)
  return {
    preamble: rows.slice(0, start),
    header: inner.slice(0, headerCount),
    body: records.slice(0, footerAt),
    footer: records.slice(footerAt),
    ...used,
  }
}

function usedColumns(grid: Grid, rows: readonly number[]): { firstColumn: number; lastColumn: number } {
  let firstColumn = grid.width
  let lastColumn = -1
  for (const row of rows) {
    const texts = grid.texts[row] ?? []
    for (let c = 0; c < firstColumn; c++) if (texts[c]?.trim()) firstColumn = c
    for (let c = texts.length - 1; c > lastColumn; c--) if (texts[c]?.trim()) lastColumn = c
  }
  return lastColumn < 0 ? { firstColumn: 0, lastColumn: grid.width - 1 } : { firstColumn, lastColumn }
}
