import { isFormLine, isSignatureLine } from '../values/words.ts'
import { type Grid, Kind, kindAt, textAt } from './grid.ts'
import { type Band, numericColumns, profileRow, type RowProfile } from './rows.ts'

/** What is known of a band's rows before its tables are told apart. */
export interface Scan {
  readonly grid: Grid
  readonly band: Band
  readonly profiles: readonly RowProfile[]
  /** Whether a column holds figures, by its place in the band. */
  readonly numeric: readonly boolean[]
  /** Number of filled cells of a typical row of several cells. */
  readonly typical: number
}

export function scanBand(grid: Grid, band: Band): Scan {
  const profiles: RowProfile[] = []
  for (let r = 0; r < grid.rows; r++) profiles.push(profileRow(grid, r, band))
  const widths = profiles
    .filter((p) => p.filled >= 2)
    .map((p) => p.filled)
    .sort((a, b) => a - b)
  const typical = widths[Math.floor(widths.length / 2)] ?? 1
  return { grid, band, profiles, numeric: numericColumns(grid, profiles, band), typical }
}

const BLANK = { filled: 0, numbers: 0, years: 0, texts: 0, missing: 0, first: -1 }

export const profileAt = (scan: Scan, row: number): RowProfile => scan.profiles[row] ?? { row, ...BLANK }

export const isFigureColumn = (scan: Scan, column: number): boolean => scan.numeric[column - scan.band.from] ?? false

/** Years climb (or fall) from column to column and start again under the next spanning label. */
function climb(years: readonly number[]): boolean {
  if (years.length < 2) return false
  const steps = years.slice(1).map((year, i) => year - (years[i] ?? year))
  const small = steps.filter((step) => step !== 0 && Math.abs(step) <= 10).length
  const restarts = steps.filter((step) => Math.abs(step) > 10).length
  return small >= 1 && small >= 2 * restarts - 1 && steps.every((step) => step !== 0 || years.length > 3)
}

/** Days over columns of figures ("01/08/2024 | 02/08/2024") label them: a date is no amount. */
function isDayRow(scan: Scan, profile: RowProfile): boolean {
  let days = 0
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const kind = kindAt(scan.grid, profile.row, c)
    if (kind === Kind.number || (kind === Kind.date && !isFigureColumn(scan, c))) return false
    if (kind === Kind.date) days++
  }
  return days >= 2
}

/** Column labels may be years or days: "2015 | 2016 | 2017" above figures is a header, not a record. */
export function isYearRow(scan: Scan, profile: RowProfile): boolean {
  if (profile.numbers >= 2 && isDayRow(scan, profile)) return true
  if (profile.years === 0 || profile.numbers > 0) return false
  const years: number[] = []
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const isYear = kindAt(scan.grid, profile.row, c) === Kind.year && isFigureColumn(scan, c)
    if (isYear) years.push(Number.parseInt(textAt(scan.grid, profile.row, c), 10))
  }
  return climb(years)
}

/** Whether a row has something in the columns that label the records. */
function isLabelled(scan: Scan, row: number): boolean {
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (!isFigureColumn(scan, c) && kindAt(scan.grid, row, c) !== Kind.empty) return true
  }
  return false
}

interface FigureCounts {
  figures: number
  years: number
  marks: number
  words: number
}

/** What stands in the columns of figures of a row. */
function countFigures(scan: Scan, row: number): FigureCounts {
  const counts: FigureCounts = { figures: 0, years: 0, marks: 0, words: 0 }
  for (let c = scan.band.from; c < scan.band.to; c++) {
    if (!isFigureColumn(scan, c)) continue
    const kind = kindAt(scan.grid, row, c)
    if (kind === Kind.number || kind === Kind.date) counts.figures++
    else if (kind === Kind.year) counts.years++
    else if (kind === Kind.missing) counts.marks++
    else if (kind === Kind.text) counts.words++
  }
  return counts
}

/** Whether a row is a record: figures (or marks for missing ones) in the columns of figures. */
export function isRecord(scan: Scan, profile: RowProfile, inBody: boolean): boolean {
  if (profile.filled === 0) return false
  if (!scan.numeric.includes(true)) return profile.filled >= Math.min(2, scan.band.to - scan.band.from)
  if (isYearRow(scan, profile) && !(inBody && isLabelled(scan, profile.row))) return false
  return !isColumnNumbers(scan, profile) && holdsFigures(scan, profile, inBody)
}

function holdsFigures(scan: Scan, profile: RowProfile, inBody: boolean): boolean {
  const { figures, years, marks, words } = countFigures(scan, profile.row)
  if (figures > 0) return figures + marks + years >= words || profile.numbers >= 3
  if (inBody && years > 0) return true
  return marks > 0 && words === 0 && isLabelled(scan, profile.row)
}

const NUMBERING = /^(\()?([A-Z]|\d{1,2})\)?(\s*=.*)?$/
/** What may head the line of column numbers itself: "MS | 1 | 2 | 3". */
const NUMBERING_HEAD = /^(?:MS|Mã số|Mã|Cột|STT|TT|Số TT)$/iu

/** Filled cells of a row with their texts. */
function textsOf(scan: Scan, row: number): { column: number; text: string }[] {
  const texts: { column: number; text: string }[] = []
  for (let column = scan.band.from; column < scan.band.to; column++) {
    if (kindAt(scan.grid, row, column) === Kind.empty) continue
    texts.push({ column, text: textAt(scan.grid, row, column).replace(/\.0+$/, '') })
  }
  return texts
}

/**
 * Forms number their columns under the header: "A | B | 1 | 2 | 3 = 1 + 2". Letters, brackets or formulas give them
 * away, or a number in a column of words; a record of a plain file may well read 1, 2, 3.
 */
export function isColumnNumbers(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled < 3) return false
  const cells = textsOf(scan, profile.row).flatMap(({ column, text }) =>
    column === profile.first && NUMBERING_HEAD.test(text) ? [] : [{ column, found: NUMBERING.exec(text) }],
  )
  if (cells.some(({ found }) => found === null)) return false
  const numbers = cells.flatMap(({ found }) => (/^\d/.test(found?.[2] ?? '') ? [Number(found?.[2])] : []))
  const marked =
    cells.length < profile.filled ||
    cells.some(({ column, found }) => !isFigureColumn(scan, column) || /^[(A-Z]|=/.test(found?.[0] ?? ''))
  const inOrder = numbers.every((number, i) => (i === 0 ? number <= 3 : number === (numbers[i - 1] ?? 0) + 1))
  const letters = cells.filter(({ found }) => /^[A-Z]$/.test(found?.[0] ?? '')).length
  const enough = numbers.length >= (letters >= 2 ? 1 : 2)
  return marked && inOrder && enough && numbers.length >= profile.filled - 3
}

/** A row that could label columns: several texts or periods, no figures. */
export function isHeaderLike(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled === 0) return false
  if (isColumnNumbers(scan, profile) || isYearRow(scan, profile)) return true
  if (profile.filled < 2 || profile.numbers > profile.texts + profile.years) return false
  return !isFrame(scan, profile)
}

/** Agency and motto side by side above a form are no header, though they fill two cells. */
export function isFrame(scan: Scan, profile: RowProfile): boolean {
  if (profile.filled > 3) return false
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const text = textAt(scan.grid, profile.row, c)
    if (text !== '' && (isFormLine(text) || isSignatureLine(text))) return true
  }
  return false
}

/** How many texts of a row stand over columns of figures, as labels do and group rows do not. */
export function labelsOverFigures(scan: Scan, row: number): number {
  let labels = 0
  for (let c = scan.band.from; c < scan.band.to; c++) {
    const kind = kindAt(scan.grid, row, c)
    if (isFigureColumn(scan, c) && (kind === Kind.text || kind === Kind.year || kind === Kind.date)) labels++
  }
  return labels
}

/** A labelled row that climbs like years under a row of years holds figures: "Diện tích | 1990 | 1995" below "2021 | 2022". */
function isUnderYears(scan: Scan, from: number, row: number): boolean {
  if (!isYearRow(scan, profileAt(scan, row)) || !isLabelled(scan, row)) return false
  for (let r = row - 1; r >= from; r--) if (profileAt(scan, r).filled > 0) return isYearRow(scan, profileAt(scan, r))
  return false
}

/** First record at or after a row, or -1. */
export function nextRecord(scan: Scan, from: number, inBody: boolean): number {
  for (let r = from; r < scan.profiles.length; r++) {
    if (isRecord(scan, profileAt(scan, r), inBody) || (!inBody && isUnderYears(scan, from, r))) return r
  }
  return -1
}

/** Years over columns inside a table's body, right after a title or a blank row, head the next table. */
export function isYearHead(scan: Scan, row: number): boolean {
  if (!isYearRow(scan, profileAt(scan, row))) return false
  const above = profileAt(scan, row - 1)
  return above.filled === 0 || (above.filled === 1 && above.texts === 1)
}
