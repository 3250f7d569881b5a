import type { Static } from 'typebox'
import type { AgencyTree } from '../identity/index.ts'
import type { IssuedPlan } from './coverage/model.ts'
import type { ShownPlan } from './pages/read-plan.ts'
import type { Counts } from './progress/model.ts'
import type { Counts as CountsView, PlansView, PlanView } from './schema.ts'

function countsView(counts: Counts): Static<typeof CountsView> {
  const { items, due, published, onTime, late, dueSoon, fresh, goodEnough, openFormat } = counts
  const ours = { on_time: onTime, due_soon: dueSoon, good_enough: goodEnough, open_format: openFormat }
  return { items, due, published, late, fresh, ...ours }
}

/** A plan in a list. */
export function planSummary(
  plan: IssuedPlan,
  tree: AgencyTree,
  publicUrl: string,
): Static<typeof PlansView>['plans'][number] {
  return {
    id: plan.resourceId,
    slug: plan.slug,
    url: `${publicUrl}/ke-hoach/${plan.slug}`,
    kind: plan.kind,
    title: plan.title,
    agency: tree.byId(plan.agencyId)?.code ?? '',
    period: plan.period,
    ...(plan.number ? { number: plan.number } : {}),
    ...(plan.issuedOn ? { issued_on: plan.issuedOn } : {}),
    counts: countsView(plan.counts),
  }
}

/** A plan with everything the public page shows. */
export function planView(shown: ShownPlan, publicUrl: string): Static<typeof PlanView> {
  const { resource, plan, agency, progress, days } = shown
  const number = plan.content.document?.number ?? plan.decision.number
  return {
    id: resource.id,
    slug: resource.slug,
    url: `${publicUrl}/ke-hoach/${resource.slug}`,
    uri: `${publicUrl}/id/plan/${resource.id}`,
    kind: plan.content.kind,
    title: resource.record?.title.vi ?? resource.slug,
    agency: { code: agency.code, name: agency.name },
    period: plan.content.period,
    ...(number ? { number } : {}),
    counts: countsView(progress.counts),
    phases: progress.phases.map(({ phase, measures, over }) => {
      const { id, name, from, to } = phase
      return { id, name, from, to, over, measures: measures.map((measure) => ({ ...measure })) }
    }),
    items: progress.items.map(({ item, stage, onTime, fresh, goodEnough, dataset }) => {
      const { id, title, unit, due, frequency, formats, reason } = item
      return {
        id,
        title,
        unit,
        due,
        formats: [...formats],
        reason: reason.kind,
        stage,
        fresh,
        on_time: onTime,
        good_enough: goodEnough,
        ...(frequency ? { frequency } : {}),
        ...(dataset?.isPublic ? { dataset: `${publicUrl}/id/dataset/${dataset.id}` } : {}),
      }
    }),
    history: days.map(({ day, counts }) => ({ day, published: counts.published, late: counts.late })),
  }
}
