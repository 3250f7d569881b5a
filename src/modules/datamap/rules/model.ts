import { type Static, Type } from 'typebox'
import type { Lang } from '../../../ui/index.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** One rule as its seed file holds it: what is checked, with what numbers, by which document, from when until when. */
export const Rule = Type.Object({
  id: Type.String(),
  check: Type.Enum([
    'required',
    'class-list',
    'decision',
    'item-share',
    'personal-not-open',
    'collected-twice',
    'master-once',
    'connect-by',
    'open-list-age',
    'yearly-review',
    'owner-ended',
    'circle',
  ]),
  /** Nothing goes to review while it is broken. */
  stops: Type.Boolean(),
  /** `house`: a practice of this program, never shown as law. */
  force: Type.Union([Type.Literal('law'), Type.Literal('house')]),
  evidence: Type.Optional(Type.Union([Type.Literal('read'), Type.Literal('secondary'), Type.Literal('unverified')])),
  document: Type.Optional(Type.String()),
  article: Type.Optional(Type.String()),
  validFrom: Day,
  /** Last day; open end when absent. */
  validTo: Type.Optional(Day),
  said: Type.Object({ vi: Type.String(), en: Type.String() }),
  fields: Type.Optional(Type.Array(Type.String())),
  classes: Type.Optional(Type.Array(Type.String())),
  documents: Type.Optional(Type.Array(Type.String())),
  by: Type.Optional(Day),
  months: Type.Optional(Type.Integer()),
  month: Type.Optional(Type.Integer()),
  day: Type.Optional(Type.Integer()),
  remindDays: Type.Optional(Type.Array(Type.Integer())),
  /** How many items two databases must share to count as collecting the same. */
  shared: Type.Optional(Type.Integer()),
})
export type Rule = Static<typeof Rule>
export type CheckName = Rule['check']

/** All rules of the seeds, whatever their dates. */
export interface Rules {
  readonly all: readonly Rule[]
  /** Those in force on a day (ISO 8601). */
  on(day: string): readonly Rule[]
  /** The one in force that says how a check works; the latest where several are. */
  forCheck(check: CheckName, day: string): Rule | undefined
}

export function rulesOf(all: readonly Rule[]): Rules {
  const on = (day: string) =>
    all.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
  return {
    all,
    on,
    forCheck: (check, day) =>
      on(day)
        .filter((rule) => rule.check === check)
        .sort((one, other) => other.validFrom.localeCompare(one.validFrom))[0],
  }
}

/** The document behind a rule, for people; nothing where nobody has checked it, or where it is only a practice. */
export function citationOf(rule: Rule, lang: Lang): string | undefined {
  if (rule.force !== 'law' || rule.document === undefined || rule.evidence === 'unverified') return undefined
  const place = rule.article === undefined ? rule.document : `${rule.document}, ${rule.article}`
  if (rule.evidence === 'read') return place
  return lang === 'vi' ? `${place} (theo nguồn dẫn lại)` : `${place} (from a secondary source)`
}
