import type { PlansDeps } from '../../deps.ts'
import { findCurrent } from '../../store.ts'
import { itemAt } from '../../views/pick-items.ts'
import { countDue } from '../count-due.ts'
import { requestErrors } from '../errors.ts'
import { isPublicRequest } from '../model.ts'
import { findRequest, findRequestByNumber, readSteps } from '../store.ts'
import type { RequestPageProps } from './request-page.tsx'

export type ShownRequest = Pick<
  RequestPageProps,
  'request' | 'steps' | 'agency' | 'plan' | 'dataset' | 'rule' | 'counted'
> & {
  /** Number of the request it was merged into. */
  readonly movedTo: number | undefined
}

/** A request as everybody may see it; what is held or hidden is not there. */
export async function readShown(deps: PlansDeps, number: number): Promise<ShownRequest> {
  const request = await findRequestByNumber(deps.db, number)
  if (!request) throw requestErrors.notFound()
  const target = request.mergedInto ? await findRequest(deps.db, request.mergedInto) : undefined
  const movedTo = target && isPublicRequest(target) ? target.number : undefined
  if (movedTo === undefined && !isPublicRequest(request)) throw requestErrors.notFound()
  const [steps, agency, plan, dataset, calendar] = await Promise.all([
    readSteps(deps.db, request.id),
    deps.agencies.byId(request.agencyId),
    planOf(deps, request),
    datasetOf(deps, request.datasetId),
    deps.calendar(),
  ])
  const counted = countDue(deps.rules, request, calendar)
  return { request, steps, agency, plan, dataset, rule: deps.rules.rule(request.rule), counted, movedTo }
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
