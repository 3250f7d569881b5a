import { addDaysTo, weekdayOf } from './days.ts'
import type { Said } from './errors.ts'

/** A day that is not worked though the week says so, or worked though it does not. */
export interface NamedDay {
  /** ISO 8601. */
  readonly day: string
  readonly name: Said
}

/** Which days are worked, and by which document. */
export interface WorkCalendar {
  /** Days of the week that are not worked, 0 for Sunday to 6 for Saturday. */
  readonly weekend: readonly number[]
  /** The holiday on a day; undefined on other days. */
  holiday(day: string): NamedDay | undefined
  /** A day of the weekend that is worked instead of another. */
  worked(day: string): NamedDay | undefined
  /** The document that sets the holidays of a year; undefined when nobody has entered it. */
  document(year: number): string | undefined
}

/** A time counted in working days, with all that was left out. */
export interface CountedDays {
  readonly from: string
  readonly days: number
  /** Last day of the time, ISO 8601. */
  readonly due: string
  /** Holidays on days of the week that fell into the time. */
  readonly holidays: readonly NamedDay[]
  /** Days of a weekend that were worked in the time. */
  readonly worked: readonly NamedDay[]
  readonly documents: readonly string[]
  /** Years the time touches whose holidays nobody has entered: the day may still move. */
  readonly missing: readonly number[]
}

const WEEKEND = [0, 6] as const

/** Monday to Friday and nothing else, where no calendar is at hand. */
export const BARE_WEEK: WorkCalendar = {
  weekend: WEEKEND,
  holiday: () => undefined,
  worked: () => undefined,
  document: () => undefined,
}

/** Counts working days after a day: the first one counted is the next that is worked. */
export function countWorkingDays(from: string, days: number, calendar: WorkCalendar): CountedDays {
  const holidays: NamedDay[] = []
  const worked: NamedDay[] = []
  let due = from
  for (let left = days; left > 0; ) {
    due = addDaysTo(due, 1)
    const free = calendar.weekend.includes(weekdayOf(due))
    const holiday = calendar.holiday(due)
    const instead = free ? calendar.worked(due) : undefined
    if (holiday && !free) holidays.push(holiday)
    if (instead) worked.push(instead)
    if (instead || (!free && !holiday)) left--
  }
  const years = [...new Set([yearOf(from), yearOf(due)])]
  return {
    from,
    days,
    due,
    holidays,
    worked,
    documents: years.flatMap((year) => calendar.document(year) ?? []),
    missing: years.filter((year) => calendar.document(year) === undefined),
  }
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

/** How a time was counted, in a sentence or two; days are written as in Viet Nam. */
export function sayCount({ from, days, holidays, worked, documents, missing }: CountedDays): Said {
  return {
    vi: [
      `${days} ngày làm việc sau ngày ${dmy(from)}, không tính ngày nghỉ hằng tuần${named(holidays, 'vi', ' và ')}.`,
      worked.length > 0 && `Tính cả ngày làm bù${named(worked, 'vi', ' ')}.`,
      documents.length > 0 && `Lịch nghỉ: ${documents.join('; ')}.`,
      missing.length > 0 &&
        `Chưa nhập lịch nghỉ năm ${missing.join(', ')}: mới trừ ngày nghỉ hằng tuần và ngày lễ dương lịch, hạn có thể lùi thêm.`,
    ]
      .filter(Boolean)
      .join(' '),
    en: [
      `${days} working days after ${from}, without weekends${named(holidays, 'en', ' and ')}.`,
      worked.length > 0 && `Days worked instead are counted:${named(worked, 'en', ' ')}.`,
      documents.length > 0 && `Holidays by ${documents.join('; ')}.`,
      missing.length > 0 &&
        `The holidays of ${missing.join(', ')} are not entered: only weekends and holidays of the solar calendar are left out, the day may still move.`,
    ]
      .filter(Boolean)
      .join(' '),
  }
}

function named(days: readonly NamedDay[], lang: keyof Said, before: string): string {
  if (days.length === 0) return ''
  const list = days.map(({ day, name }) => `${lang === 'vi' ? dmy(day) : day} (${name[lang]})`)
  return `${before}${list.join(', ')}`
}

function dmy(day: string): string {
  return day.split('-').reverse().join('/')
}
