import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { isDay } from '../../../platform/days.ts'
import { readResources } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { readProgress } from '../progress/read-progress.ts'
import { findAllCurrent } from '../store.ts'

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

/** What nodes tell each other about a plan in force beside its description: what coverage counts, nothing of its drafts. */
export const PlanDetails = Type.Object({
  kind: Type.String({ minLength: 1, maxLength: 60 }),
  period: Type.Object({ from: Day, to: Day }),
  document: Type.Object({ number: Type.Optional(Type.String({ maxLength: 200 })), date: Type.Optional(Day) }),
  /** Address of the decision as a file at its owner. */
  file: Type.Optional(Type.String({ maxLength: 4_000, pattern: '^https?://' })),
  /** As its node computed them from its catalogue. */
  counts: Type.Object({
    items: Count,
    due: Count,
    published: Count,
    onTime: Count,
    late: Count,
    dueSoon: Count,
    fresh: Count,
    goodEnough: Count,
    openFormat: Count,
  }),
  /** When they were computed, ISO 8601 in UTC. */
  asOf: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$', maxLength: 30 }),
})
export type PlanDetails = Static<typeof PlanDetails>

/** What another node said of a plan, if it can be counted with ours; undefined for figures that contradict themselves. */
export function detailsIn(given: unknown): PlanDetails | undefined {
  if (!Value.Check(PlanDetails, given)) return undefined
  const { period, counts, asOf } = given
  const days = isDay(period.from) && isDay(period.to) && period.from <= period.to
  const parts = [counts.due, counts.published, counts.fresh, counts.goodEnough, counts.openFormat]
  const adds = parts.every((part) => part <= counts.items) && counts.onTime <= counts.published
  const fits = counts.published + counts.late + counts.dueSoon <= counts.items
  return days && adds && fits && !Number.isNaN(Date.parse(asOf)) ? given : undefined
}

/** The public part of plans in force, by catalogue id, with their progress now. */
export async function readPlanDetails(
  deps: PlansDeps,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PlanDetails>> {
  if (ids.length === 0) return new Map()
  const asOf = deps.clock.now().toISOString()
  const [plans, resources] = await Promise.all([
    findAllCurrent(deps.db, ids).then((current) => readProgress(deps, current)),
    readResources(deps.catalog.db, ids),
  ])
  const slugs = new Map(resources.map(({ id, slug }) => [id, slug]))
  return new Map(
    plans.map(({ plan: { resourceId, content, decision }, progress }) => {
      const { kind, period, document } = content
      const number = document?.number ?? decision.number
      const date = document?.date ?? decision.date
      const slug = slugs.get(resourceId)
      const details: PlanDetails = {
        kind,
        period: { from: period.from, to: period.to },
        document: { ...(number ? { number } : {}), ...(date ? { date } : {}) },
        ...(slug === undefined ? {} : { file: `${deps.publicUrl}/ke-hoach/${slug}/van-ban.pdf` }),
        counts: { ...progress.counts },
        asOf,
      }
      return [resourceId, details]
    }),
  )
}
