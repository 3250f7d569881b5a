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
  readonly late: boolean
}

/** Until when whoever has the dossier now must be done, by the rule of the day it came to them. */
export function deadlineOf(
  rules: LevelRules,
  { state, since, level, day }: { state: DossierState; since: string; level: number | undefined; day: string },
): Deadline | undefined {
  const rule = rules.dossier.steps.find(
    (step) =>
      step.from === state &&
      holdsOn(step, since) &&
      (step.levels === undefined || (level !== undefined && step.levels.includes(level))),
  )
  if (!rule) return undefined
  const due = rule.count === 'days' ? addDays(since, rule.days) : addWorkingDays(since, rule.days)
  return { rule, due, late: day > due }
}

const DAY_MS = 86_400_000

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

// Monday to Friday; public holidays move every year and are not in the rules, so a due day is never too late by this.
function addWorkingDays(day: string, days: number): string {
  let at = day
  for (let left = days; left > 0; ) {
    at = addDays(at, 1)
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return at
}
