import { fold, tidyBlanks } from '../values/fold.ts'
import { formatPeriod, readPeriod } from '../values/period.ts'
import { splitUnit } from '../values/unit.ts'
import { isGenericHeader, isTimeHeader } from '../values/words.ts'

/** What a title says besides the name of what is counted. */
export interface TitleParts {
  /** The title without the list of dimensions, marks and table number. */
  readonly base: string
  /** Name of the dimension that runs over the columns, if the title lists it. */
  readonly columnDimension?: string
  /** The one period the title tells. */
  readonly period?: string
}

const NUMBERED = /^(?:bảng|biểu|table|phụ lục|biểu số|bảng số)\s*(?:số\s*)?\d[\d./-]*[a-z]?\s*[.:–-]?\s+/iu
const MARKS = /\s*(?:\(\*+\)|\*+|[\\/]\d{1,2})(?=\s|$)/g
const BY = /\s(?:by|chia theo|phân theo)\s/giu

/**
 * Databases of statistics offices end a title with the list of its dimensions: "… by Cities, Year and Level",
 * first those of the rows, then those of the columns.
 */
function cutDimensions(title: string, stubs: readonly string[]): { base: string; rest: string } | undefined {
  const first = fold(stubs[0] ?? '')
  if (first === '') return undefined
  for (const found of [...title.matchAll(BY)].reverse()) {
    const tail = title.slice(found.index + found[0].length)
    if (!fold(tail).startsWith(first)) continue
    return { base: title.slice(0, found.index).trim(), rest: stripStubs(tail, stubs) }
  }
  return undefined
}

function stripStubs(tail: string, stubs: readonly string[]): string {
  let rest = tidyBlanks(tail)
  for (const stub of stubs) {
    const name = tidyBlanks(stub)
    if (!fold(rest).startsWith(fold(name))) continue
    rest = rest.slice(name.length).replace(/^\s*(?:,|and\s|và\s)\s*/iu, '')
  }
  return rest
}

const BEFORE_PERIOD =
  /[\s(,–-]*(?:(?:\(|\b)(?:as of|in the period|in period|in|for|năm học|năm|tính đến hết ngày|tính đến ngày|tính đến|lũy kế đến|luỹ kế đến|đến ngày|đến hết|đến|ngày|tại|giai đoạn|thời kỳ))?\s*$/iu

/** A period at the end of a title stands in a column of its own: next year's measure has the same name. */
function withoutPeriod(title: string, found: FoundPeriod | undefined): string {
  if (found === undefined || !/^\s*\)?\s*(?:\(\*+\))?$/.test(title.slice(found.to))) return title
  const left = title.slice(0, found.from).replace(BEFORE_PERIOD, '')
  return left.length >= 8 && left.split('(').length === left.split(')').length ? left : title
}

/** The unit at the end of a title stands in a column of its own. */
const withoutUnit = (title: string): string => (/[)\]]$/.test(title) ? splitUnit(title).label || title : title)

/** The one period a line tells; nothing if it tells none or several. */
export const periodIn = (line: string): string | undefined => findPeriod(line)?.period

/** Reads a title against the labels of the columns that label the records. */
export function readTitle(title: string, stubs: readonly string[]): TitleParts {
  const tidy = tidyBlanks(title)
  const cut = cutDimensions(tidy, stubs)
  const names = (cut?.rest ?? '')
    .split(/\s*,\s*|\s+(?:and|và)\s+/iu)
    .filter((name) => name !== '' && !isTimeHeader(name))
  const dimension = names.length > 0 && !names.some(isGenericHeader) ? names.join(', ') : undefined
  const whole = cut?.base ?? tidy
  const found = findPeriod(whole)
  const base = withoutUnit(tidyBlanks(withoutPeriod(whole, found).replace(NUMBERED, '').replace(MARKS, '')))
  return {
    base,
    ...(dimension === undefined ? {} : { columnDimension: dimension }),
    ...(found === undefined ? {} : { period: found.period }),
  }
}

const YEAR = '(?:19|20)\\d\\d'
const IN_TITLE: readonly RegExp[] = [
  new RegExp(`\\d{1,2}[/.-]\\d{1,2}[/.-]${YEAR}`, 'g'),
  new RegExp(`ngày \\d{1,2} tháng \\d{1,2} năm ${YEAR}`, 'giu'),
  new RegExp(
    `\\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december),? ${YEAR}`,
    'gi',
  ),
  new RegExp(`(?:quý|q) ?(?:iv|iii|ii|i|[1-4])[ /]+(?:năm )?${YEAR}`, 'giu'),
  new RegExp(`6 tháng (?:đầu|cuối) năm ${YEAR}`, 'giu'),
  new RegExp(`(?:tháng )?\\d{1,2}(?:/| năm )${YEAR}`, 'giu'),
  new RegExp(`${YEAR} ?[-–/] ?${YEAR}`, 'g'),
  new RegExp(`${YEAR}`, 'g'),
]

/** The base year of prices or of an index is no period of the figures: "giá so sánh 2010", "Year 2010 = 100". */
const isBaseYear = (title: string, from: number, to: number): boolean =>
  /(?:constant|base|base period|so sánh|giá|gốc|preriod|period of reference)\s*(?:năm\s*)?$/iu.test(
    title.slice(0, from),
  ) || /^\s*(?:prices?|=\s*100|dollars?|giá)/iu.test(title.slice(to))

interface FoundPeriod {
  readonly period: string
  readonly from: number
  readonly to: number
}

/** The one period a title tells; nothing if it tells several. */
function findPeriod(title: string): FoundPeriod | undefined {
  for (const shape of IN_TITLE) {
    const found = new Map<string, FoundPeriod>()
    for (const match of title.matchAll(shape)) {
      const to = match.index + match[0].length
      if (/^\d{4}$/.test(match[0]) && isBaseYear(title, match.index, to)) continue
      const read = readPeriod(match[0])
      const period = read ? formatPeriod(read.time) : undefined
      if (period !== undefined) found.set(period, { period, from: match.index, to })
    }
    if (found.size === 1) return [...found.values()][0]
    if (found.size > 1) return undefined
  }
  return undefined
}
