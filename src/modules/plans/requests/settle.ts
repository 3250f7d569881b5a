import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { PlansDb, PlansDeps } from '../deps.ts'
import { requestErrors } from './errors.ts'
import type { DataRequest } from './model.ts'
import { addStep, lockRequest, saveRequest } from './store.ts'

/** What an officer makes of a request, with the step its page tells. */
export interface Settlement {
  readonly action: string
  readonly request: DataRequest
  readonly step: { readonly kind: string; readonly text: string | undefined }
  readonly basis?: string | undefined
}

/** The one way by which officers change a request: right, row, step, evidence and event in one transaction. */
export async function settleRequest(
  deps: PlansDeps,
  actor: Actor,
  { requestId, decide }: { requestId: string; decide: (request: DataRequest, tx: PlansDb) => Promise<Settlement> },
): Promise<DataRequest> {
  return deps.db.transaction().execute(async (tx) => {
    const request = await lockRequest(tx, requestId)
    if (!request) throw requestErrors.notFound()
    const by = assertCan(actor, 'plans.request.answer', request)
    const settled = await decide(request, tx)
    await saveRequest(tx, settled.request)
    await addStep(tx, {
      id: deps.ids.next(),
      requestId,
      ...settled.step,
      byName: actor.name,
      at: deps.clock.now(),
    })
    await recordAudit(tx, {
      action: settled.action,
      actor: by,
      agencyId: request.agencyId,
      resource: { kind: 'data-request', id: requestId },
      basis: settled.basis,
      details: { number: request.number, state: settled.request.state },
    })
    await announce(tx, {
      type: settled.action,
      version: 1,
      resourceId: undefined,
      payload: { request: requestId, state: settled.request.state },
    })
    return settled.request
  })
}
