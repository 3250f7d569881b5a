import { readResources } from '../../catalog/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import type { PlanProgress } from '../progress/model.ts'
import { readProgress } from '../progress/read-progress.ts'
import { reviewDue } from '../remind/remind.ts'
import { readCurrent, readStaged } from '../store.ts'

export interface OwnPlan {
  readonly resourceId: string
  readonly slug: string
  readonly title: string
  readonly progress: PlanProgress
  readonly review: ReturnType<typeof reviewDue>
}

export interface OwnDraft {
  readonly changeId: string
  readonly title: string
  readonly state: string
  readonly items: number
}

/** Plans and open drafts of the agencies a person works for. */
export async function readOwn(
  deps: PlansDeps,
  actor: Actor,
): Promise<{ readonly plans: readonly OwnPlan[]; readonly drafts: readonly OwnDraft[] }> {
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const agencyIds = where === 'all' ? undefined : where
  const [current, staged] = await Promise.all([readCurrent(deps.db, agencyIds), readStaged(deps.db, where)])
  const [held, calendar, resources] = await Promise.all([
    readProgress(deps, current),
    deps.calendar(),
    readResources(
      deps.catalog.db,
      current.map(({ resourceId }) => resourceId),
    ),
  ])
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const changes = await Promise.all(staged.map(({ changeId }) => deps.catalog.reader.change(changeId)))
  return {
    plans: held.flatMap(({ plan, progress }) => {
      const resource = byId.get(plan.resourceId)
      if (!resource) return []
      const title = resource.record?.title.vi ?? resource.slug
      const review = reviewDue(deps, plan.publishedAt, calendar)
      return [{ resourceId: resource.id, slug: resource.slug, title, progress, review }]
    }),
    drafts: changes.flatMap((change, index) => {
      if (!change) return []
      const items = staged[index]?.content.items.length ?? 0
      return [{ changeId: change.id, title: change.record.title.vi, state: change.state, items }]
    }),
  }
}
