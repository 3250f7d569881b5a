import type { Cell, ColumnType } from '../model.ts'
import { type DateOrder, looksLikeDate, orderEvidence } from './date.ts'
import { isMissingMark } from './missing.ts'
import { countSign, type DecimalSign, decimalEvidence, readNumber, type SignCount, signOf } from './number.ts'
import { readPeriod } from './period.ts'

/** What all rows of a column say about its type. */
export interface Evidence {
  filled: number
  numbers: number
  fractions: number
  years: number
  leadingZeros: number
  booleans: number
  dates: number
  timesOfDay: number
  percents: number
  texts: number
  readonly sign: SignCount
  readonly order: { dmy: number; mdy: number; either: number; example?: string }
}

const LEADING_ZERO = /^0\d+$/
const BOOLEAN = /^(?:true|false)$/i

const emptyEvidence = (): Evidence => ({
  filled: 0,
  numbers: 0,
  fractions: 0,
  years: 0,
  leadingZeros: 0,
  booleans: 0,
  dates: 0,
  timesOfDay: 0,
  percents: 0,
  texts: 0,
  sign: { dot: 0, comma: 0, either: 0 },
  order: { dmy: 0, mdy: 0, either: 0 },
})

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1800 && value <= 2100

function weighNumber(evidence: Evidence, cell: Cell, value: number): void {
  evidence.numbers++
  if (!Number.isInteger(value)) evidence.fractions++
  if (isYear(value) && /^\d{4}$/.test(cell.text.trim())) evidence.years++
  if (cell.format?.includes('%')) evidence.percents++
}

function weighText(evidence: Evidence, text: string): void {
  const first = text.charCodeAt(0)
  if (first >= 65 && first !== 0x2212) {
    if (BOOLEAN.test(text)) evidence.booleans++
    else evidence.texts++
    return
  }
  if (LEADING_ZERO.test(text)) evidence.leadingZeros++
  if (looksLikeDate(text)) {
    evidence.dates++
    if (/[ T]\d/.test(text)) evidence.timesOfDay++
    const order = orderEvidence(text)
    if (order !== undefined) evidence.order[order]++
    if (order === 'either') evidence.order.example ??= text
    return
  }
  weighDigits(evidence, text)
}

function weighDigits(evidence: Evidence, text: string): void {
  const read = readNumber(text, '.') ?? readNumber(text, ',')
  if (read === undefined) {
    evidence.texts++
    return
  }
  evidence.numbers++
  countSign(evidence.sign, text)
  if (decimalEvidence(text) === 'either') return
  if (!read.integer) evidence.fractions++
  else if (/^\d{4}$/.test(text) && isYear(Number(text))) evidence.years++
  if (read.suffix === '%') evidence.percents++
}

/** Looks at every cell of a column. */
export function weighColumn(cells: Iterable<Cell | undefined>): Evidence {
  const evidence = emptyEvidence()
  for (const cell of cells) {
    if (cell === undefined) continue
    const { value } = cell
    if (typeof value === 'number') {
      evidence.filled++
      weighNumber(evidence, cell, value)
    } else if (value instanceof Date) {
      evidence.filled++
      evidence.dates++
      if (value.getTime() % 86_400_000 !== 0) evidence.timesOfDay++
    } else if (typeof value === 'boolean') {
      evidence.filled++
      evidence.booleans++
    } else {
      const text = cell.text.trim()
      if (text === '' || isMissingMark(text)) continue
      evidence.filled++
      weighText(evidence, text)
    }
  }
  return evidence
}

/** How a column is read. */
export interface ColumnReading {
  readonly type: ColumnType
  readonly sign: DecimalSign
  readonly order: DateOrder
  /** The figures are shares printed with a per-cent sign. */
  readonly percent: boolean
}

export interface DecisionContext {
  /** The header says that digits are names here (Mã, Số điện thoại). */
  readonly isCode: boolean
  /** The layout took it for a column of figures. */
  readonly isFigures: boolean
  /** Decimal sign of the rest of the table, for columns that say nothing themselves. */
  readonly sign: DecimalSign
  readonly order: DateOrder
}

const MOST = 0.9

/** Decides the type of a column from all its rows. */
export function decideColumn(evidence: Evidence, context: DecisionContext): ColumnReading {
  const sign = signOf(evidence.sign) ?? context.sign
  const order: DateOrder =
    evidence.order.dmy > evidence.order.mdy ? 'dmy' : evidence.order.mdy > 0 ? 'mdy' : context.order
  const percent = evidence.percents > 0.5 * evidence.filled
  return { type: typeOf(evidence, context, sign), sign, order, percent }
}

/** Codes keep their leading zeros only as text. */
const areCodes = (evidence: Evidence): boolean =>
  evidence.leadingZeros > 0 &&
  evidence.fractions === 0 &&
  evidence.leadingZeros + evidence.numbers > 0.5 * evidence.filled

/** Texts with two readings count as the decimal sign of their table makes them. */
function numberType(evidence: Evidence, sign: DecimalSign): ColumnType {
  const read = evidence.sign.either > 0 && (evidence.sign.example?.includes(sign) ?? false)
  return evidence.fractions > 0 || read ? 'decimal' : 'integer'
}

function typeOf(evidence: Evidence, context: DecisionContext, sign: DecimalSign): ColumnType {
  const { filled } = evidence
  if (filled === 0) return context.isFigures ? 'decimal' : 'text'
  if (areCodes(evidence)) return 'text'
  if (evidence.numbers >= (context.isFigures ? 0.5 : MOST) * filled) {
    return context.isCode && evidence.fractions === 0 ? 'text' : numberType(evidence, sign)
  }
  if (evidence.dates >= MOST * filled) return evidence.timesOfDay > 0 ? 'datetime' : 'date'
  return evidence.booleans === filled ? 'boolean' : 'text'
}

/** Share of a column's texts that are periods ("2015", "Sơ bộ 2016", "Quý I/2024"). */
export function periodShare(texts: Iterable<string>): number {
  let periods = 0
  let all = 0
  for (const text of texts) {
    if (isMissingMark(text)) continue
    all++
    if (readPeriod(text) !== undefined) periods++
  }
  return all === 0 ? 0 : periods / all
}
