import { type Static, Type } from 'typebox'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Said = Type.Object({ vi: Type.String(), en: Type.String() })
const Evidence = Type.Union([Type.Literal('read'), Type.Literal('secondary'), Type.Literal('unverified')])

/** One question about the facts of a system; all, any, or one field held against values or numbers. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly has: readonly string[] }
  | { readonly field: string; readonly lacks: readonly string[] }
  | { readonly field: string; readonly only: readonly string[] }
  | { readonly field: string; readonly atLeast: number }
  | { readonly field: string; readonly below: number }
  | { readonly field: string; readonly yes: true }

const Criterion = Type.Object({
  id: Type.String(),
  level: Type.Integer({ minimum: 1, maximum: 5 }),
  article: Type.String(),
  when: Type.Unsafe<Condition>(Type.Object({})),
  said: Said,
  /** The document whose criterion goes on being used, because the words of the new one were not found. */
  carriedFrom: Type.Optional(Type.String()),
})
export type Criterion = Static<typeof Criterion>

const Sourced = {
  document: Type.String(),
  article: Type.Optional(Type.String()),
  evidence: Evidence,
  validFrom: Day,
  validTo: Type.Optional(Day),
  said: Said,
}

/** The criteria of one decree, with the days it holds and what it says about systems that were there before. */
export const Regime = Type.Object({
  id: Type.String(),
  document: Type.String(),
  evidence: Evidence,
  validFrom: Day,
  validTo: Type.Optional(Day),
  transition: Type.Optional(
    Type.Object({
      investedBefore: Day,
      until: Day,
      document: Type.String(),
      article: Type.String(),
      evidence: Evidence,
      said: Said,
    }),
  ),
  notes: Type.Optional(Type.Array(Type.Object({ article: Type.String(), said: Said }))),
  criteria: Type.Array(Criterion),
})
export type Regime = Static<typeof Regime>

/** Ids of the decrees it belongs to; all of them when absent. */
const Regimes = Type.Optional(Type.Array(Type.String()))
const Levels = Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 5 })))

export const Minimum = Type.Object({
  id: Type.String(),
  level: Type.Integer(),
  when: Type.Unsafe<Condition>(Type.Object({})),
  ...Sourced,
})
export type Minimum = Static<typeof Minimum>

/** A part of the dossier. */
export const Part = Type.Object({ id: Type.String(), levels: Levels, regimes: Regimes, ...Sourced })
export type Part = Static<typeof Part>

/** How long a step may take. */
export const StepTime = Type.Object({
  id: Type.String(),
  from: Type.String(),
  levels: Levels,
  count: Type.Union([Type.Literal('days'), Type.Literal('working-days')]),
  days: Type.Integer(),
  ...Sourced,
})
export type StepTime = Static<typeof StepTime>

/** Day of the year until which every system is looked at again. */
export const ReviewDay = Type.Object({ id: Type.String(), month: Type.Integer(), day: Type.Integer(), ...Sourced })
export type ReviewDay = Static<typeof ReviewDay>

export const DossierRules = Type.Object({
  parts: Type.Array(Part),
  steps: Type.Array(StepTime),
  review: Type.Array(ReviewDay),
  layers: Type.Object(Sourced),
  /** What readers should know of the parts and terms under a decree. */
  notes: Type.Array(Type.Object({ regimes: Type.Array(Type.String()), said: Said })),
})

/** Everything the register knows of the law, as dated data. */
export interface LevelRules {
  readonly regimes: readonly Regime[]
  readonly minimums: readonly Minimum[]
  readonly dossier: Static<typeof DossierRules>
}

/** What a citation rests on. */
export interface Sourceable {
  readonly document: string
  readonly article?: string | undefined
  readonly evidence: Static<typeof Evidence>
}

/** A document for people; undefined where nobody has checked it, so that it is never shown as law. */
export function citation({ document, article, evidence }: Sourceable, lang: 'vi' | 'en'): string | undefined {
  if (evidence === 'unverified') return undefined
  const place = article === undefined ? document : `${article}, ${document}`
  if (evidence === 'read') return place
  return lang === 'vi' ? `${place} (theo nguồn dẫn lại)` : `${place} (from a secondary source)`
}

/** Whether a dated rule holds on a day (ISO 8601); the last day is included. */
export function holdsOn(
  rule: { readonly validFrom: string; readonly validTo?: string | undefined },
  day: string,
): boolean {
  return rule.validFrom <= day && (rule.validTo === undefined || day <= rule.validTo)
}
