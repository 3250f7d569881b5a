import { dayInVietnam, readResources } from '../../catalog/index.ts'
import type { Agency } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { readForeignIssued } from '../nation/read-foreign.ts'
import { addCounts, type Counts } from '../progress/model.ts'
import { type PlanWithProgress, readProgress } from '../progress/read-progress.ts'
import { readCurrent } from '../store.ts'
import { type Coverage, coverageOf, type IssuedPlan, sumTree } from './model.ts'

/** All plans in force with their progress, as coverage and sums count them: ours, and those of the nodes we follow. */
export async function readIssued(deps: PlansDeps): Promise<readonly IssuedPlan[]> {
  const [own, foreign] = await Promise.all([readOwnIssued(deps), readForeignIssued(deps)])
  return [...own, ...foreign]
}

async function readOwnIssued(deps: PlansDeps): Promise<readonly IssuedPlan[]> {
  const plans = await readProgress(deps, await readCurrent(deps.db))
  const ids = plans.map(({ plan }) => plan.resourceId)
  const [resources, tree] = await Promise.all([readResources(deps.catalog.db, ids), deps.agencies.tree()])
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  return plans.flatMap((held) => {
    const resource = byId.get(held.plan.resourceId)
    if (resource?.state !== 'published') return []
    const agencyId = tree.current(held.plan.agencyId)?.id ?? held.plan.agencyId
    return [issuedOf(held, { agencyId, slug: resource.slug, title: resource.record?.title.vi ?? resource.slug })]
  })
}

function issuedOf(
  { plan, progress }: PlanWithProgress,
  shown: { agencyId: string; slug: string; title: string },
): IssuedPlan {
  const { content, decision, publishedAt } = plan
  return {
    ...shown,
    resourceId: plan.resourceId,
    kind: content.kind,
    period: content.period,
    number: content.document?.number ?? decision.number,
    issuedOn: content.document?.date ?? decision.date ?? (publishedAt && dayInVietnam(publishedAt)),
    counts: progress.counts,
  }
}

/** Coverage of every kind today, or of one. */
export async function readCoverage(
  deps: PlansDeps,
  issued: readonly IssuedPlan[],
  kindId?: string,
): Promise<readonly Coverage[]> {
  const { all: agencies } = await deps.agencies.tree()
  const day = dayInVietnam(deps.clock.now())
  return deps.rules.kinds
    .filter(({ id }) => kindId === undefined || id === kindId)
    .map((kind) => coverageOf(kind, { duty: deps.rules.dutyOf(kind, day), agencies, plans: issued }, day))
}

/** Coverage of one kind; throws when there is no such kind. */
export async function readKindCoverage(deps: PlansDeps, kind: string): Promise<Coverage> {
  const [coverage] = deps.rules.kind(kind) ? await readCoverage(deps, await readIssued(deps), kind) : []
  if (!coverage) throw errors.kindNotFound(kind)
  return coverage
}

export interface TreeRow {
  readonly agency: Agency
  readonly counts: Counts
}

/** Progress of an agency with all below it, and of each unit directly below that has plans. */
export async function readTreeProgress(
  deps: PlansDeps,
  agencyId: string,
  issued: readonly IssuedPlan[],
): Promise<{ readonly total: Counts; readonly own: Counts; readonly below: readonly TreeRow[] }> {
  const tree = await deps.agencies.tree()
  const own = new Map<string, Counts>()
  for (const { agencyId: id, counts } of issued) {
    const before = own.get(id)
    own.set(id, before ? addCounts(before, counts) : counts)
  }
  const below = tree
    .children(agencyId)
    .map((agency) => ({ agency, counts: sumTree(tree, own, agency.id) }))
    .filter(({ counts }) => counts.items > 0)
  const alone = { reach: () => new Set([agencyId]) }
  return { total: sumTree(tree, own, agencyId), own: sumTree(alone, own, agencyId), below }
}
