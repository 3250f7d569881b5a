import { type Agency, isInForce } from '../../identity/index.ts'
import { addCounts, type Counts, NO_COUNTS } from '../progress/model.ts'
import type { Duty, PlanKind } from '../rules/model.ts'

/** A plan as coverage counts it. */
export interface IssuedPlan {
  readonly resourceId: string
  /** The agency that carries the duties of whoever issued it. */
  readonly agencyId: string
  readonly kind: string
  readonly period: { readonly from: string; readonly to: string }
  readonly slug: string
  readonly title: string
  readonly number: string | undefined
  /** Day of the decision, or of publication here, ISO 8601. */
  readonly issuedOn: string | undefined
  readonly counts: Counts
  /** Of a plan of another node: where it is at home, and when its node computed the figures. */
  readonly elsewhere?: {
    readonly url: string
    /** The decision as a file. */
    readonly file: string | undefined
    readonly node: string
    /** Name of the agency over there. */
    readonly agency: string
    readonly asOf: Date
  }
}

export type CoverageState = 'in-force' | 'ended' | 'missing'

export interface CoverageRow {
  readonly agency: Agency
  readonly state: CoverageState
  readonly plan: IssuedPlan | undefined
}

/** Who must have issued a plan of a kind, and who has. */
export interface Coverage {
  readonly kind: PlanKind
  readonly duty: Duty | undefined
  readonly rows: readonly CoverageRow[]
  readonly issued: number
  readonly wanted: number
}

/** Holds the plans of a kind against the agencies that exist on the day and must issue one. */
export function coverageOf(
  kind: PlanKind,
  { duty, agencies, plans }: { duty: Duty | undefined; agencies: readonly Agency[]; plans: readonly IssuedPlan[] },
  day: string,
): Coverage {
  const issuers = agencies.filter((agency) => isInForce(agency, day) && (duty?.issuers ?? []).includes(agency.kind))
  const own = Map.groupBy(
    plans.filter((plan) => plan.kind === kind.id),
    ({ agencyId }) => agencyId,
  )
  const rows = issuers.map((agency) => rowOf(agency, own.get(agency.id) ?? [], day))
  return { kind, duty, rows, issued: rows.filter(({ state }) => state === 'in-force').length, wanted: rows.length }
}

function rowOf(agency: Agency, plans: readonly IssuedPlan[], day: string): CoverageRow {
  const byEnd = [...plans].sort((a, b) => b.period.to.localeCompare(a.period.to))
  const current = byEnd.find(({ period }) => period.from <= day && day <= period.to)
  // A plan that is issued but has not begun counts: the duty is to issue it.
  const plan = current ?? byEnd.find(({ period }) => period.from > day)
  if (plan) return { agency, state: 'in-force', plan }
  return { agency, state: byEnd[0] ? 'ended' : 'missing', plan: byEnd[0] }
}

/** The part of an agency tree that sums need. */
export interface Reach {
  /** The agency, all below it, and ended agencies it took over. */
  reach(id: string): ReadonlySet<string>
}

/** Figures of an agency with all below it: a ministry is the sum of its units. */
export function sumTree(tree: Reach, own: ReadonlyMap<string, Counts>, agencyId: string): Counts {
  return [...tree.reach(agencyId)].reduce((sum, id) => addCounts(sum, own.get(id) ?? NO_COUNTS), NO_COUNTS)
}
