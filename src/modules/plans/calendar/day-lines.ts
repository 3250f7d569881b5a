import { addDaysTo, daysBetween, isDay, weekdayOf } from '../../../platform/days.ts'
import type { FieldProblem } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import { type DayRange, rangesOf, type YearDay } from './model.ts'

const LINE =
  /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?:\s*(?:-|–|đến)\s*(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)?\s*[:;,]?\s*(.*)$/u
const LONGEST_RANGE = 20
const NAME_MAX = 120
/** More free days than any notice gives; keeps a slip of the pen from stopping every count. */
const MOST_DAYS = 60

export interface ReadDays {
  readonly days: readonly YearDay[]
  readonly problems: readonly FieldProblem[]
}

interface Wanted {
  readonly year: number
  readonly kind: YearDay['kind']
  readonly field: string
  /** 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[]
}

/** Reads days as people write them, one line each: "30/04: Ngày Chiến thắng" or "16/02/2026 - 20/02/2026: Tết Âm lịch". */
export function readDayLines(text: string, wanted: Wanted): ReadDays {
  const days = new Map<string, YearDay>()
  const problems: FieldProblem[] = []
  const lines = text.split(/\r?\n/).map(cleanText)
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const read = readLine(line, wanted)
    if (typeof read === 'string') problems.push(problem(wanted.field, { line: index + 1, why: read }))
    else for (const day of read) days.set(day.day, day)
  }
  if (days.size > MOST_DAYS) problems.push(problem(wanted.field, { line: lines.length, why: 'many' }))
  return { days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)), problems }
}

type Why = 'shape' | 'day' | 'year' | 'range' | 'name' | 'weekday' | 'many'

function readLine(line: string, wanted: Wanted): readonly YearDay[] | Why {
  const found = LINE.exec(line)
  if (!found) return 'shape'
  const range = rangeIn(found, wanted.year)
  const wrong = wrongRange(range, wanted)
  if (wrong) return wrong
  const { from, to, name } = range
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => ({
    day: addDaysTo(from, index),
    kind: wanted.kind,
    name,
  }))
}

function rangeIn([, d1 = '', m1 = '', y1, d2, m2, y2, rest = '']: RegExpExecArray, year: number): DayRange {
  const from = isoOf(d1, m1, y1 ?? String(year))
  const to = d2 === undefined || m2 === undefined ? from : isoOf(d2, m2, y2 ?? String(year))
  return { from, to, name: rest.trim().slice(0, NAME_MAX) }
}

function wrongRange({ from, to, name }: DayRange, { year, kind, weekend }: Wanted): Why | undefined {
  if (!isDay(from) || !isDay(to)) return 'day'
  if (!from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) return 'year'
  const count = daysBetween(from, to) + 1
  if (count < 1 || count > LONGEST_RANGE) return 'range'
  if (name === '') return 'name'
  const all = Array.from({ length: count }, (_, index) => addDaysTo(from, index))
  return kind === 'work' && all.some((day) => !weekend.includes(weekdayOf(day))) ? 'weekday' : undefined
}

function isoOf(day: string, month: string, year: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const SAID: Readonly<Record<Why, readonly [vi: string, en: string]>> = {
  shape: [
    'ghi ngày rồi đến tên, ví dụ “30/04: Ngày Chiến thắng”',
    'write the day and the name, as “30/04: Victory Day”',
  ],
  day: ['không có ngày này trong lịch', 'there is no such day'],
  year: ['ngày không thuộc năm đang nhập', 'the day is not of this year'],
  range: [
    `ngày cuối phải sau ngày đầu, dài nhất ${LONGEST_RANGE} ngày`,
    `the last day follows the first, at most ${LONGEST_RANGE} days`,
  ],
  name: ['ghi tên ngày nghỉ sau dấu hai chấm', 'write the name after the colon'],
  weekday: ['ngày làm bù phải là ngày nghỉ hằng tuần', 'a day worked instead is one of the weekend'],
  many: [`quá ${MOST_DAYS} ngày trong một năm`, `more than ${MOST_DAYS} days in a year`],
}

function problem(field: string, { line, why }: { line: number; why: Why }): FieldProblem {
  const [vi, en] = SAID[why]
  return { field, message: { vi: `Dòng ${line}: ${vi}.`, en: `Line ${line}: ${en}.` } }
}

/** The days again as lines, ranges joined; what `readDayLines` reads back. */
export function dayLines(days: readonly YearDay[]): string {
  return rangesOf(days)
    .map(({ from, to, name }) => (from === to ? `${dmy(from)}: ${name}` : `${dmy(from)} - ${dmy(to)}: ${name}`))
    .join('\n')
}

function dmy(day: string): string {
  return day.split('-').reverse().join('/')
}
