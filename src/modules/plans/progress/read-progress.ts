import { dayInVietnam, type Resource, readResources } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { readLinks } from '../link/store.ts'
import type { PlanRules } from '../rules/model.ts'
import type { StoredContent } from '../store.ts'
import { type DatasetFacts, type PlanProgress, progressOf, type Yardstick } from './model.ts'

/** A plan with what the catalogue says of its items now. */
export interface PlanWithProgress {
  readonly plan: StoredContent
  readonly progress: PlanProgress
}

/** Computes the progress of plans from the catalogue; three queries however many plans. */
export async function readProgress(
  deps: Pick<PlansDeps, 'db' | 'catalog' | 'clock' | 'rules'>,
  plans: readonly StoredContent[],
): Promise<readonly PlanWithProgress[]> {
  const links = (
    await readLinks(
      deps.db,
      plans.map(({ resourceId }) => resourceId),
    )
  ).filter(({ state }) => state === 'chosen')
  const resources = await readResources(deps.catalog.db, [...new Set(links.map(({ datasetId }) => datasetId))])
  const facts = new Map(resources.map((resource) => [resource.id, factsOf(resource)]))
  const byPlan = Map.groupBy(links, ({ resourceId }) => resourceId)
  const by = yardstick(deps.rules, dayInVietnam(deps.clock.now()))
  return plans.map((plan) => {
    const own = (byPlan.get(plan.resourceId) ?? []).flatMap(({ itemId, datasetId }) => {
      const found = facts.get(datasetId)
      return found ? [[itemId, found] as const] : []
    })
    return { plan, progress: progressOf(plan.content, new Map(own), by) }
  })
}

/** What progress is held against on a day, by the rules in force. */
function yardstick(rules: Pick<PlanRules, 'figure' | 'openFormats'>, today: string): Yardstick {
  return { today, soonDays: rules.figure('due-soon', today), openFormats: rules.openFormats(today) }
}

/** What progress needs to know of a dataset. */
function factsOf(resource: Resource): DatasetFacts {
  const { record, summary, firstPublishedAt } = resource
  return {
    id: resource.id,
    slug: resource.slug,
    title: record?.title.vi ?? resource.slug,
    isPublic: resource.state === 'published' && record?.classification === 'open',
    // A dataset that never was open has never been published under a plan.
    firstPublishedOn:
      firstPublishedAt && record?.classification === 'open' ? dayInVietnam(firstPublishedAt) : undefined,
    quality: summary.quality,
    freshUntil: summary.dueOn,
    formats: summary.formats ?? [],
  }
}
