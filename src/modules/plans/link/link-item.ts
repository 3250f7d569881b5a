import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { datasetNamed } from '../named.ts'
import { PLAN } from '../plan-kind.ts'
import { findCurrent, lockAgency } from '../store.ts'
import { chooseLink, refuseLink } from './store.ts'

export interface ItemLink {
  /** Catalogue id of the plan. */
  readonly resourceId: string
  readonly itemId: string
  /** Id or slug of the dataset. */
  readonly dataset: string
}

/** The officer says which dataset fulfils an item of the plan in force; `chosen: false` says it is not this one. */
export async function linkItem(
  deps: PlansDeps,
  actor: Actor,
  { resourceId, itemId, dataset, chosen }: ItemLink & { readonly chosen: boolean },
): Promise<void> {
  const plan = await findCurrent(deps.db, resourceId)
  if (!plan) throw errors.planNotFound()
  const by = assertCan(actor, 'plans.plan.write', plan)
  const item = plan.content.items.find(({ id }) => id === itemId)
  if (!item) throw errors.notInPlan()
  const datasetId = await datasetOf(deps, plan.agencyId, dataset)
  const at = deps.clock.now()
  const link = { resourceId, itemId, datasetId, byName: actor.name, at }
  await deps.db.transaction().execute(async (tx) => {
    await lockAgency(tx, plan.agencyId)
    await (chosen ? chooseLink(tx, link) : refuseLink(tx, link))
    await recordAudit(tx, {
      action: chosen ? 'plans.item.linked' : 'plans.item.unlinked',
      actor: by,
      agencyId: plan.agencyId,
      resource: { kind: PLAN, id: resourceId },
      details: { item: itemId, title: item.title, dataset: datasetId },
    })
    await announce(tx, {
      type: 'plans.item.linked',
      version: 1,
      resourceId,
      payload: { item: itemId, dataset: datasetId, chosen },
    })
  })
}

/** A dataset of the agency, of a unit below it, or of an agency whose duties it took over. */
async function datasetOf(deps: PlansDeps, agencyId: string, dataset: string): Promise<string> {
  const resource = await datasetNamed(deps, dataset)
  const reach = (await deps.agencies.tree()).reach(agencyId)
  if (!resource || !reach.has(resource.agencyId)) throw errors.notADataset()
  return resource.id
}
