import type { Cell } from '../model.ts'
import { isoOfDate } from '../values/date.ts'
import { tidyBlanks } from '../values/fold.ts'
import { readPeriod } from '../values/period.ts'
import { isUnitText } from '../values/unit.ts'
import { type Grid, Kind, kindAt, shownAt } from './grid.ts'
import type { Segment } from './segments.ts'

/** Column labels of a table, from the outermost spanning label to the innermost. */
export interface HeaderPath {
  readonly column: number
  readonly parts: readonly string[]
  /** A unit printed in the header under or beside the label. */
  readonly unit?: string
}

const label = (text: string): string =>
  tidyBlanks(text.replace(/(\p{L})-\s*\n\s*(\p{Ll})/gu, '$1$2')).replace(/^((?:1[6-9]|20|21)\d\d)\.0+$/, '$1')

const DAY_FORMAT = /d/i
const MONTH_FORMAT = /m/i

/** A date that heads a column, as far as its format shows it: a day, a month ("mmm-yy") or a year. */
function shownDate({ value, format = 'd' }: Cell): string | undefined {
  if (!(value instanceof Date)) return undefined
  const iso = isoOfDate(value)
  return DAY_FORMAT.test(format) ? iso : iso.slice(0, MONTH_FORMAT.test(format) ? 7 : 4)
}

/** The text of a header cell, that of its merge if it lies in one. */
function headAt(grid: Grid, row: number, column: number): string {
  const merge = grid.merged.get(row * grid.columns + column)
  const cell = grid.sheet.rows[merge?.row ?? row]?.[merge?.column ?? column]
  return label((cell === undefined ? undefined : shownDate(cell)) ?? shownAt(grid, row, column))
}

/** Rows that number the columns of a form say nothing about them. */
const labelRows = (segment: Segment): number[] => segment.header.filter((row) => !segment.numbering.includes(row))

/** Labels of one header row, spanning labels repeated over the columns they cover. */
function spreadRow(grid: Grid, segment: Segment, index: number): string[] {
  const rows = labelRows(segment)
  const row = rows[index] ?? 0
  const below = rows.slice(index + 1)
  const { from, to } = segment.band
  const labelledBelow = (column: number): boolean => below.some((r) => kindAt(grid, r, column) !== Kind.empty)
  const above = rows.slice(0, index)
  const labels: string[] = []
  let source = -1
  for (let c = from; c < to; c++) {
    // A label cannot reach under another label of a row above it.
    if (above.some((r) => kindAt(grid, r, c) !== Kind.empty)) source = -1
    if (grid.merged.has(row * grid.columns + c)) {
      labels.push(headAt(grid, row, c))
      source = -1
      continue
    }
    const text = headAt(grid, row, c)
    if (text !== '') {
      labels.push(text)
      // Only a label with others below it can span; "Tên" beside a spanning "Dân số" reaches down, not across.
      source = labelledBelow(c) ? c : -1
      continue
    }
    labels.push(source >= 0 && labelledBelow(c) ? headAt(grid, row, source) : '')
  }
  return labels
}

/**
 * The last header row may hold nothing but units without brackets ("ha | tạ/ha | tấn"), each under a label of its own.
 * Under a label that spans several columns the same words are what is counted: "Lượt | Người".
 */
function findUnitLine(lines: readonly (readonly string[])[]): readonly string[] | undefined {
  const last = lines.at(-1)
  const above = lines.slice(0, -1)
  if (last === undefined || above.length === 0) return undefined
  const labelAbove = (c: number): string => above.map((line) => line[c] ?? '').join('\n')
  const columns = last.flatMap((text, c) => (text !== '' && text !== above.at(-1)?.[c] ? [c] : []))
  const units = columns.filter((c) => isUnitText(last[c] ?? ''))
  if (units.length < 2 || units.length < columns.length || units.some((c) => labelAbove(c).trim() === ''))
    return undefined
  const labels = last.map((_, c) => labelAbove(c))
  return units.every((c) => labels.filter((text) => text === labels[c]).length === 1) ? last : undefined
}

const withoutBrackets = (text: string): string => text.replace(/^[([]\s*|\s*[)\]]$/g, '')

const isBracketedUnit = (text: string): boolean =>
  /^[([].*[)\]]$|^%$/.test(text) && isUnitText(text) && readPeriod(text) === undefined

/** One column's labels from top to bottom; `below` is what the line of units says of it. */
function pathOf(column: number, texts: readonly string[], below: string): HeaderPath {
  const parts: string[] = []
  let unit: string | undefined
  for (const text of texts) {
    if (text === '' || text === parts.at(-1)) continue
    if (parts.length > 0 && isBracketedUnit(text)) unit = withoutBrackets(text)
    else parts.push(text)
  }
  if (isUnitText(below)) unit = withoutBrackets(below)
  else if (below !== '') parts.push(below)
  return { column, parts, ...(unit === undefined ? {} : { unit }) }
}

/** The labels of every column of a table. */
export function readHeader(grid: Grid, segment: Segment): HeaderPath[] {
  const lines = labelRows(segment).map((_, index) => spreadRow(grid, segment, index))
  const unitLine = findUnitLine(lines)
  const labels = lines.filter((line) => line !== unitLine)
  const { from, to } = segment.band
  const paths = Array.from({ length: to - from }, (_, at) =>
    pathOf(
      from + at,
      labels.map((line) => line[at] ?? ''),
      unitLine?.[at] ?? '',
    ),
  )
  return dropEmptyColumns(grid, segment, paths)
}

/** A column without label and without any content only spaces the others. */
function dropEmptyColumns(grid: Grid, segment: Segment, paths: readonly HeaderPath[]): HeaderPath[] {
  return paths.filter((path) => {
    if (segment.body.some((row) => kindAt(grid, row, path.column) !== Kind.empty)) return true
    return path.parts.length > 0 && segment.header.some((row) => kindAt(grid, row, path.column) !== Kind.empty)
  })
}
