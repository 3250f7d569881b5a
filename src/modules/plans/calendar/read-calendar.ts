import type { Clock } from '../../../platform/clock.ts'
import type { WorkCalendar } from '../../../platform/work-calendar.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDb } from '../deps.ts'
import { createCalendar, type HolidayRule } from './model.ts'
import { readYears } from './store.ts'

/** The working days as they are known now; other modules count their times by it too. */
export type ReadCalendar = () => Promise<WorkCalendar>

export function createCalendarReader(
  { db, clock }: { readonly db: PlansDb; readonly clock: Clock },
  rules: readonly HolidayRule[],
): ReadCalendar {
  return async () => createCalendar(rules, await readYears(db), dayInVietnam(clock.now()))
}
