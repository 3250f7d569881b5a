import type { PlansDeps } from '../deps.ts'
import { beginsLike, likeness } from '../propose/model.ts'
import { type DataRequest, PUBLIC_STATES } from './model.ts'
import { readTitles } from './store.ts'

const ALIKE = 0.5
const MOST_LOOKED_AT = 2000
const MOST_SHOWN = 5

export interface Found {
  readonly requests: readonly Pick<DataRequest, 'number' | 'title' | 'state'>[]
  readonly datasets: readonly { readonly title: string; readonly slug: string; readonly agency: string }[]
}

/** Datasets and requests that may be what somebody is about to ask for. */
export async function findSimilar(deps: PlansDeps, title: string, at: 'typing' | 'sending'): Promise<Found> {
  const alikeTo = at === 'typing' ? beginsLike : likeness
  const [asked, hits] = await Promise.all([
    readTitles(deps.db, { states: PUBLIC_STATES, limit: MOST_LOOKED_AT }),
    deps.catalog.engine.search({ q: title, lang: 'vi', filters: { kind: ['dataset'] }, limit: MOST_SHOWN }),
  ])
  return {
    requests: asked
      .map((request) => ({ request, alike: alikeTo(request.title, title) }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, MOST_SHOWN)
      .map(({ request }) => request),
    datasets: hits.hits.map((hit) => {
      const stored = JSON.parse(hit.stored) as { slug: string; agency: string }
      return { title: hit.title, slug: stored.slug, agency: stored.agency }
    }),
  }
}
