import { tidyBlanks } from '../values/fold.ts'
import { readPeriod } from '../values/period.ts'
import { isUnitText } from '../values/unit.ts'
import { type Grid, Kind, kindAt, shownAt, textAt } from './grid.ts'
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
      labels.push(label(shownAt(grid, row, c)))
      source = -1
      continue
    }
    const text = label(textAt(grid, row, c))
    if (text !== '') {
      labels.push(text)
      // Only a label with others below it can span; "Tên" beside a spanning "Dân số" reaches down, not across.
      source = labelledBelow(c) ? c : -1
      continue
    }
    labels.push(source >= 0 && labelledBelow(c) ? label(textAt(grid, row, source)) : '')
  }
  return labels
}

/** The labels of every column of a table. */
export function readHeader(grid: Grid, segment: Segment): HeaderPath[] {
  const lines = labelRows(segment).map((_, index) => spreadRow(grid, segment, index))
  const paths: HeaderPath[] = []
  for (let c = segment.band.from; c < segment.band.to; c++) {
    const parts: string[] = []
    let unit: string | undefined
    for (const line of lines) {
      const text = line[c - segment.band.from] ?? ''
      if (text === '' || text === parts.at(-1)) continue
      if (parts.length > 0 && /^[([].*[)\]]$|^%$/.test(text) && isUnitText(text) && readPeriod(text) === undefined)
        unit = text.replace(/^[([]\s*|\s*[)\]]$/g, '')
      else parts.push(text)
    }
    paths.push({ column: c, parts, ...(unit === undefined ? {} : { unit }) })
  }
  return dropEmptyColumns(grid, segment, paths)
}

/** A column without label and without any content only spaces the others. */
function dropEmptyColumns(grid: Grid, segment: Segment, paths: readonly HeaderPath[]): HeaderPath[] {
  return paths.filter((path) => {
    if (segment.body.some((row) => kindAt(grid, row, path.column) !== Kind.empty)) return true
    return path.parts.length > 0 && segment.header.some((row) => kindAt(grid, row, path.column) !== Kind.empty)
  })
}
