import { type Static, Type } from 'typebox'
import type { HolidayRule } from '../calendar/model.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Said = Type.Object({ vi: Type.String(), en: Type.String() })

/** How far a legal fact was checked; what is unverified is never shown as law. */
const Evidence = Type.Union([Type.Literal('read'), Type.Literal('secondary'), Type.Literal('unverified')])

/** An article of a document, with the days it is in force; the last day is included. */
export const LegalBasis = Type.Object({
  id: Type.String(),
  document: Type.String(),
  article: Type.String(),
  said: Said,
  validFrom: Day,
  validTo: Type.Optional(Day),
  endedBy: Type.Optional(Type.String()),
  evidence: Evidence,
})
export type LegalBasis = Static<typeof LegalBasis>

/** What a plan of a kind must hold. `check` names the test; `stated` means the officer says where in the document it stands. */
const RequiredPart = Type.Object({
  id: Type.String(),
  name: Said,
  check: Type.Union([Type.Literal('items'), Type.Literal('schedule'), Type.Literal('minimum'), Type.Literal('stated')]),
  /** What every item must say, for `schedule`. */
  fields: Type.Optional(
    Type.Array(
      Type.Union([Type.Literal('due'), Type.Literal('unit'), Type.Literal('frequency'), Type.Literal('formats')]),
    ),
  ),
})
export type RequiredPart = Static<typeof RequiredPart>

/** Who must issue it, until when, and which share of them the target asks for (percent). */
const Duty = Type.Object({
  /** Kinds of agencies, as in the register. */
  issuers: Type.Array(Type.String()),
  from: Day,
  due: Type.Optional(Day),
  share: Type.Number(),
  basis: Type.String(),
  note: Type.Optional(Said),
})
export type Duty = Static<typeof Duty>

export const PlanKind = Type.Object({
  id: Type.String(),
  name: Said,
  /** `items`: datasets with dates, written here. `registered`: a document issued elsewhere, entered with number and date. */
  form: Type.Union([Type.Literal('items'), Type.Literal('registered')]),
  parts: Type.Array(RequiredPart),
  duties: Type.Array(Duty),
  basis: Type.Array(Type.String()),
})
export type PlanKind = Static<typeof PlanKind>

/** A time or a reminder. `law` stands in a document; `house` is what the program does where no text was found. */
export const DeadlineRule = Type.Object({
  id: Type.String(),
  about: Type.Union([Type.Literal('item'), Type.Literal('request'), Type.Literal('review')]),
  days: Type.Optional(Type.Integer()),
  months: Type.Optional(Type.Integer()),
  count: Type.Optional(Type.Literal('working-days')),
  /** Days before (negative) or after the deadline at which somebody is told. */
  offsetDays: Type.Optional(Type.Integer()),
  to: Type.Optional(Type.Array(Type.String())),
  /** Tell the agency above instead. */
  above: Type.Optional(Type.Boolean()),
  force: Type.Union([Type.Literal('law'), Type.Literal('house')]),
  document: Type.Optional(Type.String()),
  article: Type.Optional(Type.String()),
  evidence: Type.Optional(Evidence),
  validFrom: Day,
  validTo: Type.Optional(Day),
  said: Said,
})
export type DeadlineRule = Static<typeof DeadlineRule>

/** A figure or list that progress and proposals are reckoned by. */
export const MeasureRule = Type.Object({
  id: Type.String(),
  about: Type.Union(
    [
      'due-soon',
      'open-formats',
      'first-quality',
      'search-fewest',
      'search-days',
      'request-weight',
      'vote-weight',
      'votes-per-address',
    ].map((about) => Type.Literal(about)),
  ),
  value: Type.Optional(Type.Number({ minimum: 0 })),
  codes: Type.Optional(Type.Array(Type.String())),
  force: Type.Union([Type.Literal('law'), Type.Literal('house')]),
  document: Type.Optional(Type.String()),
  article: Type.Optional(Type.String()),
  evidence: Type.Optional(Evidence),
  validFrom: Day,
  validTo: Type.Optional(Day),
  said: Said,
})
export type MeasureRule = Static<typeof MeasureRule>

/** What figures are asked for by name. */
export type FigureName =
  | 'due-soon'
  | 'first-quality'
  | 'search-fewest'
  | 'search-days'
  | 'request-weight'
  | 'vote-weight'
  | 'votes-per-address'

/** Whether something dated holds on a day (ISO 8601). */
export function holdsOn(
  dated: { readonly validFrom: string; readonly validTo?: string | undefined },
  day: string,
): boolean {
  return dated.validFrom <= day && (dated.validTo === undefined || day <= dated.validTo)
}

/** Kinds, documents and deadlines, asked by day. */
export interface PlanRules {
  readonly kinds: readonly PlanKind[]
  kind(id: string): PlanKind | undefined
  /** Documents behind a kind that may be shown as law, those in force on the day first. */
  basisOf(kind: PlanKind, day: string): readonly (LegalBasis & { readonly inForce: boolean })[]
  document(id: string): LegalBasis | undefined
  /** The duty that holds on the day; the latest where several do. */
  dutyOf(kind: PlanKind, day: string): Duty | undefined
  /** The rule that sets a time about something on the day. */
  time(about: DeadlineRule['about'], day: string): DeadlineRule | undefined
  /** A rule by its id, whether it still holds or not. */
  rule(id: string): DeadlineRule | undefined
  /** Who is told when, about something, on the day. */
  reminders(about: DeadlineRule['about'], day: string): readonly DeadlineRule[]
  /** Every time and reminder, whether it still holds or not. */
  readonly deadlines: readonly DeadlineRule[]
  /** What days are not worked, before the notices of each year. */
  readonly holidays: readonly HolidayRule[]
  readonly measures: readonly MeasureRule[]
  /** A figure of the rules in force on the day; throws when the rules name none. */
  figure(about: FigureName, day: string): number
  /** Codes of formats that count as open on the day. */
  openFormats(day: string): ReadonlySet<string>
}

/** Answers questions about rules that were read. */
export function createRules({
  kinds,
  documents,
  deadlines,
  holidays,
  measures,
}: Pick<PlanRules, 'kinds' | 'deadlines' | 'holidays' | 'measures'> & {
  readonly documents: readonly LegalBasis[]
}): PlanRules {
  const byId = new Map(documents.map((item) => [item.id, item]))
  return {
    kinds,
    deadlines,
    holidays,
    measures,
    figure: (about, day) => measureOf(measures, about, day).value ?? 0,
    openFormats: (day) => new Set(measureOf(measures, 'open-formats', day).codes),
    kind: (id) => kinds.find((kind) => kind.id === id),
    document: (id) => byId.get(id),
    basisOf: (kind, day) =>
      kind.basis
        .flatMap((id) => byId.get(id) ?? [])
        .filter(({ evidence }) => evidence !== 'unverified')
        .map((item) => ({ ...item, inForce: holdsOn(item, day) }))
        .sort((a, b) => Number(b.inForce) - Number(a.inForce)),
    dutyOf: (kind, day) =>
      kind.duties.filter(({ from }) => from <= day).sort((a, b) => b.from.localeCompare(a.from))[0],
    time: (about, day) => deadlines.find((rule) => rule.about === about && isTime(rule) && holdsOn(rule, day)),
    rule: (id) => deadlines.find((rule) => rule.id === id),
    reminders: (about, day) =>
      deadlines.filter((rule) => rule.about === about && rule.offsetDays !== undefined && holdsOn(rule, day)),
  }
}

function measureOf(measures: readonly MeasureRule[], about: string, day: string): MeasureRule {
  const found = measures.find((rule) => rule.about === about && holdsOn(rule, day))
  if (!found) throw new Error(`seeds/rules/plan-measures.json has no ${about} on ${day}`)
  return found
}

function isTime(rule: DeadlineRule): boolean {
  return rule.offsetDays === undefined && (rule.days !== undefined || rule.months !== undefined)
}
