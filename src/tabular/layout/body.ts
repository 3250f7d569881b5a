import { tidyBlanks } from '../values/fold.ts'
import { isNoteLine } from '../values/words.ts'
import type { ColumnKinds } from './column-kinds.ts'
import { markDerived, tellApart } from './derived.ts'
import { findEmptyGroups } from './empty-groups.ts'
import { type Grid, Kind, kindAt, shownAt, textAt } from './grid.ts'
import type { HeaderPath } from './header.ts'
import { indentOf, type Outline, readOutline } from './outline.ts'
import type { Segment } from './segments.ts'

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
  /** Columns that close the columns before them with their sum. */
  readonly closingTotals: readonly number[]
}

interface BodyContext {
  readonly paths: readonly HeaderPath[]
  readonly kinds: ColumnKinds
  readonly outline: Outline
  /** The row of the body below a row. */
  readonly next: ReadonlyMap<number, number>
}

/** The column of the heading if a row heads the rows below it, else -1. */
function groupColumn(grid: Grid, row: number, context: BodyContext): number {
  const filled = context.paths.map((path) => path.column).filter((column) => kindAt(grid, row, column) !== Kind.empty)
  const [column] = filled
  if (column === undefined || context.paths.length < 2) return -1
  if (filled.length > 1) return isNumberedGroup(grid, row, context) ? (context.kinds.stubs[0] ?? -1) : -1
  return isHeadingCell(grid, { row, column }, context) ? column : -1
}

/** One text in the label columns and nothing else in the row. */
function isHeadingCell(
  grid: Grid,
  at: { row: number; column: number },
  { kinds, outline, next }: BodyContext,
): boolean {
  const kind = kindAt(grid, at.row, at.column)
  if (kind !== Kind.text && kind !== Kind.year) return false
  if (kinds.stubs[0] !== at.column && kinds.ordinal !== at.column) return false
  if (kinds.values.length >= kinds.stubs.length || kinds.ordinal !== undefined) return true
  // In registers a row empty but for one cell may be a poor record; a number no record carries or a merge tells a heading.
  if (outline.depths.has(at.row) && 2 * outline.depths.size <= next.size) return true
  const merge = grid.merged.get(at.row * grid.columns + at.column)
  return merge !== undefined && merge.columns > 1
}

/** Letters and Roman numbers count groups; a figure does where the row below is one of its parts (1 above 1.1). */
const numbersGroup = (text: string, row: number, { outline, next }: BodyContext): boolean =>
  /^(?:[A-ZĐ]|[IVX]{1,5})[.)]?$/.test(text) ||
  (outline.depths.get(row) ?? Number.POSITIVE_INFINITY) < (outline.depths.get(next.get(row) ?? -1) ?? -1)

/** "A | Chỉ tiêu kinh tế" or "II | …": the number of a group in the number column, a heading beside it. */
function isNumberedGroup(grid: Grid, row: number, context: BodyContext): boolean {
  const { ordinal, stubs, values } = context.kinds
  if (ordinal === undefined || !numbersGroup(textAt(grid, row, ordinal), row, context)) return false
  const filled = context.paths
    .filter((path) => kindAt(grid, row, path.column) !== Kind.empty)
    .map((path) => path.column)
  return filled.length === 2 && filled.includes(stubs[0] ?? -1) && values.length > 0
}

interface OpenGroup {
  readonly text: string
  readonly indent: number
  readonly depth: number | undefined
}

/** Groups that still hold below a row: numbers say which it closes, else its indentation does. */
function stillOpen(open: readonly OpenGroup[], at: Omit<OpenGroup, 'text'>, afterRecord: boolean): OpenGroup[] {
  return open.filter((group) => {
    if (group.depth !== undefined && at.depth !== undefined) return group.depth < at.depth
    // Right under another heading a heading is its part; after records one of the same depth takes its place.
    return !afterRecord || group.indent < at.indent
  })
}

/** Group rows, records and notes of a table's body. */
export function readBody(
  grid: Grid,
  segment: Segment,
  { paths, kinds }: { paths: readonly HeaderPath[]; kinds: ColumnKinds },
): Body {
  const outline = readOutline(grid, segment.body, { ordinal: kinds.ordinal, label: kinds.stubs[0] })
  const next = new Map(segment.body.map((row, i) => [row, segment.body[i + 1] ?? -1]))
  const context: BodyContext = { paths, kinds, outline, next }
  const records: { row: number; groups: readonly string[] }[] = []
  const groupRows: number[] = []
  const noteRows: number[] = []
  let open: OpenGroup[] = []
  let afterRecord = true
  for (const row of segment.body) {
    const at = groupColumn(grid, row, context)
    const depth = outline.depths.get(row)
    if (at < 0) {
      open = open.filter((group) => group.depth === undefined || depth === undefined || group.depth < depth)
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
    open = [...stillOpen(open, { indent, depth }, afterRecord), { text, indent, depth }]
    groupRows.push(row)
    afterRecord = false
  }
  const columns = context.paths.map((path) => path.column)
  const rows = records.map((record) => record.row)
  const emptyGroups = context.kinds.values.length > 0 ? [] : findEmptyGroups(grid, rows, columns)
  const empty = new Set(emptyGroups)
  const kept = records.filter(({ row }) => !empty.has(row))
  const last = rows.at(-1) ?? -1
  return {
    ...markDerived(grid, tellApart(grid, kept, context), context),
    groupRows: groupRows.filter((row) => row < last),
    emptyGroups,
    // Lines after the last record head nothing.
    noteRows: [...noteRows, ...groupRows.filter((row) => row >= last)],
  }
}
