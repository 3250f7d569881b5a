import type { Clock } from '../../../platform/clock.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDb } from '../deps.ts'
import { createCalendar, type HolidayRule, type ReadCalendar } from './model.ts'
import { readYears } from './store.ts'

/** Reads the working days as they are known now; other modules count their times by it too. */
export function createCalendarReader(
  { db, clock }: { readonly db: PlansDb; readonly clock: Clock },
  rules: readonly HolidayRule[],
): ReadCalendar {
  return async () => createCalendar(rules, await readYears(db), dayInVietnam(clock.now()))
}
