import { type Resource } from '../../catalog/index.ts'
import type { Agency } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { PlanProgress } from '../progress/model.ts'
import { readProgress } from '../progress/read-progress.ts'
import { readDays } from '../progress/store.ts'
import type { PlanKind } from '../rules/model.ts'
import { findCurrent, type StoredContent } from '../store.ts'

/** A plan in force with its progress now, as pages and files show it. */
export interface ShownPlan {
  readonly resource: Resource
  readonly plan: StoredContent
  readonly kind: PlanKind
  readonly agency: Agency
  readonly progress: PlanProgress
  readonly days: Awaited<ReturnType<typeof readDays>>
}

/** Reads a plan that is in force by its slug; throws where there is none, or when it was withdrawn. */
export async function readPlan(deps: PlansDeps, slug: string): Promise<ShownPlan> {
  const resource = await publicResource(deps, slug)
  const plan = await findCurrent(deps.db, resource.id)
  const kind = plan && deps.rules.kind(plan.content.kind)
  const agency = await deps.agencies.byId(resource.agencyId)
  if (!plan || !kind || !agency) throw errors.planNotFound()
  const [[held], days] = await Promise.all([readProgress(deps, [plan]), readDays(deps.db, resource.id)])
  if (!held) throw errors.planNotFound()
  return { resource, plan, kind, agency, progress: held.progress, days }
}

async function publicResource(deps: PlansDeps, slug: string): Promise<Resource> {
  const resource = await deps.catalog.reader.bySlug(slug)
  if (resource?.kind !== 'plan' || resource.state === 'draft') throw errors.planNotFound()
  if (resource.state === 'withdrawn')
    throw errors.withdrawn(resource.record?.title.vi ?? slug, resource.withdrawnReason ?? '')
  return resource
}
