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

/** Plans of the agencies a person works for, with their progress now. */
export async function readOwnPlans(deps: PlansDeps, actor: Actor): Promise<readonly OwnPlan[]> {
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const current = await readCurrent(deps.db, where === 'all' ? undefined : where)
  const [held, calendar, resources] = await Promise.all([
    readProgress(deps, current),
    deps.calendar(),
    readResources(
      deps.catalog.db,
      current.map(({ resourceId }) => resourceId),
    ),
  ])
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  return held.flatMap(({ plan, progress }) => {
    const resource = byId.get(plan.resourceId)
    if (!resource) return []
    const title = resource.record?.title.vi ?? resource.slug
    const review = reviewDue(deps, plan.publishedAt, calendar)
    return [{ resourceId: resource.id, slug: resource.slug, title, progress, review }]
  })
}

/** Open drafts of plans of the agencies a person works for. */
export async function readOwnDrafts(deps: PlansDeps, actor: Actor): Promise<readonly OwnDraft[]> {
  const staged = await readStaged(deps.db, agenciesWhere(actor, 'catalog.draft.read'))
  const changes = await deps.catalog.reader.changes(staged.map(({ changeId }) => changeId))
  return staged.flatMap(({ changeId, content }) => {
    const change = changes.get(changeId)
    return change ? [{ changeId, title: change.record.title.vi, state: change.state, items: content.items.length }] : []
  })
}
