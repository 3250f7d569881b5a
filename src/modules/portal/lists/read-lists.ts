import type { SearchResult } from '../../../platform/search/index.ts'
import type { Lang } from '../../../ui/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { type Agency, type AgencyTree, isInForce } from '../../identity/index.ts'
import type { PortalDeps } from '../deps.ts'
import { PAGE_SIZE } from '../search/query.ts'

/** An agency of the list with what was published under it and whose duties it took over. */
export interface AgencyNode {
  readonly agency: Agency
  readonly count: number
  readonly before: readonly Agency[]
  readonly children: readonly AgencyNode[]
}

/** Datasets by agency or theme: every code the public index knows. */
export async function countBy(deps: PortalDeps, facet: 'agency' | 'theme'): Promise<ReadonlyMap<string, number>> {
  const found = await deps.catalog.engine.search({
    q: '',
    filters: { kind: ['dataset'] },
    facets: [facet],
    facetLimits: { [facet]: 1000 },
    limit: 1,
  })
  return new Map((found.facets[facet] ?? []).map(({ value, count }) => [value, count]))
}

/** Agencies at work as a tree; those that ended stand with the one that carries their duties. */
export async function readAgencyTree(deps: PortalDeps): Promise<readonly AgencyNode[]> {
  const [tree, counts] = await Promise.all([deps.identity.agencies.tree(), countBy(deps, 'agency')])
  const today = dayInVietnam(deps.clock.now())
  const node = (agency: Agency): AgencyNode => ({
    agency,
    count: [agency, ...predecessorsOf(tree, agency)].reduce((sum, one) => sum + (counts.get(one.code) ?? 0), 0),
    before: predecessorsOf(tree, agency),
    children: byName(tree.children(agency.id).filter((child) => isInForce(child, today))).map(node),
  })
  return byName(tree.roots().filter((agency) => isInForce(agency, today))).map(node)
}

/** Every ended agency whose duties this one carries now. */
export function predecessorsOf(tree: AgencyTree, agency: Agency): readonly Agency[] {
  return tree.all.filter((other) => other.id !== agency.id && tree.current(other.id)?.id === agency.id)
}

/** Datasets of these agencies or this theme, newest first. */
export function searchNewest(
  deps: PortalDeps,
  filters: Readonly<Record<string, readonly string[]>>,
  { page, lang }: { page: number; lang: Lang },
): Promise<SearchResult> {
  return deps.catalog.engine.search({
    q: '',
    filters: { ...filters, kind: ['dataset'] },
    sort: { number: 'updatedAt', order: 'desc' },
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    lang,
  })
}

function byName(agencies: readonly Agency[]): readonly Agency[] {
  return agencies.toSorted((one, other) => one.name.localeCompare(other.name, 'vi'))
}
