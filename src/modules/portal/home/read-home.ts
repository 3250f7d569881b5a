import type { FacetCount, SearchHit } from '../../../platform/search/index.ts'
import { readFigures } from '../../catalog/index.ts'
import type { PortalDeps } from '../deps.ts'

export interface Home {
  readonly figures: Awaited<ReturnType<typeof readFigures>>
  readonly themes: readonly FacetCount[]
  readonly agencies: readonly FacetCount[]
  /** Newest first. */
  readonly latest: readonly SearchHit[]
  /** How many changed within seven days. */
  readonly thisWeek: number
  /** Datasets that cover each province, by code of the 34. */
  readonly areas: readonly FacetCount[]
}

const WEEK_MS = 7 * 86_400_000

/** How much is here and how fresh, live from the catalogue and its index. */
export async function readHome(deps: PortalDeps): Promise<Home> {
  const { engine, db } = deps.catalog
  const since = deps.clock.now().getTime() - WEEK_MS
  const [figures, all, week] = await Promise.all([
    readFigures(db),
    engine.search({
      q: '',
      filters: { kind: ['dataset'] },
      facets: ['theme', 'agency', 'area'],
      facetLimits: { theme: 50, agency: 24, area: 100 },
      sort: { number: 'updatedAt', order: 'desc' },
      limit: 8,
    }),
    engine.search({ q: '', filters: { kind: ['dataset'] }, ranges: { updatedAt: { min: since } }, limit: 1 }),
  ])
  return {
    figures,
    themes: all.facets['theme'] ?? [],
    agencies: all.facets['agency'] ?? [],
    latest: all.hits,
    thisWeek: week.total,
    areas: all.facets['area'] ?? [],
  }
}
