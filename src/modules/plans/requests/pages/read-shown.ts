import type { WorkCalendar } from '../../../../platform/work-calendar.ts'
import type { PlansDeps } from '../../deps.ts'
import { findCurrent } from '../../store.ts'
import { itemAt } from '../../views/pick-items.ts'
import { countDue } from '../count-due.ts'
import { requestErrors } from '../errors.ts'
import { type DataRequest, isPublicRequest, type RequestStep } from '../model.ts'
import { findRequest, findRequestByNumber, readSteps } from '../store.ts'
import type { RequestPageProps } from './request-page.tsx'

/** What somebody without an account sees of a request: the whole, only where it stands, or where it went. */
export type ShownRequest =
  | ({ readonly kind: 'whole' } & Pick<
      RequestPageProps,
      'request' | 'steps' | 'agency' | 'plan' | 'dataset' | 'rule' | 'counted'
    >)
  | ({ readonly kind: 'kept' } & Pick<RequestPageProps, 'request' | 'rule' | 'counted'>)
  | { readonly kind: 'moved'; readonly to: number }

/** A request as everybody may see it; throws where there is none. */
export async function readShown(deps: PlansDeps, number: number): Promise<ShownRequest> {
  const request = await findRequestByNumber(deps.db, number)
  if (!request) throw requestErrors.notFound()
  if (request.state === 'merged') return { kind: 'moved', to: await targetOf(deps, request) }
  const timed = timeOf(deps, request, await deps.calendar())
  if (!isPublicRequest(request)) return { kind: 'kept', ...timed }
  const [steps, agency, plan, dataset] = await Promise.all([
    readSaidSteps(deps, request.id),
    deps.agencies.byId(request.agencyId),
    planOf(deps, request),
    datasetOf(deps, request.datasetId),
  ])
  return { kind: 'whole', ...timed, steps, agency, plan, dataset }
}

function timeOf(deps: PlansDeps, request: DataRequest, calendar: WorkCalendar) {
  const counted = countDue(deps.rules, request, calendar)
  return { request, rule: deps.rules.rule(request.rule), counted }
}

/** Number of the request it was merged into; throws where that is not public. */
async function targetOf(deps: PlansDeps, { mergedInto }: DataRequest): Promise<number> {
  const target = mergedInto ? await findRequest(deps.db, mergedInto) : undefined
  if (!target || !isPublicRequest(target)) throw requestErrors.notFound()
  return target.number
}

/** What happened to a request; a reminder says by which rule. */
export async function readSaidSteps(
  deps: Pick<PlansDeps, 'db' | 'rules'>,
  requestId: string,
): Promise<readonly RequestStep[]> {
  const steps = await readSteps(deps.db, requestId)
  return steps.map((step) =>
    step.kind === 'reminded' ? { ...step, said: deps.rules.rule(step.text ?? '')?.said } : step,
  )
}

async function planOf(deps: PlansDeps, { planId, itemId }: { planId: string | undefined; itemId: string | undefined }) {
  if (!planId) return undefined
  const [plan, resource] = await Promise.all([findCurrent(deps.db, planId), deps.catalog.reader.resource(planId)])
  const item = plan?.content.items.find(({ id }) => id === itemId)
  if (!item || !resource) return undefined
  const title = resource.record?.title.vi ?? resource.slug
  return { href: itemAt(`/ke-hoach/${resource.slug}`, item.id), title, item: item.title, due: item.due }
}

async function datasetOf(deps: PlansDeps, datasetId: string | undefined) {
  const resource = datasetId ? await deps.catalog.reader.resource(datasetId) : undefined
  if (resource?.state !== 'published' || resource.record?.classification !== 'open') return undefined
  return { href: `/bo-du-lieu/${resource.slug}`, title: resource.record.title.vi }
}
