import { findTables } from '../decode/tables/find-tables.ts'
import { type FoundTable, gridOf } from '../decode/tables/found-table.ts'
import { type Grid, Kind } from './grid.ts'
import { findBands, profileRow } from './rows.ts'
import { scanBand } from './scan.ts'
import type { Segment } from './segments.ts'

/** Above this many cells a sheet's texts are not copied to be looked at once more. */
const MOST_CELLS = 4_000_000

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

/**
 * Tables that need no reading of figures to be found: known columns, plain exports, and sheets of words.
 * `undefined` where titles, groups and figures have to be told apart.
 */
export function findPlainTables(grid: Grid): Segment[] | undefined {
  const { sheet } = grid
  if (sheet.headerRows !== undefined) return [knownSegment(grid, sheet.headerRows)]
  if (sheet.merges.length > 0 || grid.rows * grid.columns > MOST_CELLS) return undefined
  if (!grid.kinds.some((kind) => kind !== Kind.empty)) return []
  if (findBands(grid).length > 1) return undefined
  const tables = findTables(gridOf(sheet.rows.map((row) => row.map((cell) => cell.text))))
  if (isFlat(tables)) return tables.map(toSegment)
  const scan = scanBand(grid, { from: 0, to: grid.columns })
  return scan.numeric.includes(true) ? undefined : tables.map(toSegment)
}
