import { fold } from '../../../platform/text.ts'
import { dayInVietnam, type Freshness, freshnessOf, type Resource, readAgencyResources } from '../../catalog/index.ts'
import { type Actor, agenciesWhere } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'

export interface OwnedFilter {
  readonly q: string
  /** `on-time`, `late`, `no-promise`, `withdrawn`; empty for all. */
  readonly state: string
}

export interface OwnedRow {
  readonly resource: Resource
  readonly title: string
  readonly agency: string
  readonly fresh: Freshness
}

/** Published and withdrawn datasets of the agencies the actor works for. */
export async function readOwned(deps: DeskDeps, actor: Actor, filter: OwnedFilter): Promise<readonly OwnedRow[]> {
  const where = agenciesWhere(actor, 'catalog.draft.read')
  const [resources, tree] = await Promise.all([
    readAgencyResources(deps.catalog.db, where === 'all' ? [] : where),
    deps.identity.agencies.tree(),
  ])
  const today = dayInVietnam(deps.clock.now())
  const wanted = fold(filter.q.trim())
  return resources
    .map((resource) => ({
      resource,
      title: resource.record?.title.vi ?? resource.slug,
      agency: tree.byId(resource.agencyId)?.name ?? '',
      fresh: freshnessOf(resource.summary.dueOn, today),
    }))
    .filter(({ title }) => fold(title).includes(wanted))
    .filter(({ resource, fresh }) => matches(filter.state, resource, fresh))
}

function matches(state: string, resource: Resource, fresh: Freshness): boolean {
  if (state === '') return true
  if (state === 'withdrawn') return resource.state === 'withdrawn'
  return resource.state === 'published' && fresh === state
}
