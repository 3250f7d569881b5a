import { addDaysTo, addMonthsTo } from '../../../platform/days.ts'
import type { Said } from '../../../platform/errors.ts'
import { type CountedDays, countWorkingDays, sayCount, type WorkCalendar } from '../../../platform/work-calendar.ts'
import type { DeadlineRule } from './model.ts'

/** The last day of a time, and how it was counted. */
export interface CountedTime {
  /** ISO 8601. */
  readonly due: string
  readonly said: Said
  /** Years whose holidays nobody has entered, so that the day may still move; empty where no holiday counts. */
  readonly missing: CountedDays['missing']
}

/** Counts the time of a rule from a day (ISO 8601). */
export function countTime(rule: DeadlineRule, from: string, calendar: WorkCalendar): CountedTime {
  const vi = from.split('-').reverse().join('/')
  if (rule.months !== undefined) {
    const said = { vi: `${rule.months} tháng sau ngày ${vi}.`, en: `${rule.months} months after ${from}.` }
    return { due: addMonthsTo(from, rule.months), said, missing: [] }
  }
  const days = rule.days ?? 0
  if (rule.count === 'working-days') {
    const counted = countWorkingDays(from, days, calendar)
    return { due: counted.due, said: sayCount(counted), missing: counted.missing }
  }
  const said = { vi: `${days} ngày sau ngày ${vi}.`, en: `${days} days after ${from}.` }
  return { due: addDaysTo(from, days), said, missing: [] }
}
