import type { Cell } from '../model.ts'
import { isCodeHeader, isOrdinalHeader, isTimeHeader } from '../values/words.ts'
import { type Grid, Kind, kindAt, textAt } from './grid.ts'
import type { HeaderPath } from './header.ts'
import type { Segment } from './segments.ts'

/** What the columns of a table are for. */
export interface ColumnKinds {
  /** Leading columns that label the records. */
  readonly stubs: readonly number[]
  readonly values: readonly number[]
  readonly ordinal: number | undefined
  /** A column of whole numbers that label the records, for want of words: Khối 6, 7, 8; Tháng 1 to 12. */
  readonly counting?: number
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
  const [counting, ...figures] = values
  if (counting !== undefined && figures.length > 0 && stubs.length === 0 && ordinal === undefined) {
    if (countsUp(grid, segment.body, counting)) return { stubs: [counting], values: figures, ordinal, counting }
  }
  return { stubs, values, ordinal }
}

/** Whole numbers that go up by one from row to row; a word at the end may name the whole ("Cả năm"). */
function countsUp(grid: Grid, rows: readonly number[], column: number): boolean {
  const numbers = rows.flatMap((row) => {
    const text = textAt(grid, row, column)
    return /^\d{1,2}$/.test(text) ? [Number(text)] : []
  })
  const words = rows.length - numbers.length
  return numbers.length >= 3 && words <= 2 && numbers.every((n, i) => i === 0 || n === (numbers[i - 1] ?? 0) + 1)
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
