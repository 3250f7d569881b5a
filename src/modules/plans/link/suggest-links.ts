import { type Resource } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { likeness } from '../propose/model.ts'
import { readCurrent, type StoredContent } from '../store.ts'
import { readLinks, suggestLink } from './store.ts'

/** Below this two titles are different things. */
const ALIKE = 0.6

export interface Suggestion {
  readonly plan: StoredContent
  readonly itemId: string
  readonly title: string
}

/** Finds the items a newly public dataset may fulfil and notes them; returns those that nobody knew of. */
export async function suggestLinks(deps: PlansDeps, dataset: Resource): Promise<readonly Suggestion[]> {
  const tree = await deps.agencies.tree()
  const above = new Set(tree.path(dataset.agencyId).map(({ id }) => id))
  const heir = tree.current(dataset.agencyId)
  if (heir) for (const { id } of tree.path(heir.id)) above.add(id)
  const plans = await readCurrent(deps.db, [...above])
  const links = await readLinks(
    deps.db,
    plans.map(({ resourceId }) => resourceId),
  )
  const taken = new Set(
    links.filter(({ state }) => state === 'chosen').map(({ resourceId, itemId }) => `${resourceId} ${itemId}`),
  )
  if (links.some(({ datasetId, state }) => datasetId === dataset.id && state === 'chosen')) return []
  const title = dataset.record?.title.vi ?? ''
  const found = plans.flatMap((plan) =>
    plan.content.items
      .filter(({ id }) => !taken.has(`${plan.resourceId} ${id}`))
      .map((item) => ({ plan, itemId: item.id, title: item.title, alike: likeness(item.title, title) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, 1),
  )
  const fresh: Suggestion[] = []
  for (const { plan, itemId, title: itemTitle } of found) {
    const link = { resourceId: plan.resourceId, itemId, datasetId: dataset.id, at: deps.clock.now() }
    if (await suggestLink(deps.db, link)) fresh.push({ plan, itemId, title: itemTitle })
  }
  return fresh
}
