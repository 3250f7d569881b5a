import { isUnitText, unitOfLine } from '../values/unit.ts'
import { isFormLine, isNoteLine } from '../values/words.ts'
import { Kind, kindAt, shownAt, textAt } from './grid.ts'
import type { RowProfile } from './rows.ts'
import {
  isColumnNumbers,
  isFigureColumn,
  isFrame,
  isHeaderLike,
  isYearRow,
  labelsOverFigures,
  nextRecord,
  profileAt,
  type Scan,
} from './scan.ts'

/** What stands above the first record of a table. */
export interface TableHead {
  readonly preamble: readonly number[]
  readonly header: readonly number[]
  /** Headings between the header and the first record. */
  readonly groups: readonly number[]
  readonly record: number
}

export const LONGEST_HEADER = 14

/** Without columns of figures the first wide row labels the columns. */
function firstWideRow(scan: Scan, from: number): number {
  const wanted = Math.max(Math.min(2, scan.band.to - scan.band.from), Math.ceil(0.5 * scan.typical))
  for (let r = from; r < scan.profiles.length; r++) {
    const profile = profileAt(scan, r)
    if (profile.filled >= wanted && !isFrame(scan, profile)) return r
  }
  return -1
}

/** A single label merged over (nearly) the whole width titles the table; it spans no columns. */
function isBanner(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled !== 1) return false
  const merge = scan.grid.merged.get(profile.row * scan.grid.columns + profile.first)
  return merge !== undefined && merge.columns >= 0.7 * (scan.band.to - scan.band.from)
}

/** The first row above the records that labels columns of figures. */
function firstLabelRow(scan: Scan, from: number, record: number): number {
  let start = record
  let blanks = 0
  for (let r = record - 1; r >= from && record - r <= LONGEST_HEADER + blanks; r--) {
    const profile = profileAt(scan, r)
    if (profile.filled === 0) blanks++
    else if (isHeaderLike(scan, profile) && labelsOverFigures(scan, r) > 0) start = r
    else if (profile.filled >= 2 && isFrame(scan, profile)) break
  }
  return start === record ? lastWideRow(scan, from, record) : start
}

/** A header whose labels stand over text columns only (or over one column) is the last wide row above the records. */
function lastWideRow(scan: Scan, from: number, record: number): number {
  for (let r = record - 1; r >= from; r--) {
    const profile = profileAt(scan, r)
    if (profile.filled >= 2 && isHeaderLike(scan, profile)) return r
  }
  return record
}

/** One label alone over columns of figures ("Chia ra", "Of which") spans the labels right below it. */
function isSpanningLabel(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled !== 1 || isBanner(scan, profile)) return false
  if (profile.first <= scan.band.from || !isFigureColumn(scan, profile.first)) return false
  const text = textAt(scan.grid, profile.row, profile.first)
  return text.length <= 60 && unitOfLine(text) === undefined && !isFormLine(text) && !isNoteLine(text)
}

function addSpanningLabel(scan: Scan, from: number, start: number): number {
  for (let r = start - 1; r >= Math.max(from, start - 3); r--) {
    const profile = profileAt(scan, r)
    if (profile.filled > 0) return isSpanningLabel(scan, profile) ? r : start
  }
  return start
}

/** A single text in the columns of labels: a heading of the records below, if its column has its label already. */
function isHeading(scan: Scan, profile: RowProfile, header: readonly number[]): boolean {
  const { first } = profile
  if (header.length > 0 && (isNumberedHeading(scan, profile, header) || isMergedHeading(scan, profile))) return true
  if (profile.filled !== 1 || first < 0 || isFigureColumn(scan, first) || first > scan.band.from + 1) return false
  return header.length === 0 || header.some((row) => kindAt(scan.grid, row, first) !== Kind.empty)
}

const ITEM = /^(?:[A-ZĐ]|[IVX]{1,5}|\d{1,2})[.)]?$/

/** "I | Tuyến tỉnh" below labelled columns numbers a group of the records that follow. */
function isNumberedHeading(scan: Scan, profile: RowProfile, header: readonly number[]): boolean {
  const { first, row } = profile
  if (profile.filled !== 2 || !ITEM.test(textAt(scan.grid, row, first))) return false
  const next = first + 1
  const labelled = (column: number): boolean =>
    header.some((line) => shownAt(scan.grid, line, column) !== '' && line !== row)
  return kindAt(scan.grid, row, next) === Kind.text && !isFigureColumn(scan, next) && labelled(first) && labelled(next)
}

/** One text merged over the whole width below the labels heads the records, unless it is their unit. */
const isMergedHeading = (scan: Scan, profile: RowProfile): boolean =>
  isBanner(scan, profile) && !isUnitText(textAt(scan.grid, profile.row, profile.first))

/** The line of column numbers closes a header: nothing below it labels columns. */
const isClosed = (scan: Scan, header: readonly number[]): boolean => {
  const last = header.at(-1)
  return last !== undefined && isColumnNumbers(scan, profileAt(scan, last))
}

/** Header rows between two rows: from the first row that can label columns to the last one above the records. */
function splitHead(scan: Scan, from: number, record: number): TableHead {
  let start = addSpanningLabel(scan, from, firstLabelRow(scan, from, record))
  while (start < record && (profileAt(scan, start).filled === 0 || isBanner(scan, profileAt(scan, start)))) start++
  const preamble: number[] = []
  const header: number[] = []
  let groups: number[] = []
  for (let r = from; r < start; r++) if (profileAt(scan, r).filled > 0) preamble.push(r)
  for (let r = start; r < record; r++) {
    const profile = profileAt(scan, r)
    if (profile.filled === 0) continue
    if (isClosed(scan, header) || isHeading(scan, profile, header)) groups.push(r)
    else {
      header.push(...groups, r)
      groups = []
    }
  }
  return { preamble, header, groups, record }
}

/** A wide text header, complete in every column and unmerged, is the whole header. */
function isComplete(scan: Scan, row: number): boolean {
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (kindAt(scan.grid, row, c) === Kind.empty || scan.grid.merged.has(row * scan.grid.columns + c)) return false
  }
  return profileAt(scan, row).numbers === 0
}

/** A register's first records may lack their figures: a complete header right above them ends the search. */
function beginsBelow(scan: Scan, wide: number): boolean {
  const next = profileAt(scan, wide + 1)
  if (next.filled < 2 || !isComplete(scan, wide)) return false
  return !isColumnNumbers(scan, next) && !isYearRow(scan, next) && labelsOverFigures(scan, wide + 1) === 0
}

/** Last header row of a table without figures: a merged label above its parts makes a header of several rows. */
function lastHeaderRow(scan: Scan, wide: number): number {
  let last = wide
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const merge = scan.grid.merged.get(wide * scan.grid.columns + c)
    if (merge)
      last = Math.max(last, merge.row + merge.rows - 1, merge.columns > 1 && merge.rows === 1 ? wide + 1 : wide)
  }
  return isColumnNumbers(scan, profileAt(scan, last + 1)) ? last + 1 : last
}

function openTextTable(scan: Scan, from: number, wide: number): TableHead {
  const last = lastHeaderRow(scan, wide)
  const preamble: number[] = []
  const header: number[] = []
  for (let r = from; r < wide; r++) if (profileAt(scan, r).filled > 0) preamble.push(r)
  for (let r = wide; r <= last; r++) if (profileAt(scan, r).filled > 0) header.push(r)
  return { preamble, header, groups: [], record: last + 1 }
}

/** Header and first record of the table that begins at or after a row. */
export function openTable(scan: Scan, from: number): TableHead | undefined {
  const wide = firstWideRow(scan, from)
  if (!scan.numeric.includes(true)) return wide < 0 ? undefined : openTextTable(scan, from, wide)
  const record = nextRecord(scan, from, false)
  if (record < 0) return undefined
  const earlier = wide >= 0 && wide < record && beginsBelow(scan, wide)
  return splitHead(scan, from, earlier ? wide + 1 : record)
}
