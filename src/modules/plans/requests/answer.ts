import { isUuid } from '../../../platform/ids.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Actor } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { datasetNamed } from '../named.ts'
import { findCurrent } from '../store.ts'
import { requestErrors } from './errors.ts'
import type { DataRequest } from './model.ts'
import { settleRequest } from './settle.ts'

export type Verdict =
  | { readonly kind: 'planned'; readonly planId: string; readonly itemId: string }
  /** Id, slug or address of a public dataset. */
  | { readonly kind: 'published'; readonly dataset: string }
  | { readonly kind: 'refused'; readonly basis: string }

export interface RequestAnswer {
  readonly requestId: string
  readonly verdict: Verdict
  /** What everybody reads; the reason where it is refused. */
  readonly text: string
}

const TEXT_MAX = 4000

/** The agency answers: in a plan, public already, or refused with reason and legal basis. A promise may be changed later. */
export async function answerRequest(deps: PlansDeps, actor: Actor, answer: RequestAnswer): Promise<DataRequest> {
  const text = cleanText(answer.text).slice(0, TEXT_MAX)
  return settleRequest(deps, actor, {
    requestId: answer.requestId,
    decide: async (request) => {
      if (request.state !== 'open' && request.state !== 'planned') throw requestErrors.answered()
      const settled = await verdictOf(deps, request, { verdict: answer.verdict, text })
      return {
        action: 'plans.request.answered',
        request: {
          ...request,
          ...settled,
          state: answer.verdict.kind,
          answer: text || undefined,
          answeredBy: actor.name,
          answeredAt: deps.clock.now(),
        },
        step: { kind: answer.verdict.kind, text: text || undefined },
        basis: settled.basis,
      }
    },
  })
}

type Settled = Pick<DataRequest, 'planId' | 'itemId' | 'datasetId' | 'basis'>
const NOTHING: Settled = { planId: undefined, itemId: undefined, datasetId: undefined, basis: undefined }

async function verdictOf(
  deps: PlansDeps,
  request: DataRequest,
  { verdict, text }: { verdict: Verdict; text: string },
): Promise<Settled> {
  if (verdict.kind === 'refused') {
    const basis = cleanText(verdict.basis).slice(0, TEXT_MAX)
    if (text === '') throw requestErrors.needsReason()
    if (basis === '') throw requestErrors.needsBasis()
    return { ...NOTHING, basis }
  }
  if (verdict.kind === 'published') return { ...NOTHING, datasetId: await publicDataset(deps, verdict.dataset) }
  const { planId, itemId } = verdict
  if (!isUuid(planId) || !isUuid(itemId)) throw requestErrors.needsLink()
  const plan = await findCurrent(deps.db, planId)
  if (!plan?.content.items.some(({ id }) => id === itemId)) throw errors.notInPlan()
  // A promise of another agency is not this one's to give.
  const tree = await deps.agencies.tree()
  const near = tree.reach(plan.agencyId).has(request.agencyId) || tree.reach(request.agencyId).has(plan.agencyId)
  if (!near) throw errors.notInPlan()
  return { ...NOTHING, planId, itemId }
}

async function publicDataset(deps: PlansDeps, dataset: string): Promise<string> {
  const resource = await datasetNamed(deps, dataset)
  if (resource?.state !== 'published' || resource.record?.classification !== 'open') throw requestErrors.needsDataset()
  return resource.id
}
