import { addDaysTo } from '../../../platform/days.ts'
import { type CountedDays, countWorkingDays, type WorkCalendar } from '../../../platform/work-calendar.ts'
import { holdsOn, type LevelRules, type StepTime } from './level-rules.ts'
import type { DossierState } from './record.ts'

/** Steps of a dossier of a level: submitted, found valid, appraised, approved; or given back; or opened again. */
export const STEPS = ['submit', 'check', 'appraise', 'approve', 'return', 'reopen'] as const
export type Step = (typeof STEPS)[number]

const MOVES: Readonly<Record<Step, readonly [from: readonly DossierState[], to: DossierState]>> = {
  submit: [['draft'], 'submitted'],
  check: [['submitted'], 'checked'],
  appraise: [['checked'], 'appraised'],
  approve: [['appraised'], 'approved'],
  return: [['submitted', 'checked', 'appraised'], 'draft'],
  reopen: [['approved'], 'draft'],
}

/** Where a step leads; undefined when it cannot be taken from here. */
export function move(state: DossierState, step: Step): DossierState | undefined {
  const [from, to] = MOVES[step]
  return from.includes(state) ? to : undefined
}

/** Steps that can be taken now, the usual one first. */
export function stepsFrom(state: DossierState): readonly Step[] {
  return STEPS.filter((step) => move(state, step) !== undefined)
}

export interface Deadline {
  readonly rule: StepTime
  /** ISO 8601; the last day in time. */
  readonly due: string
  /** How the working days were counted; undefined where every day counts. */
  readonly counted: CountedDays | undefined
  readonly late: boolean
}

/** Until when whoever has the dossier now must be done, by the rule of the day it came to them. */
export function deadlineOf(
  rules: LevelRules,
  {
    state,
    since,
    level,
    day,
    calendar,
  }: { state: DossierState; since: string; level: number | undefined; day: string; calendar: WorkCalendar },
): Deadline | undefined {
  const rule = rules.dossier.steps.find(
    (step) =>
      step.from === state &&
      holdsOn(step, since) &&
      (step.levels === undefined || (level !== undefined && step.levels.includes(level))),
  )
  if (!rule) return undefined
  const counted = rule.count === 'days' ? undefined : countWorkingDays(since, rule.days, calendar)
  const due = counted?.due ?? addDaysTo(since, rule.days)
  return { rule, due, counted, late: day > due }
}
