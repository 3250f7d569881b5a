import {
  type Condition,
  type Criterion,
  holdsOn,
  type LevelRules,
  type Minimum,
  type Regime,
  type Sourceable,
} from './level-rules.ts'
import type { SystemFacts } from './record.ts'

/** A ground for a level, with its place in the law. */
export interface Ground extends Sourceable {
  readonly id: string
  readonly level: number
  readonly said: { readonly vi: string; readonly en: string }
  /** The criterion of an earlier decree that goes on being used. */
  readonly carriedFrom?: string | undefined
}

/** What the rules say about a system on a day. */
export interface Proposal {
  readonly regime: Regime
  /** The system goes by this decree only because it was there before the next. */
  readonly byTransition: boolean
  /** Undefined: no criterion holds with the answers given. */
  readonly level: number | undefined
  /** What holds, highest level first. */
  readonly grounds: readonly Ground[]
}

export interface Asked {
  readonly facts: SystemFacts
  /** Day the level is decided, ISO 8601. */
  readonly day: string
  readonly investedOn?: string | undefined
}

/** The highest level any criterion in force asks for, and what the next decree will say where that one differs. */
export function proposeLevel(rules: LevelRules, asked: Asked): { now: Proposal; later: Proposal | undefined } {
  const { regime, byTransition, next } = regimeFor(rules.regimes, asked)
  const now = proposalBy(rules, { regime, byTransition }, asked)
  return { now, later: next && proposalBy(rules, { regime: next, byTransition: false }, asked) }
}

interface Chosen {
  readonly regime: Regime
  readonly byTransition: boolean
}

function regimeFor(regimes: readonly Regime[], { day, investedOn }: Asked): Chosen & { next: Regime | undefined } {
  const inForce = regimes.find((regime) => holdsOn(regime, day)) ?? regimes.at(-1)
  if (!inForce) throw new Error('there is no decree on security levels')
  const kept = regimes.find(
    ({ id, transition }) =>
      id !== inForce.id &&
      transition !== undefined &&
      investedOn !== undefined &&
      investedOn < transition.investedBefore &&
      day <= transition.until &&
      inForce.document === transition.document,
  )
  if (kept) return { regime: kept, byTransition: true, next: inForce }
  return { regime: inForce, byTransition: false, next: undefined }
}

function proposalBy(rules: LevelRules, { regime, byTransition }: Chosen, { facts, day }: Asked): Proposal {
  const grounds = [
    ...regime.criteria.filter(({ when }) => holds(when, facts)).map((criterion) => groundOf(criterion, regime)),
    ...rules.minimums.filter((rule) => holdsOn(rule, day) && holds(rule.when, facts)).map(minimumGround),
  ].sort((one, other) => other.level - one.level)
  return { regime, byTransition, level: grounds[0]?.level, grounds }
}

function groundOf({ id, level, article, said, carriedFrom }: Criterion, { document, evidence }: Regime): Ground {
  return {
    id,
    level,
    said,
    article,
    document: carriedFrom ?? document,
    evidence: carriedFrom ? 'read' : evidence,
    carriedFrom,
  }
}

function minimumGround({ id, level, said, document, article, evidence }: Minimum): Ground {
  return { id, level, said, document, article, evidence }
}

type Facts = Readonly<Record<string, unknown>>
type FieldCondition = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown }>

function holds(condition: Condition, facts: SystemFacts): boolean {
  return check(condition, { ...facts, ...subjectsOf(facts) })
}

// Whoever counts one kind of personal data and says nothing of the other has none of the other.
function subjectsOf({ subjectsBasic, subjectsSensitive }: SystemFacts): Facts {
  if (subjectsBasic === undefined && subjectsSensitive === undefined) return {}
  const [basic, sensitive] = [subjectsBasic ?? 0, subjectsSensitive ?? 0]
  return { subjectsBasic: basic, subjectsSensitive: sensitive, subjects: basic + sensitive }
}

function check(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => check(part, facts))
  if ('any' in condition) return condition.any.some((part) => check(part, facts))
  const value = facts[condition.field]
  return value !== undefined && checkField(condition, value)
}

function checkField(condition: FieldCondition, value: unknown): boolean {
  if ('is' in condition) return typeof value === 'string' && condition.is.includes(value)
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast
  if ('below' in condition) return typeof value === 'number' && value < condition.below
  if ('yes' in condition) return value === true
  return checkList(condition, listOf(value))
}

type ListCondition = Extract<
  FieldCondition,
  { readonly has: unknown } | { readonly lacks: unknown } | { readonly only: unknown }
>

function checkList(condition: ListCondition, list: readonly string[]): boolean {
  if ('has' in condition) return list.some((one) => condition.has.includes(one))
  if ('lacks' in condition) return !list.some((one) => condition.lacks.includes(one))
  return list.length > 0 && list.every((one) => condition.only.includes(one))
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
