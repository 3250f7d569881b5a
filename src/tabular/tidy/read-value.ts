import type { Cell, ColumnType, Value } from '../model.ts'
import { isoOfDate, readDate } from '../values/date.ts'
import type { ColumnReading } from '../values/decide.ts'
import { tidyBlanks } from '../values/fold.ts'
import { isMissingMark } from '../values/missing.ts'
import { type DecimalSign, readNumber } from '../values/number.ts'
import { formatPeriod, readPeriod } from '../values/period.ts'
import type { Ledger } from './ledger.ts'

/** A cell that does not fit the type of its column. */
export const MISFIT = Symbol('misfit')

/** `scale`: a scale word the column's unit already tells. */
export interface ReaderOptions {
  readonly ledger: Ledger
  readonly scale: string | undefined
}

export type CellReader = (cell: Cell) => Value | typeof MISFIT

const SCALES: Readonly<Record<string, number>> = {
  nghìn: 1e3,
  ngàn: 1e3,
  thousand: 1e3,
  triệu: 1e6,
  tr: 1e6,
  million: 1e6,
  tỷ: 1e9,
  tỉ: 1e9,
  billion: 1e9,
  'nghìn tỷ': 1e12,
  'nghìn tỉ': 1e12,
}

/** Whether a word behind figures multiplies them. */
export const isScale = (suffix: string): boolean => SCALES[suffix] !== undefined

/** Doubles carry noise in their last digits (0.1 × 100 = 10.000000000000002): twelve digits are what was meant. */
const withoutNoise = (value: number): number => Number(value.toPrecision(12))

function readFigure(text: string, sign: DecimalSign, scale: string | undefined): Value | undefined {
  const read = readNumber(text, sign)
  if (read === undefined) return undefined
  const factor = read.suffix !== undefined && read.suffix !== scale ? SCALES[read.suffix] : undefined
  return factor !== undefined && typeof read.value === 'number' ? withoutNoise(read.value * factor) : read.value
}

function numberReader(reading: ColumnReading, options: ReaderOptions): CellReader {
  return (cell) => {
    if (typeof cell.value === 'number') return cell.format?.includes('%') ? withoutNoise(cell.value * 100) : cell.value
    const text = cell.text.trim()
    if (isMissingMark(text)) {
      if (text !== '') options.ledger.fix('missing-mark', text, '')
      return null
    }
    const value = readFigure(text, reading.sign, options.scale)
    if (value === undefined) return MISFIT
    const written = String(value)
    if (written !== text && !sameDigits(written, text)) options.ledger.fix('number-format', text, written)
    return value
  }
}

/** `12.50` and `12.5` are the same writing of a number. */
const sameDigits = (written: string, text: string): boolean =>
  text.startsWith(written) && /^\.?0*$/.test(text.slice(written.length))

function periodReader(ledger: Ledger): CellReader {
  return (cell) => {
    const text = tidyBlanks(cell.text)
    if (isMissingMark(text)) return null
    const read = readPeriod(text)
    const period = read ? formatPeriod(read.time) : undefined
    if (period === undefined) return MISFIT
    if (period !== text) ledger.fix('period', text, period)
    return period
  }
}

function dateReader(reading: ColumnReading, ledger: Ledger): CellReader {
  return (cell) => {
    if (cell.value instanceof Date) return isoOfDate(cell.value) || null
    const text = cell.text.trim()
    if (isMissingMark(text)) return null
    const date = readDate(text, reading.order)
    if (date === undefined) return MISFIT
    if (date !== text) ledger.fix('date-format', text, date)
    return reading.type === 'datetime' && date.length === 10 ? `${date}T00:00:00` : date
  }
}

function textReader(ledger: Ledger): CellReader {
  return (cell) => {
    const text = tidyBlanks(cell.text)
    if (text === '' && cell.text !== '') ledger.fix('blanks', JSON.stringify(cell.text), '')
    else if (text !== cell.text) ledger.fix('blanks', cell.text.replace(/\s+/g, '·'), text)
    return text === '' ? null : text
  }
}

const readBoolean: CellReader = (cell) => {
  if (typeof cell.value === 'boolean') return cell.value
  const text = cell.text.trim().toLowerCase()
  if (text === 'true' || text === 'false') return text === 'true'
  return isMissingMark(text) ? null : MISFIT
}

/** How the cells of a column become values of its type. */
export function readerOf(reading: ColumnReading, options: ReaderOptions): CellReader {
  const readers: Readonly<Record<ColumnType, () => CellReader>> = {
    integer: () => numberReader(reading, options),
    decimal: () => numberReader(reading, options),
    period: () => periodReader(options.ledger),
    date: () => dateReader(reading, options.ledger),
    datetime: () => dateReader(reading, options.ledger),
    text: () => textReader(options.ledger),
    boolean: () => readBoolean,
  }
  return readers[reading.type]()
}
