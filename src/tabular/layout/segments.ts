import { readPeriod } from '../values/period.ts'
import { unitOfLine } from '../values/unit.ts'
import { isFormLine, isNoteLine, isSignatureLine } from '../values/words.ts'
import { type Grid, Kind, kindAt, textAt } from './grid.ts'
import { type Band, lineOf, numericColumns, profileRow, type RowProfile } from './rows.ts'

/** One table's rows on a sheet: what stands above it, its header, its records and what stands below. */
export interface Segment {
  readonly band: Band
  readonly preamble: readonly number[]
  readonly header: readonly number[]
  /** Rows between header and footer, group rows and repeated headers included, blank rows left out. */
  readonly body: readonly number[]
  /** Headers printed again after a page cut. */
  readonly repeats: readonly number[]
  readonly footer: readonly number[]
}

interface Scan {
  readonly grid: Grid
  readonly band: Band
  readonly profiles: readonly RowProfile[]
  readonly numeric: readonly boolean[]
  readonly typical: number
}

const LONGEST_HEADER = 14

function prepare(grid: Grid, band: Band): Scan {
  const profiles: RowProfile[] = []
  for (let r = 0; r < grid.rows; r++) profiles.push(profileRow(grid, r, band))
  const widths = profiles
    .filter((p) => p.filled >= 2)
    .map((p) => p.filled)
    .sort((a, b) => a - b)
  const typical = widths[Math.floor(widths.length / 2)] ?? 1
  return { grid, band, profiles, numeric: numericColumns(grid, profiles, band), typical }
}

const isFigureColumn = (scan: Scan, column: number): boolean => scan.numeric[column - scan.band.from] ?? false

/** Column labels may be years: "2015 | 2016 | 2017" above figures is a header, not a record. */
function isYearRow(scan: Scan, profile: RowProfile): boolean {
  if (profile.years === 0 || profile.numbers > 0) return false
  const years: number[] = []
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const kind = kindAt(scan.grid, profile.row, c)
    if (kind === Kind.year && isFigureColumn(scan, c))
      years.push(Number.parseInt(textAt(scan.grid, profile.row, c), 10))
  }
  // Years climb (or fall) from column to column and start again under the next spanning label.
  const steps = years.slice(1).map((year, i) => year - (years[i] ?? year))
  const small = steps.filter((step) => step !== 0 && Math.abs(step) <= 10).length
  const restarts = steps.filter((step) => Math.abs(step) > 10).length
  return years.length >= 2
    ? small >= 1 && small >= 2 * restarts - 1 && steps.every((step) => step !== 0 || years.length > 3)
    : false
}

const hasText = (scan: Scan, row: number): boolean => {
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (!isFigureColumn(scan, c) && kindAt(scan.grid, row, c) !== Kind.empty) return true
  }
  return false
}

/** Whether a row is a record: figures (or marks for missing ones) in the columns of figures. */
function isRecord(scan: Scan, profile: RowProfile, inBody: boolean): boolean {
  if (profile.filled === 0) return false
  if (!scan.numeric.includes(true)) return profile.filled >= Math.min(2, scan.band.to - scan.band.from)
  if (isYearRow(scan, profile) && (!inBody || !hasText(scan, profile.row))) return false
  let figures = 0
  let years = 0
  let marks = 0
  let words = 0
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (!isFigureColumn(scan, c)) continue
    const kind = kindAt(scan.grid, profile.row, c)
    if (kind === Kind.number || kind === Kind.date) figures++
    else if (kind === Kind.year) years++
    else if (kind === Kind.missing) marks++
    else if (kind === Kind.text) words++
  }
  if (isColumnNumbers(scan, profile)) return false
  if (figures > 0) return figures + marks + years >= words || profile.numbers >= 3
  if (years > 0) return inBody || (words === 0 && hasText(scan, profile.row) && years >= 1 && marks > 0)
  return marks > 0 && words === 0 && hasText(scan, profile.row)
}

/** Forms number their columns under the header: "A | B | 1 | 2 | 3 = 1 + 2". */
export function isColumnNumbers(
  scan: Pick<Scan, 'grid' | 'band'>,
  profile: Pick<RowProfile, 'row' | 'filled'>,
): boolean {
  if (profile.filled < 3) return false
  let expected = 0
  let counted = 0
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const text = textAt(scan.grid, profile.row, c).replace(/\.0+$/, '')
    if (text === '') continue
    const plain = /^\(?([A-Z]|\d{1,2})\)?(?:\s*=.*)?$/.exec(text)?.[1]
    if (plain === undefined) return false
    if (/^[A-Z]$/.test(plain)) continue
    if (expected === 0 && Number(plain) > 3) return false
    if (Number(plain) !== expected + 1 && expected !== 0) return false
    expected = Number(plain)
    counted++
  }
  return counted >= 2 && counted >= profile.filled - 3
}

/** A row that could label columns: several texts or periods, no figures. */
function isHeaderLike(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled === 0) return false
  if (isColumnNumbers(scan, profile) || isYearRow(scan, profile)) return true
  if (profile.filled < 2 || profile.numbers > profile.texts + profile.years) return false
  return !isFrame(scan, profile)
}

/** Agency and motto side by side above a form are no header, though they fill two cells. */
function isFrame(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled > 3) return false
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const text = textAt(scan.grid, profile.row, c)
    if (text !== '' && (isFormLine(text) || isSignatureLine(text))) return true
  }
  return false
}

/** Whether the text cells of a row stand over columns of figures, as labels do and group rows do not. */
function labelsFigures(scan: Scan, row: number): number {
  let labels = 0
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const kind = kindAt(scan.grid, row, c)
    if (isFigureColumn(scan, c) && (kind === Kind.text || kind === Kind.year)) labels++
  }
  return labels
}

interface Draft {
  preamble: number[]
  header: number[]
  body: number[]
  footer: number[]
}

const at = (scan: Scan, row: number): RowProfile =>
  scan.profiles[row] ?? { row, filled: 0, numbers: 0, years: 0, texts: 0, missing: 0, first: -1 }

/** First record at or after a row, or -1. */
function nextRecord(scan: Scan, from: number, inBody: boolean): number {
  for (let r = from; r < scan.profiles.length; r++) if (isRecord(scan, at(scan, r), inBody)) return r
  return -1
}

/** Without columns of figures the first wide row labels the columns. */
function textHeader(scan: Scan, from: number): number {
  const wanted = Math.max(Math.min(2, scan.band.to - scan.band.from), Math.ceil(0.5 * scan.typical))
  for (let r = from; r < scan.profiles.length; r++) {
    const profile = at(scan, r)
    if (profile.filled >= wanted && !isFrame(scan, profile)) return r
  }
  return -1
}

/** Header rows between two rows: from the first row that can label columns to the last one above the records. */
function splitHead(
  scan: Scan,
  from: number,
  record: number,
): { preamble: number[]; header: number[]; groups: number[] } {
  let start = record
  let blanks = 0
  for (let r = record - 1; r >= from && record - r <= LONGEST_HEADER + blanks; r--) {
    const profile = at(scan, r)
    if (profile.filled === 0) blanks++
    else if (isHeaderLike(scan, profile) && labelsFigures(scan, r) > 0) start = r
    else if (profile.filled >= 2 && isFrame(scan, profile)) break
  }
  if (start === record) start = loneHeader(scan, from, record)
  start = addLoneLabel(scan, from, start)
  while (start < record && (at(scan, start).filled === 0 || isBanner(scan, at(scan, start)))) start++
  const rows = { preamble: [] as number[], header: [] as number[], groups: [] as number[] }
  for (let r = from; r < start; r++) if (at(scan, r).filled > 0) rows.preamble.push(r)
  for (let r = start; r < record; r++) {
    const profile = at(scan, r)
    if (profile.filled === 0) continue
    if (isLoneLabel(scan, profile) && isLabelled(scan, rows.header, profile.first)) rows.groups.push(r)
    else {
      rows.header.push(...rows.groups, r)
      rows.groups = []
    }
  }
  return rows
}

/** One label alone over columns of figures ("Chia ra", "Of which") spans the labels right below it. */
function addLoneLabel(scan: Scan, from: number, start: number): number {
  for (let r = start - 1; r >= Math.max(from, start - 3); r--) {
    const profile = at(scan, r)
    if (profile.filled === 0) continue
    const text = textAt(scan.grid, r, profile.first)
    if (isBanner(scan, profile)) return start
    const over = profile.filled === 1 && profile.first > scan.band.from && isFigureColumn(scan, profile.first)
    const label = over && text.length <= 60 && unitOfLine(text) === undefined && !isFormLine(text) && !isNoteLine(text)
    return label ? r : start
  }
  return start
}

/** A header whose labels stand over text columns only (or over one column) is the last wide row above the records. */
function loneHeader(scan: Scan, from: number, record: number): number {
  for (let r = record - 1; r >= from; r--) {
    const profile = at(scan, r)
    if (profile.filled >= 2 && isHeaderLike(scan, profile)) return r
  }
  return record
}

/** A single text in the columns of labels: a heading of the records below, if its column has its label already. */
const isLoneLabel = (scan: Scan, profile: RowProfile): boolean =>
  profile.filled === 1 &&
  profile.first >= 0 &&
  !isFigureColumn(scan, profile.first) &&
  profile.first <= scan.band.from + 1

const isLabelled = (scan: Scan, header: readonly number[], column: number): boolean =>
  header.length === 0 || header.some((row) => kindAt(scan.grid, row, column) !== Kind.empty)

/** A single label merged over (nearly) the whole width titles the table; it spans no columns. */
function isBanner(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled !== 1) return false
  const merge = scan.grid.merged.get(profile.row * scan.grid.columns + profile.first)
  return merge !== undefined && merge.columns >= 0.7 * (scan.band.to - scan.band.from)
}

/** A wide text header without figures below it, complete in every column, is the whole header. */
function isComplete(scan: Scan, row: number): boolean {
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (kindAt(scan.grid, row, c) === Kind.empty || scan.grid.merged.has(row * scan.grid.columns + c)) return false
  }
  return true
}

/** Header and first record of the table that begins at or after a row. */
function openTable(scan: Scan, from: number): { draft: Draft; record: number } | undefined {
  const wide = textHeader(scan, from)
  if (!scan.numeric.includes(true)) {
    if (wide < 0) return undefined
    return openTextTable(scan, from, wide)
  }
  let record = nextRecord(scan, from, false)
  if (record < 0) return undefined
  // A register's first records may lack their figures: a complete header ends the search.
  if (
    wide >= 0 &&
    wide < record &&
    isComplete(scan, wide) &&
    at(scan, wide).numbers === 0 &&
    at(scan, wide + 1).filled >= 2
  ) {
    const next = at(scan, wide + 1)
    if (!isColumnNumbers(scan, next) && !isYearRow(scan, next) && labelsFigures(scan, wide + 1) === 0) record = wide + 1
  }
  const head = splitHead(scan, from, record)
  return { draft: { preamble: head.preamble, header: head.header, body: [...head.groups], footer: [] }, record }
}

function openTextTable(scan: Scan, from: number, wide: number): { draft: Draft; record: number } {
  const draft: Draft = { preamble: [], header: [wide], body: [], footer: [] }
  for (let r = from; r < wide; r++) if (at(scan, r).filled > 0) draft.preamble.push(r)
  // A merged label above its parts makes a header of several rows.
  let last = wide
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const merge = scan.grid.merged.get(wide * scan.grid.columns + c)
    if (merge)
      last = Math.max(last, merge.row + merge.rows - 1, merge.columns > 1 && merge.rows === 1 ? wide + 1 : wide)
  }
  for (let r = wide + 1; r <= Math.min(last, wide + 3); r++) if (at(scan, r).filled > 0) draft.header.push(r)
  let record = last + 1
  if (isColumnNumbers(scan, at(scan, record))) {
    draft.header.push(record)
    record++
  }
  return { draft, record }
}

/** Where a new table (or the header again) begins inside what looked like records; -1 if the table goes on. */
function newHeadAt(scan: Scan, row: number): boolean {
  const next = nextRecord(scan, row, true)
  if (next < 0 || next - row > LONGEST_HEADER) return false
  let labels = 0
  for (let r = row; r < next; r++) {
    const profile = at(scan, r)
    if (isHeaderLike(scan, profile)) labels = Math.max(labels, labelsFigures(scan, r))
  }
  return labels >= Math.max(2, 0.4 * scan.numeric.filter(Boolean).length)
}

function closeTable(scan: Scan, draft: Draft, last: number): Segment {
  const body = draft.body.filter((row) => row <= last)
  return {
    band: scan.band,
    preamble: draft.preamble,
    header: draft.header,
    body,
    repeats: [],
    footer: [...draft.body.filter((row) => row > last), ...draft.footer],
  }
}

/** A row that ends the records of a table without figures in it: notes, sources, signatures. */
function endsBody(scan: Scan, profile: RowProfile): boolean {
  const line = lineOf(scan.grid, profile.row, scan.band).trim()
  return isNoteLine(line) || isSignatureLine(line)
}

/** Splits the rows of a band into its tables, from top to bottom. */
export function findSegments(grid: Grid, band: Band): Segment[] {
  const scan = prepare(grid, band)
  const segments: Segment[] = []
  let from = 0
  while (from < grid.rows) {
    const opened = openTable(scan, from)
    if (!opened) break
    const { draft, record } = opened
    let last = record
    let r = record
    for (; r < grid.rows; r++) {
      const profile = at(scan, r)
      if (profile.filled === 0) continue
      if (isRecord(scan, profile, true) && !(profile.numbers === 0 && profile.filled <= 2 && endsBody(scan, profile))) {
        draft.body.push(r)
        last = r
      } else if (r > record && newHeadAt(scan, r)) break
      else draft.body.push(r)
    }
    segments.push(closeTable(scan, draft, last))
    from = Math.max(r, record + 1)
  }
  const rest: number[] = []
  for (let r = from; r < grid.rows; r++) if (at(scan, r).filled > 0) rest.push(r)
  const end = segments.at(-1)
  if (end !== undefined && rest.length > 0) segments[segments.length - 1] = { ...end, footer: [...end.footer, ...rest] }
  return joinContinued(grid, segments)
}

const headerText = (grid: Grid, segment: Segment): string =>
  segment.header.map((row) => lineOf(grid, row, segment.band)).join('\n')

/** A table cut by a page goes on under the same header: its parts are put together again. */
function joinContinued(grid: Grid, segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = []
  for (const segment of segments) {
    const before = joined.at(-1)
    const same =
      before !== undefined && segment.header.length > 0 && headerText(grid, before) === headerText(grid, segment)
    const titled = segment.preamble.some((row) => readPeriod(lineOf(grid, row, segment.band)) === undefined)
    if (
      before === undefined ||
      !same ||
      (titled &&
        before.footer.length === 0 &&
        !/(?:ti[eế]p|cont)/i.test(segment.preamble.map((row) => lineOf(grid, row, segment.band)).join(' ')))
    ) {
      joined.push(segment)
      continue
    }
    joined[joined.length - 1] = {
      ...before,
      body: [...before.body, ...segment.body],
      repeats: [
        ...before.repeats,
        ...before.footer.filter((row) => !before.footer.includes(row)),
        ...segment.preamble,
        ...segment.header,
      ],
      footer: [...before.footer, ...segment.footer],
    }
  }
  return joined
}
