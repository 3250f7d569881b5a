import { dayInVietnam, readResources } from '../../catalog/index.ts'
import type { AgencyTree } from '../../identity/index.ts'
import type { IssuedPlan } from '../coverage/model.ts'
import type { PlansDeps } from '../deps.ts'
import type { ForeignPlan } from './model.ts'
import { detailsIn } from './plan-details.ts'

/** A plan of another node, counted with ours. */
export interface ForeignIssued extends IssuedPlan {
  readonly elsewhere: NonNullable<IssuedPlan['elsewhere']>
}

/** Plans of the nodes this one follows, as coverage and sums count them; each only while it is shown here. */
export async function readForeignIssued(
  deps: Pick<PlansDeps, 'catalog' | 'agencies' | 'foreign'>,
): Promise<readonly ForeignIssued[]> {
  const foreign = await deps.foreign()
  if (foreign.length === 0) return []
  const ids = foreign.map(({ id }) => id)
  const [resources, tree] = await Promise.all([readResources(deps.catalog.db, ids), deps.agencies.tree()])
  const shown = new Map(
    resources.filter(({ state }) => state === 'published').map((resource) => [resource.id, resource]),
  )
  return foreign.flatMap((plan) => {
    const resource = shown.get(plan.id)
    // Another node that signs under the same id says nothing of this plan.
    if (resource?.origin?.nodeId !== plan.nodeId) return []
    return issuedOf(plan, { slug: resource.slug, tree }) ?? []
  })
}

function issuedOf(
  { id, title, url, agency, node, publishedAt, details }: ForeignPlan,
  { slug, tree }: { readonly slug: string; readonly tree: AgencyTree },
): ForeignIssued | undefined {
  const told = detailsIn(details)
  if (!told) return undefined
  const ours = tree.byCode(agency.code)
  const { kind, period, document, counts, file, asOf } = told
  return {
    resourceId: id,
    agencyId: ours ? (tree.current(ours.id)?.id ?? ours.id) : `foreign ${agency.code}`,
    kind,
    period,
    slug,
    title,
    number: document.number,
    issuedOn: document.date ?? dayInVietnam(new Date(publishedAt)),
    counts,
    elsewhere: { url, file, node, agency: agency.name, asOf: new Date(asOf) },
  }
}
