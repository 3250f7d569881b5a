import { addDaysTo } from '../../../platform/days.ts'
import type { DeadlineRule } from '../rules/model.ts'

/** Something with a deadline that nobody has met yet. */
export interface Deadline {
  readonly id: string
  readonly title: string
  /** ISO 8601 day. */
  readonly due: string
}

/** What to tell today: the rule, its day, and the things it speaks of. */
export interface Reminder {
  readonly rule: DeadlineRule
  readonly due: string
  readonly things: readonly Deadline[]
}

/** A node that was off for some days still tells what it missed. */
const LOOK_BACK_DAYS = 5

/** Which reminders fall on the day or shortly before; of several about one thing only the last. */
export function remindersOf(
  deadlines: readonly Deadline[],
  rules: readonly DeadlineRule[],
  today: string,
): readonly Reminder[] {
  const since = addDaysTo(today, -LOOK_BACK_DAYS)
  const due = deadlines.flatMap((thing) => {
    const latest = rules
      .map((rule) => ({ rule, on: addDaysTo(thing.due, rule.offsetDays ?? 0) }))
      .filter(({ on }) => on <= today && on > since)
      .sort((a, b) => b.on.localeCompare(a.on))[0]
    return latest ? [{ thing, rule: latest.rule }] : []
  })
  const groups = Map.groupBy(due, ({ thing, rule }) => `${rule.id} ${thing.due}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ rule: first.rule, due: first.thing.due, things: group.map(({ thing }) => thing) }] : []
  })
}
