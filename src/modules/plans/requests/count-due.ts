import type { WorkCalendar } from '../../../platform/work-calendar.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type CountedTime, countTime } from '../rules/count-time.ts'
import type { PlanRules } from '../rules/model.ts'
import { type DataRequest, isWaiting } from './model.ts'

/** How the last day to answer was counted; undefined once it is answered. */
export function countDue(rules: PlanRules, request: DataRequest, calendar: WorkCalendar): CountedTime | undefined {
  const rule = isWaiting(request) ? rules.rule(request.rule) : undefined
  return rule && countTime(rule, dayInVietnam(request.askedAt), calendar)
}

/** Requests whose day to answer may still move, as the holidays of its year are not known; ids. */
export function tentativeOf(
  rules: PlanRules,
  requests: readonly DataRequest[],
  calendar: WorkCalendar,
): ReadonlySet<string> {
  const open = requests.filter((request) => (countDue(rules, request, calendar)?.missing.length ?? 0) > 0)
  return new Set(open.map(({ id }) => id))
}
