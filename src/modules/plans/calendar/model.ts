import { type Static, Type } from 'typebox'
import { addDaysTo, isDay } from '../../../platform/days.ts'
import type { NamedDay, WorkCalendar } from '../../../platform/work-calendar.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Said = Type.Object({ vi: Type.String(), en: Type.String() })

/** A dated rule about days that are not worked: the week, or holidays that fall on one day of the solar year. */
export const HolidayRule = Type.Object({
  id: Type.String(),
  /** 0 for Sunday to 6 for Saturday. */
  weekend: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { maxItems: 6 })),
  fixed: Type.Optional(Type.Array(Type.Object({ on: Type.String({ pattern: '^\\d{2}-\\d{2}$' }), name: Said }))),
  force: Type.Union([Type.Literal('law'), Type.Literal('house')]),
  document: Type.Optional(Type.String()),
  article: Type.Optional(Type.String()),
  evidence: Type.Optional(Type.Union(['read', 'secondary', 'unverified'].map((name) => Type.Literal(name)))),
  validFrom: Day,
  validTo: Type.Optional(Day),
  said: Said,
})
export type HolidayRule = Static<typeof HolidayRule>

/** `off`: a holiday or a day in lieu · `work`: a day of the weekend worked instead. */
export interface YearDay {
  readonly day: string
  readonly kind: 'off' | 'work'
  readonly name: string
}

/** The working days as they are known now. */
export type ReadCalendar = () => Promise<WorkCalendar>

/** Holidays of a year as its notice sets them: all of them, those of the solar calendar too. */
export interface HolidayYear {
  readonly year: number
  readonly document: string
  /** Day of the notice, ISO 8601. */
  readonly issuedOn: string | undefined
  readonly days: readonly YearDay[]
  readonly revision: number
  readonly enteredBy: string
  readonly enteredAt: Date
}

function holds(rule: HolidayRule, day: string): boolean {
  return rule.validFrom <= day && (rule.validTo === undefined || day <= rule.validTo)
}

/** Holidays of the solar calendar in a year, by the rules of each day: all that is known before the notice of the year. */
export function fixedDays(rules: readonly HolidayRule[], year: number): readonly NamedDay[] {
  return rules
    .flatMap((rule) =>
      (rule.fixed ?? [])
        .map(({ on, name }) => ({ day: `${year}-${on}`, name }))
        .filter(({ day }) => isDay(day) && holds(rule, day)),
    )
    .sort((a, b) => a.day.localeCompare(b.day))
}

/** Which days are worked on and around a day: years that were entered by their notice, others by the fixed holidays. */
export function createCalendar(
  rules: readonly HolidayRule[],
  years: readonly HolidayYear[],
  today: string,
): WorkCalendar {
  const entered = new Map(years.map((year) => [year.year, year]))
  const named = new Map(
    years.flatMap(({ days }) =>
      days.map(({ day, kind, name }) => [`${kind} ${day}`, { day, name: { vi: name, en: name } }] as const),
    ),
  )
  return {
    weekend: rules.find((rule) => rule.weekend && holds(rule, today))?.weekend ?? [],
    holiday: (day) => {
      const year = Number(day.slice(0, 4))
      if (entered.has(year)) return named.get(`off ${day}`)
      return fixedDays(rules, year).find((fixed) => fixed.day === day)
    },
    worked: (day) => named.get(`work ${day}`),
    document: (year) => entered.get(year)?.document,
  }
}

/** What a year looks like before anything is entered: the holidays every year has. */
export function proposedDays(rules: readonly HolidayRule[], year: number): readonly YearDay[] {
  return fixedDays(rules, year).map(({ day, name }) => ({ day, kind: 'off', name: name.vi }))
}

/** Days one after the other under one name, as a notice writes them: "16/02–20/02: Tết". */
export interface DayRange {
  readonly from: string
  readonly to: string
  readonly name: string
}

/** Joins days that follow each other and bear one name. */
export function rangesOf(days: readonly YearDay[]): readonly DayRange[] {
  const ranges: DayRange[] = []
  for (const { day, name } of [...days].sort((a, b) => a.day.localeCompare(b.day))) {
    const last = ranges.at(-1)
    if (last && last.name === name && addDaysTo(last.to, 1) === day) ranges[ranges.length - 1] = { ...last, to: day }
    else ranges.push({ from: day, to: day, name })
  }
  return ranges
}
