import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import type { PlansDeps } from '../deps.ts'
import type { PlanWithProgress } from '../progress/read-progress.ts'
import { addStep, lockRequest, readPlanned, saveRequest } from './store.ts'

/** Closes requests whose plan item has become public, with the dataset as the answer. Safe to repeat. */
export async function fulfilRequests(deps: PlansDeps, plans: readonly PlanWithProgress[]): Promise<void> {
  const waiting = await readPlanned(
    deps.db,
    plans.map(({ plan }) => plan.resourceId),
  )
  const published = new Map(
    plans.flatMap(({ plan, progress }) =>
      progress.items
        .filter(({ stage }) => stage === 'published')
        .map(({ item, dataset }) => [`${plan.resourceId} ${item.id}`, dataset?.id ?? '']),
    ),
  )
  for (const request of waiting) {
    const datasetId = published.get(`${request.planId ?? ''} ${request.itemId ?? ''}`)
    if (datasetId) await fulfil(deps, request.id, datasetId)
  }
}

async function fulfil(deps: PlansDeps, id: string, datasetId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const request = await lockRequest(tx, id)
    if (request?.state !== 'planned') return
    const actor = systemActor('Tiến độ kế hoạch')
    const at = deps.clock.now()
    await saveRequest(tx, { ...request, state: 'published', datasetId })
    await addStep(tx, {
      id: deps.ids.next(),
      requestId: id,
      kind: 'published',
      text: undefined,
      byName: actor.name,
      at,
    })
    await recordAudit(tx, {
      action: 'plans.request.answered',
      actor,
      agencyId: request.agencyId,
      resource: { kind: 'data-request', id },
      details: { state: 'published', dataset: datasetId },
    })
    await announce(tx, {
      type: 'plans.request.answered',
      version: 1,
      resourceId: undefined,
      payload: { request: id, state: 'published' },
    })
  })
}
