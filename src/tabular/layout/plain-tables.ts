import { findTables } from '../decode/tables/find-tables.ts'
import { type FoundTable, gridOf } from '../decode/tables/found-table.ts'
import type { Sheet } from '../model.ts'
import { type Grid, Kind, textAt } from './grid.ts'
import { findBands, profileRow } from './rows.ts'
import { isColumnNumbers, labelsOverFigures, profileAt, type Scan, scanBand } from './scan.ts'
import type { Segment } from './segments.ts'

/** Above this many cells only the head of a sheet is looked at once more, and its end must look like records. */
const MOST_CELLS = 400_000
const HEAD_ROWS = 1000
const TAIL_ROWS = 100

function toSegment(table: FoundTable): Segment {
  return {
    band: { from: table.firstColumn, to: table.lastColumn + 1 },
    preamble: table.preamble,
    header: table.header,
    numbering: [],
    body: table.body,
    repeats: [],
    footer: table.footer,
  }
}

/** A format that names its columns holds nothing but header and records. */
function knownSegment(grid: Grid, headerRows: number): Segment {
  const rows = Array.from({ length: grid.rows }, (_, row) => row)
  const band = { from: 0, to: grid.columns }
  return {
    band,
    preamble: [],
    header: rows.slice(0, headerRows),
    numbering: [],
    body: rows.slice(headerRows).filter((row) => profileRow(grid, row, band).filled > 0),
    repeats: [],
    footer: [],
  }
}

/** One table from the first line to the last, with one header line or none: the usual export. */
const isFlat = (tables: readonly FoundTable[]): boolean => {
  const [only] = tables
  return (
    tables.length === 1 &&
    only !== undefined &&
    only.header.length <= 1 &&
    only.preamble.length + only.footer.length === 0
  )
}

const tablesIn = (rows: Sheet['rows']): readonly FoundTable[] =>
  findTables(gridOf(rows.map((row) => row.map((cell) => cell.text))))

/** A longer sheet is no questionnaire. */
const MOST_FIELDS = 200

/** A filled-in form: "Tên trường: | …", "Số lớp: | 24". A label with a colon speaks of what is beside it, not below. */
function findFieldList(grid: Grid): Segment | undefined {
  if (grid.rows > MOST_FIELDS) return undefined
  const band = { from: 0, to: grid.columns }
  const profiles = Array.from({ length: grid.rows }, (_, row) => profileRow(grid, row, band))
  const pairs = profiles.filter(({ filled }) => filled >= 2)
  const fields = pairs.filter(({ row, first, filled }) => filled === 2 && textAt(grid, row, first).endsWith(':'))
  if (fields.length < 3 || fields.length < 0.8 * pairs.length) return undefined
  const from = fields[0]?.row ?? 0
  const to = fields.at(-1)?.row ?? from
  const rows = profiles.filter(({ filled }) => filled > 0).map(({ row }) => row)
  return {
    band,
    preamble: rows.filter((row) => row < from),
    header: [],
    numbering: [],
    body: rows.filter((row) => row >= from && row <= to),
    repeats: [],
    footer: rows.filter((row) => row > to),
  }
}

/** The first row below a header line may belong to it: column numbers, units or labels over columns of figures. */
function goesOnBelow(scan: Scan, table: FoundTable | undefined): boolean {
  const first = table?.body[0]
  if (first === undefined || table?.header.length !== 1) return false
  const profile = profileAt(scan, first)
  if (isColumnNumbers(scan, profile)) return true
  return profile.numbers === 0 && profile.years === 0 && profile.missing === 0 && labelsOverFigures(scan, first) >= 2
}

/** A large sheet whose head is a plain export and whose last rows are as full as the others. */
function findLargeTable(grid: Grid): Segment[] | undefined {
  const tables = tablesIn(grid.sheet.rows.slice(0, HEAD_ROWS))
  const [head] = tables
  if (head === undefined || !isFlat(tables)) return undefined
  const band = { from: 0, to: grid.columns }
  const body: number[] = []
  for (let row = head.header.length; row < grid.rows; row++) {
    const { filled } = profileRow(grid, row, band)
    if (row >= grid.rows - TAIL_ROWS && filled > 0 && filled < Math.min(2, grid.columns)) return undefined
    if (filled > 0) body.push(row)
  }
  return [{ ...toSegment(head), body }]
}

/**
 * Tables that need no reading of figures to be found: known columns, plain exports, and sheets of words.
 * `undefined` where titles, groups and figures have to be told apart.
 */
export function findPlainTables(grid: Grid): Segment[] | undefined {
  const { sheet } = grid
  if (sheet.headerRows !== undefined) return [knownSegment(grid, sheet.headerRows)]
  const fields = findFieldList(grid)
  if (fields !== undefined) return [fields]
  if (sheet.merges.length > 0) return undefined
  if (!grid.kinds.some((kind) => kind !== Kind.empty)) return []
  if (findBands(grid).length > 1) return undefined
  if (grid.rows * grid.columns > MOST_CELLS) return findLargeTable(grid)
  const tables = tablesIn(sheet.rows)
  const scan = scanBand(grid, { from: 0, to: grid.columns })
  if (isFlat(tables) && !goesOnBelow(scan, tables[0])) return tables.map(toSegment)
  return scan.numeric.includes(true) ? undefined : tables.map(toSegment)
}
