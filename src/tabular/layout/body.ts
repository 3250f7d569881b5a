import type { Cell } from '../model.ts'
import { fold, tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { decimalEvidence, readNumber } from '../values/number.ts'
import { isCodeHeader, isNoteLine, isOrdinalHeader, isTimeHeader, isTotalLabel } from '../values/words.ts'
import { findEmptyGroups } from './empty-groups.ts'
import { type Grid, Kind, kindAt, shownAt, textAt } from './grid.ts'
import type { HeaderPath } from './header.ts'
import type { Segment } from './segments.ts'
import { findTotalColumns, findTotals } from './totals.ts'

/** One record of the source with the headings it stands under. */
export interface BodyRecord {
  readonly row: number
  /** Texts of the group rows above it, outermost first. */
  readonly groups: readonly string[]
  /** A total, sub-total or share of other records. */
  readonly derived: boolean
}

export interface Body {
  readonly records: readonly BodyRecord[]
  readonly groupRows: readonly number[]
  /** Rows of a list that name a group without any record. */
  readonly emptyGroups: readonly number[]
  readonly noteRows: readonly number[]
  /** Columns of the sheet that are sums of others. */
  readonly totalColumns: readonly number[]
}

export interface ColumnKinds {
  /** Leading columns that label the records. */
  readonly stubs: readonly number[]
  readonly values: readonly number[]
  readonly ordinal: number | undefined
}

/** Which columns label records and which hold figures. */
export function sortColumns(grid: Grid, segment: Segment, paths: readonly HeaderPath[]): ColumnKinds {
  const stubs: number[] = []
  const values: number[] = []
  let ordinal: number | undefined
  for (const path of paths) {
    const name = path.parts.at(-1) ?? ''
    if (isOrdinalHeader(name)) ordinal = path.column
    else if (isFigureColumn(path, countKinds(grid, segment.body, path.column), values.length + stubs.length === 0))
      values.push(path.column)
    else if (values.length === 0) stubs.push(path.column)
  }
  return { stubs, values, ordinal }
}

/** Years label records where the header says so or where nothing stands left of them; elsewhere they are figures like any. */
const namesYears = (path: HeaderPath, leftmost: boolean): boolean => {
  const name = path.parts.at(-1) ?? ''
  return leftmost || name === '' || isTimeHeader(name) || /\b(?:year|năm)\b/iu.test(name)
}

interface KindCounts {
  figures: number
  years: number
  marks: number
  texts: number
  leadingZeros: number
  fractions: number
}

/** A workbook's numbers show by their value what a text shows by its letters. */
function countWriting(counts: KindCounts, cell: Cell | undefined): void {
  if (typeof cell?.value === 'number') {
    if (!Number.isInteger(cell.value)) counts.fractions++
    return
  }
  const text = cell?.text.trim() ?? ''
  if (/^0\d/.test(text)) counts.leadingZeros++
  if (/[.,]\d*[1-9]/.test(text)) counts.fractions++
}

function countKinds(grid: Grid, rows: readonly number[], column: number): KindCounts {
  const counts: KindCounts = { figures: 0, years: 0, marks: 0, texts: 0, leadingZeros: 0, fractions: 0 }
  for (const row of rows) {
    const kind = kindAt(grid, row, column)
    if (kind === Kind.number) {
      counts.figures++
      countWriting(counts, grid.sheet.rows[row]?.[column])
    } else if (kind === Kind.missing) counts.marks++
    else if (kind === Kind.year) counts.years++
    else if (kind !== Kind.empty) counts.texts++
  }
  return counts
}

/** Codes look like figures but name things: the header says so, or they begin with zeros. */
const areCodes = (path: HeaderPath, counts: KindCounts): boolean =>
  counts.leadingZeros > 0.2 * (counts.figures + 1) || (counts.fractions === 0 && isCodeHeader(path.parts.join(' ')))

function isFigureColumn(path: HeaderPath, counts: KindCounts, leftmost: boolean): boolean {
  if (areCodes(path, counts)) return false
  const labels = namesYears(path, leftmost) ? counts.years : 0
  const figures = counts.figures + counts.years - labels + counts.marks
  return figures > 0 && figures > counts.texts + labels * 0.99
}

const indentOf = (grid: Grid, row: number, column: number): number => {
  const cell = grid.sheet.rows[row]?.[column]
  const blanks = /^[\s\u00a0]*/.exec(cell?.text ?? '')?.[0].length ?? 0
  return (cell?.indent ?? 0) * 2 + blanks
}

/** The column of the heading if a row heads the rows below it, else -1. */
function groupColumn(grid: Grid, row: number, context: { paths: readonly HeaderPath[]; kinds: ColumnKinds }): number {
  const filled = context.paths.map((path) => path.column).filter((column) => kindAt(grid, row, column) !== Kind.empty)
  const [column] = filled
  if (column === undefined || context.paths.length < 2) return -1
  if (filled.length > 1) return isNumberedGroup(grid, row, context) ? (context.kinds.stubs[0] ?? -1) : -1
  return isHeadingCell(grid, { row, column }, context.kinds) ? column : -1
}

/** One text in the label columns and nothing else in the row. */
function isHeadingCell(grid: Grid, at: { row: number; column: number }, kinds: ColumnKinds): boolean {
  const kind = kindAt(grid, at.row, at.column)
  if (kind !== Kind.text && kind !== Kind.year) return false
  if (kinds.stubs[0] !== at.column && kinds.ordinal !== at.column) return false
  if (kinds.values.length >= kinds.stubs.length || kinds.ordinal !== undefined) return true
  // In registers a row empty but for one cell may be a poor record; a merge tells a heading.
  const merge = grid.merged.get(at.row * grid.columns + at.column)
  return merge !== undefined && merge.columns > 1
}

/** "A | Chỉ tiêu kinh tế" or "II | …": a letter or Roman number in the number column, a heading beside it. */
function isNumberedGroup(
  grid: Grid,
  row: number,
  context: { paths: readonly HeaderPath[]; kinds: ColumnKinds },
): boolean {
  const { ordinal, stubs, values } = context.kinds
  if (ordinal === undefined || !/^(?:[A-ZĐ]|[IVX]{1,5})[.)]?$/.test(textAt(grid, row, ordinal))) return false
  const filled = context.paths
    .filter((path) => kindAt(grid, row, path.column) !== Kind.empty)
    .map((path) => path.column)
  return filled.length === 2 && filled.includes(stubs[0] ?? -1) && values.length > 0
}

/** Group rows, records and notes of a table's body. */
export function readBody(
  grid: Grid,
  segment: Segment,
  context: { paths: readonly HeaderPath[]; kinds: ColumnKinds },
): Body {
  const records: { row: number; groups: readonly string[] }[] = []
  const groupRows: number[] = []
  const noteRows: number[] = []
  let open: { text: string; indent: number; row: number }[] = []
  let afterRecord = true
  for (const row of segment.body) {
    const at = groupColumn(grid, row, context)
    if (at < 0) {
      records.push({ row, groups: open.map((group) => group.text) })
      afterRecord = true
      continue
    }
    const text = tidyBlanks(shownAt(grid, row, at)).replace(/\s*:$/, '')
    if (isNoteLine(text) && text.length > 30) {
      noteRows.push(row)
      continue
    }
    const indent = indentOf(grid, row, at)
    // Right under another heading a heading is its part; after records one of the same depth takes its place.
    open = afterRecord ? open.filter((group) => group.indent < indent) : open
    open.push({ text, indent, row })
    groupRows.push(row)
    afterRecord = false
  }
  const columns = context.paths.map((path) => path.column)
  const rows = records.map((record) => record.row)
  const emptyGroups = context.kinds.values.length > 0 ? [] : findEmptyGroups(grid, rows, columns)
  const kept = records.filter(({ row }) => !emptyGroups.includes(row))
  return { ...markDerived(grid, kept, context), groupRows, emptyGroups, noteRows }
}

function figureAt(grid: Grid, row: number, column: number): number | undefined {
  const cell = grid.sheet.rows[row]?.[column]
  if (cell === undefined) return undefined
  if (typeof cell.value === 'number') return cell.value
  const text = cell.text.trim()
  if (isMissingMark(text)) return undefined
  const read = readNumber(text, decimalEvidence(text) === ',' ? ',' : '.')
  return typeof read?.value === 'number' ? read.value : undefined
}

/** The label of a record: what stands in its label columns, outermost first. */
const labelsOf = (grid: Grid, row: number, stubs: readonly number[]): string[] =>
  stubs.map((column) => tidyBlanks(shownAt(grid, row, column)))

function markDerived(
  grid: Grid,
  records: readonly { row: number; groups: readonly string[] }[],
  context: { paths: readonly HeaderPath[]; kinds: ColumnKinds },
): Pick<Body, 'records' | 'totalColumns'> {
  const { stubs, values } = context.kinds
  const byWords = records.map((record) => values.length > 0 && labelsOf(grid, record.row, stubs).some(isTotalLabel))
  const small = records.length <= 3000 && values.length > 0 && stubs.length > 0
  const figures = small ? records.map((record) => values.map((column) => figureAt(grid, record.row, column))) : []
  const byArithmetic = findTotals(figures)
  const columns = findTotalColumns(figures)
  const ofShares = findShares(grid, records, context)
  return {
    records: records.map((record, i) => ({
      ...record,
      derived: (byWords[i] ?? false) || (byArithmetic[i] ?? false) || (ofShares[i] ?? false),
    })),
    totalColumns: values.filter(
      (column, i) =>
        columns[i] === 'certain' ||
        (columns[i] === 'likely' &&
          context.paths.some((path) => path.column === column && path.parts.some(isTotalLabel))),
    ),
  }
}

/** "Percent of total", "Tỷ trọng": a record of hundreds heads the shares below it and is computed itself. */
function findShares(grid: Grid, records: readonly { row: number }[], context: { kinds: ColumnKinds }): boolean[] {
  const { stubs, values } = context.kinds
  return records.map((record) => {
    if (!/^(?:percent|share|co cau|ty trong|index)/.test(fold(shownAt(grid, record.row, stubs[0] ?? 0)))) return false
    const figures = values.map((column) => figureAt(grid, record.row, column)).filter((value) => value !== undefined)
    return figures.length > 0 && figures.every((value) => value === 100)
  })
}
