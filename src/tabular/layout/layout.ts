import type { Sheet } from '../model.ts'
import { tidyBlanks } from '../values/fold.ts'
import { isBareUnit, splitUnit, unitOfLine } from '../values/unit.ts'
import { isFormLine, isMomentLine, isNoteLine, isOfficeLine } from '../values/words.ts'
import { type Body, readBody } from './body.ts'
import { type ColumnKinds, sortColumns } from './column-kinds.ts'
import { type Grid, scanSheet } from './grid.ts'
import { type HeaderPath, readHeader } from './header.ts'
import { findPlainTables } from './plain-tables.ts'
import { findBands, lineOf } from './rows.ts'
import { findSegments, type Segment } from './segments.ts'
import { spreadLabels } from './spread-labels.ts'

/** One table found on a sheet. */
export interface TableLayout {
  readonly segment: Segment
  readonly paths: readonly HeaderPath[]
  readonly kinds: ColumnKinds
  readonly body: Body
  readonly title: string | undefined
  readonly unit: string | undefined
  /** A line above the table that tells its moment: "Tính đến ngày 31/12/2023", "Kỳ báo cáo: Quý I/2024". */
  readonly moment: string | undefined
  /** Footnotes, sources and remarks, as printed. */
  readonly notes: readonly string[]
}

export interface SheetLayout {
  readonly grid: Grid
  readonly tables: readonly TableLayout[]
}

/** Where the header of the n-th table stands, if a recipe says so (0-based rows of the sheet); `labelsOf` reads rows. */
export interface LayoutHints {
  readonly header?: (table: number, labelsOf: (rows: readonly number[]) => string) => readonly number[] | undefined
}

/** The labels of header rows as one text, to recognise them in another file. */
export const headerLabels = (grid: Grid, segment: Segment, rows: readonly number[]): string =>
  rows.map((row) => tidyBlanks(lineOf(grid, row, segment.band))).join(' | ')

/** Finds the tables of a sheet: their headers, records, group rows, totals, titles, units and notes. */
export function readLayout(sheet: Sheet, hints: LayoutHints = {}): SheetLayout {
  const scanned = scanSheet(sheet)
  const segments = findPlainTables(scanned) ?? findBands(scanned).flatMap((band) => findSegments(scanned, band))
  let grid = scanned
  const tables: TableLayout[] = []
  segments.forEach((found, index) => {
    const header = hints.header?.(index, (rows) => headerLabels(scanned, found, rows))
    const segment = moveHeader(found, header)
    const paths = readHeader(grid, segment)
    const kinds = sortColumns(grid, segment, paths)
    grid = spreadLabels(grid, segment, { kinds, paths })
    tables.push(layOut(grid, segment, { kinds, paths }))
  })
  return { grid, tables }
}

/** The officer says which rows are the header: everything above is preamble, everything below records. */
function moveHeader(segment: Segment, header: readonly number[] | undefined): Segment {
  if (header === undefined || header.length === 0) return segment
  const rows = [...segment.preamble, ...segment.header, ...segment.body].sort((a, b) => a - b)
  const first = Math.min(...header)
  const last = Math.max(...header)
  return {
    ...segment,
    preamble: rows.filter((row) => row < first),
    header: [...header],
    body: rows.filter((row) => row > last),
  }
}

function layOut(
  grid: Grid,
  segment: Segment,
  { paths, kinds }: { paths: readonly HeaderPath[]; kinds: ColumnKinds },
): TableLayout {
  const body = readBody(grid, segment, { paths, kinds })
  const preamble = segment.preamble.map((row) => lineOf(grid, row, segment.band).split('\t').map(tidyBlanks)).flat()
  const title = titleOf(preamble)
  const notes = [...segment.footer, ...body.noteRows].map((row) => tidyBlanks(lineOf(grid, row, segment.band)))
  return {
    segment,
    paths,
    kinds,
    body,
    title,
    unit:
      preamble.map(unitOfLine).find((unit) => unit !== undefined) ??
      preamble.slice(1).find(isBareUnit) ??
      unitOfTitle(title) ??
      notes
        .filter((note) => note.includes(';'))
        .map(unitOfLine)
        .find((unit) => unit !== undefined),
    moment: preamble.find(isMomentLine),
    notes: [...preamble.filter((line) => isNoteLine(line)), ...notes],
  }
}

/** "Thu ngân sách theo quý (Triệu đồng)": the unit may close the title. */
const unitOfTitle = (title: string | undefined): string | undefined =>
  title !== undefined && /[)\]]\s*$/.test(title) ? splitUnit(title).unit : undefined

/** The lines above a table that name it: no unit, no note, nothing of the frame of a form. */
function titleOf(preamble: readonly string[]): string | undefined {
  const found = [...new Set(preamble)].filter(
    (line, i) =>
      line !== '' &&
      unitOfLine(line) === undefined &&
      !(i > 0 && isBareUnit(line)) &&
      !isNoteLine(line) &&
      !isFormLine(line),
  )
  // Offices stand above the title in capitals; a line that is the only one is the title itself.
  const title = found.findIndex((line) => !isOfficeLine(line))
  const lines = title > 0 ? found.slice(title) : found
  return lines.length === 0 ? undefined : lines.join(' – ')
}
