import { isNoteLine, isSignatureLine } from '../values/words.ts'
import type { Grid } from './grid.ts'
import { type Band, lineOf, type RowProfile } from './rows.ts'
import {
  isColumnNumbers,
  isHeaderLike,
  isRecord,
  isYearHead,
  labelsOverFigures,
  nextRecord,
  profileAt,
  type Scan,
  scanBand,
} from './scan.ts'
import { LONGEST_HEADER, openTable, type TableHead } from './table-head.ts'

/** One table's rows on a sheet: what stands above it, its header, its records and what stands below. */
export interface Segment {
  readonly band: Band
  readonly preamble: readonly number[]
  readonly header: readonly number[]
  /** Header rows that only number the columns. */
  readonly numbering: readonly number[]
  /** Rows between header and footer, group rows and repeated headers included, blank rows left out. */
  readonly body: readonly number[]
  /** Headers printed again after a page cut. */
  readonly repeats: readonly number[]
  readonly footer: readonly number[]
  /** The last heading of a table printed in parts; absent where it is printed in one. */
  readonly partHeads?: readonly number[]
}

/** Whether a new table (or the header again) begins inside what looked like records. */
function isNewHead(scan: Scan, row: number): boolean {
  let next = nextRecord(scan, row, true)
  while (next >= 0 && isYearHead(scan, next)) next = nextRecord(scan, next + 1, true)
  if (next < 0 || next - row > LONGEST_HEADER) return false
  let labels = 0
  for (let r = row; r < next; r++)
    if (isHeaderLike(scan, profileAt(scan, r))) labels = Math.max(labels, labelsOverFigures(scan, r))
  return labels >= Math.max(2, 0.4 * scan.numeric.filter(Boolean).length)
}

/** The first header line again, word for word: a page begins. */
const isRepeated = (scan: Scan, head: TableHead, row: number): boolean => {
  const [first] = head.header
  return (
    first !== undefined &&
    profileAt(scan, row).filled > 1 &&
    lineOf(scan.grid, first, scan.band) === lineOf(scan.grid, row, scan.band)
  )
}

/** A row that ends the records of a table without figures in it: notes, sources, signatures. */
function endsBody(scan: Scan, profile: RowProfile): boolean {
  if (profile.numbers > 0 || profile.filled > 2) return false
  const line = lineOf(scan.grid, profile.row, scan.band).trim()
  return isNoteLine(line) || isSignatureLine(line)
}

/** Rows of a table from its first record to the head of the next one; `last` is its last record. */
function readRows(scan: Scan, head: TableHead): { rows: number[]; last: number; next: number } {
  const rows: number[] = []
  let last = head.record
  let r = head.record
  for (; r < scan.grid.rows; r++) {
    const profile = profileAt(scan, r)
    if (profile.filled === 0) continue
    const isData = isRecord(scan, profile, true) && !endsBody(scan, profile) && !isYearHead(scan, r)
    if (isData) last = r
    else if (r > head.record && (isRepeated(scan, head, r) || isNewHead(scan, r))) break
    rows.push(r)
  }
  return { rows, last, next: Math.max(r, head.record + 1) }
}

function toSegment(scan: Scan, head: TableHead, found: { rows: readonly number[]; last: number }): Segment {
  return {
    band: scan.band,
    preamble: head.preamble,
    header: head.header,
    numbering: head.header.filter((row) => isColumnNumbers(scan, profileAt(scan, row))),
    body: [...head.groups, ...found.rows.filter((row) => row <= found.last)],
    repeats: [],
    footer: found.rows.filter((row) => row > found.last),
  }
}

/** Splits the rows of a band into its tables, from top to bottom. */
export function findSegments(grid: Grid, band: Band): Segment[] {
  const scan = scanBand(grid, band)
  const segments: Segment[] = []
  let from = 0
  while (from < grid.rows) {
    const head = openTable(scan, from)
    if (!head) break
    const found = readRows(scan, head)
    segments.push(toSegment(scan, head, found))
    from = found.next
  }
  const rest = scan.profiles
    .filter((profile) => profile.row >= from && profile.filled > 0)
    .map((profile) => profile.row)
  const end = segments.at(-1)
  if (end !== undefined) segments[segments.length - 1] = { ...end, footer: [...end.footer, ...rest] }
  return joinContinued(grid, segments)
}

const headerText = (grid: Grid, segment: Segment): string =>
  segment.header.map((row) => lineOf(grid, row, segment.band)).join('\n')

const AGAIN = /[\s([]*(?:tiếp theo|tiếp|continued|cont'?d?)\b\.?[\s)\]]*/iu

/** A title with "(Tiếp theo)" somewhere in it is the title of the page before. */
const withoutAgain = (line: string): string =>
  line
    .normalize('NFC')
    .replace(AGAIN, ' ')
    .replace(/[\s.:,–-]+/g, ' ')
    .trim()

const PAGE_LINE =
  /^\W*(?:(?:bảng|biểu|table)?.{0,80}(?:tiếp theo|tiếp|continued|cont'?d?)\W*|trang \d+.*|page \d+.*)$/iu

/** Whether a segment only goes on with the one before it: the same header, and no title of its own. */
function goesOn(grid: Grid, before: Segment, segment: Segment): boolean {
  if (segment.header.length === 0 || headerText(grid, before) !== headerText(grid, segment)) return false
  const known = new Set(before.preamble.map((row) => withoutAgain(lineOf(grid, row, before.band))))
  const lines = segment.preamble.map((row) => lineOf(grid, row, segment.band))
  return lines.every((line) => known.has(withoutAgain(line)) || PAGE_LINE.test(line))
}

const headingOf = (segment: Segment): number | undefined => segment.preamble.at(-1)

/** How a heading begins, whatever it names: its number or its first word ("2. Huyện …", "Huyện …"). */
const beginning = (grid: Grid, segment: Segment): string | undefined => {
  const row = headingOf(segment)
  const line = row === undefined ? '' : lineOf(grid, row, segment.band)
  const found = /^(?:(\d{1,2}|[IVX]{1,5}|[A-Za-z])[.)]|(\p{Lu}\p{L}+))\s+\S/u.exec(line.normalize('NFC').trim())
  if (found === null || line.includes('\t')) return undefined
  return found[1] === undefined ? found[2] : /^\d/.test(found[1]) ? '1' : /^[IVX]/.test(found[1]) ? 'I' : 'a'
}

/**
 * One table printed in parts: under the same header again and again, with one heading of the same make above each
 * ("1. Huyện …", "2. Huyện …") and the title only above the first.
 */
function isNextPart(grid: Grid, before: Segment, segment: Segment): boolean {
  if (segment.header.length === 0 || segment.preamble.length !== 1) return false
  if (before.partHeads === undefined && before.preamble.length < 2) return false
  if (before.footer.length > 0 || headerText(grid, before) !== headerText(grid, segment)) return false
  const begins = beginning(grid, segment)
  return (
    begins !== undefined && begins === beginning(grid, { ...before, preamble: before.partHeads ?? before.preamble })
  )
}

/** The headings of the parts become group rows of the one table. */
function joinPart(before: Segment, segment: Segment): Segment {
  const first = before.partHeads === undefined
  const heading = headingOf(before)
  return {
    ...before,
    preamble: first ? before.preamble.slice(0, -1) : before.preamble,
    body: [...(first && heading !== undefined ? [heading] : []), ...before.body, ...segment.preamble, ...segment.body],
    repeats: [...before.repeats, ...segment.header],
    footer: segment.footer,
    partHeads: segment.preamble,
  }
}

/** A table cut by a page goes on under the same header: its parts are put together again. */
function joinContinued(grid: Grid, segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  const isPageLine = (row: number): boolean => segments.some((s) => PAGE_LINE.test(lineOf(grid, row, s.band)))
  for (const segment of segments) {
    const before = joined.at(-1)
    if (before !== undefined && isNextPart(grid, before, segment)) {
      joined[joined.length - 1] = joinPart(before, segment)
      continue
    }
    if (before === undefined || !goesOn(grid, before, segment)) {
      joined.push(segment)
      continue
    }
    joined[joined.length - 1] = {
      ...before,
      body: [...before.body, ...segment.body],
      repeats: [...before.repeats, ...before.footer.filter(isPageLine), ...segment.preamble, ...segment.header],
      footer: [...before.footer.filter((row) => !isPageLine(row)), ...segment.footer],
    }
  }
  return joined
}
