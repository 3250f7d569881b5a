import { announceAll, type Follower, type StoredEvent } from '../../../platform/events/index.ts'
import type { NewMessage } from '../../../platform/messages/index.ts'
import { dayInVietnam, readResources } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { readLinksTo } from '../link/store.ts'
import { type Suggestion, suggestLinks } from '../link/suggest-links.ts'
import { PLAN } from '../plan-kind.ts'
import { fulfilRequests } from '../requests/fulfil.ts'
import { tellOfRequest } from '../requests/tell-officers.ts'
import { findAllCurrent } from '../store.ts'
import { type PlanWithProgress, readProgress } from './read-progress.ts'
import { keepDay } from './store.ts'

/** The figures of a plan were computed anew. */
export const PROGRESS_MOVED = 'plans.progress.moved'

const MOVES: ReadonlySet<string> = new Set([
  'catalog.resource.published',
  'catalog.resource.withdrawn',
  'catalog.resource.summarised',
  'plans.item.linked',
])

/**
 * Moves the progress of plans when the catalogue changes: asks the officers whether a new dataset fulfils an item, tells
 * those who asked for it, and notes the figures of the day.
 */
export function followForPlans(deps: PlansDeps, position: Pick<Follower, 'load' | 'save'>): Follower {
  return {
    name: 'plans-progress',
    ...position,
    async handle(events) {
      for (const event of events) if (event.type === 'plans.request.asked') await tellOfRequest(deps, event)
      const moves = events.filter(({ type, resourceId }) => MOVES.has(type) && resourceId !== null)
      if (moves.length === 0) return
      await handleMoves(deps, moves)
    },
  }
}

async function handleMoves(deps: PlansDeps, moves: readonly StoredEvent[]): Promise<void> {
  const ids = [...new Set(moves.flatMap(({ resourceId }) => resourceId ?? []))]
  const resources = new Map((await readResources(deps.catalog.db, ids)).map((item) => [item.id, item]))
  for (const { id, type, resourceId } of moves) {
    const resource = resources.get(resourceId ?? '')
    if (type !== 'catalog.resource.published' || resource?.kind !== 'dataset') continue
    for (const suggestion of await suggestLinks(deps, resource)) {
      await deps.messages.tell(
        await askOfficers(deps, suggestion, { key: `plans-link-${id}`, title: resource.record?.title.vi ?? '' }),
      )
    }
  }
  const links = await readLinksTo(deps.db, ids)
  const plans = ids.filter((id) => resources.get(id)?.kind === PLAN)
  const touched = [...new Set([...links.map(({ resourceId }) => resourceId), ...plans])]
  const inForce = await readProgress(deps, await findAllCurrent(deps.db, touched))
  await fulfilRequests(deps, inForce)
  await keepToday(deps, inForce)
}

/** Notes today's figures of these plans. */
export async function keepToday(deps: PlansDeps, plans: readonly PlanWithProgress[]): Promise<void> {
  const day = dayInVietnam(deps.clock.now())
  for (const { plan, progress } of plans) {
    await keepDay(deps.db, { resourceId: plan.resourceId, day, counts: progress.counts })
  }
  // Nodes that follow this one hear of the figures as they are now.
  await announceAll(
    deps.db,
    PROGRESS_MOVED,
    plans.map(({ plan }) => ({ id: plan.resourceId, payload: { day } })),
  )
}

async function askOfficers(
  deps: PlansDeps,
  { plan, itemId, title }: Suggestion,
  dataset: { key: string; title: string },
): Promise<readonly NewMessage[]> {
  const resource = await deps.catalog.reader.resource(plan.resourceId)
  const people = await deps.people.holders(plan.agencyId, ['data_officer'])
  return people.map((to) => ({
    to,
    key: `${dataset.key}-${itemId}`,
    subject: `Đúng mục kế hoạch? ${title}`,
    body: `“${dataset.title}” vừa công bố. Nếu đây là mục “${title}” của kế hoạch, hãy nối lại để tiến độ được tính.`,
    href: `/lam-viec/ke-hoach/${resource?.slug ?? ''}#goi-y`,
  }))
}
