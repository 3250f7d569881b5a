import { type Static, Type } from 'typebox'

const Day = Type.String({ maxLength: 10 })
const Text = (maxLength: number) => Type.String({ maxLength })
const Percent = Type.Number({ minimum: 0, maximum: 100 })

/** The level a phase must reach; what is absent is not asked for (NĐ 47/2020, Điều 19: mức độ tối thiểu). */
export const MinimumLevel = Type.Object({
  /** Datasets published by the end of the phase, counted from the beginning of the plan. */
  datasets: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  /** Share of the whole list published by the end of the phase, percent. */
  share: Type.Optional(Percent),
  /** Share of the published that is up to date, percent. */
  fresh: Type.Optional(Percent),
  /** Quality score every published dataset must have, 0 to 100. */
  quality: Type.Optional(Percent),
  /** Share of the published in an open format, percent. */
  openFormat: Type.Optional(Percent),
})
export type MinimumLevel = Static<typeof MinimumLevel>

export const Phase = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]{1,20}$' }),
  name: Text(200),
  /** First and last day, ISO 8601. */
  from: Day,
  to: Day,
  minimum: MinimumLevel,
})
export type Phase = Static<typeof Phase>

/** Why an item is in the plan. */
export const Reason = Type.Object({
  kind: Type.Union([
    Type.Literal('data-map'),
    Type.Literal('request'),
    Type.Literal('search'),
    Type.Literal('officer'),
  ]),
  /** In words, as the document shows it. */
  text: Text(500),
  /** Id of the database, number of the request, or the words searched for. */
  ref: Type.Optional(Text(200)),
})
export type Reason = Static<typeof Reason>

/** Where the data of an item are kept: a database of the data map and what of it is opened. */
const ItemSource = Type.Object({
  databaseId: Type.Optional(Type.String({ format: 'uuid' })),
  database: Text(300),
  table: Type.Optional(Text(300)),
  columns: Type.Array(Text(300), { maxItems: 200 }),
})

/** One dataset to open. */
export const PlanItem = Type.Object({
  id: Type.String({ format: 'uuid' }),
  title: Text(300),
  description: Type.Optional(Text(4000)),
  /** The unit that prepares it, in words. */
  unit: Text(300),
  /** Day by which it is public. */
  due: Day,
  frequency: Type.Optional(Text(60)),
  formats: Type.Array(Text(20), { maxItems: 20 }),
  source: Type.Optional(ItemSource),
  reason: Reason,
  note: Type.Optional(Text(2000)),
})
export type PlanItem = Static<typeof PlanItem>

/** What a plan says. The title, contact and classification are those of its catalogue record. */
export const PlanContent = Type.Object({
  kind: Text(60),
  /** First and last day, ISO 8601. */
  period: Type.Object({ from: Day, to: Day }),
  purpose: Text(4000),
  phases: Type.Array(Phase, { maxItems: 20 }),
  items: Type.Array(PlanItem, { maxItems: 5000 }),
  /** What is done so that publication harms nobody. */
  measures: Text(4000),
  issuer: Type.Object({
    /** "BỘ TRƯỞNG", "CHỦ TỊCH". */
    title: Text(200),
    name: Text(200),
    place: Text(100),
  }),
  /** A plan that was issued on paper before it came here. */
  document: Type.Optional(Type.Object({ number: Text(100), date: Day, signer: Text(200), url: Text(500) })),
  /** Where in the document each required part stands, by part. */
  parts: Type.Record(Type.String({ maxLength: 40 }), Text(500)),
})
export type PlanContent = Static<typeof PlanContent>

/** The phase in which an item is due. */
export function phaseOf(content: Pick<PlanContent, 'phases'>, due: string): Phase | undefined {
  return content.phases.find((phase) => phase.from <= due && due <= phase.to)
}

/** Phases of one year each over a period; the first and last may be shorter. `quality` is the score each asks for. */
export function yearlyPhases(period: PlanContent['period'], quality: number): readonly Phase[] {
  const first = Number(period.from.slice(0, 4))
  const last = Number(period.to.slice(0, 4))
  return Array.from({ length: Math.max(0, Math.min(20, last - first + 1)) }, (_, index) => {
    const year = first + index
    const share = Math.round(((index + 1) / (last - first + 1)) * 100)
    return {
      id: `${year}`,
      name: `Năm ${year}`,
      from: index === 0 ? period.from : `${year}-01-01`,
      to: year === last ? period.to : `${year}-12-31`,
      minimum: { share, quality },
    }
  })
}
