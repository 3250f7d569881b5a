import type { FieldProblem } from '../../platform/errors.ts'
import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import type { Lang } from '../../ui/index.ts'
import type { Change, Resource } from '../catalog/index.ts'
import { createCkan } from './ckan/index.ts'
import { croissantRoutes } from './croissant/routes.ts'
import { datastoreActions, datastoreRoutes } from './datastore/index.ts'
import { dcatRoutes } from './dcat/routes.ts'
import type { InteropDeps } from './deps.ts'
import { excelRoutes } from './excel/index.ts'
import { mcpRoutes } from './mcp/index.ts'
import { oaiRoutes } from './oai/index.ts'
import { odataRoutes } from './odata/index.ts'
import { podRoutes } from './pod/routes.ts'
import { createDraftChecker, type DraftChecker } from './profile/check-draft.ts'
import { profileProblems } from './profile/review-check.ts'
import { profileRoutes } from './profile/routes.ts'
import {
  reviewSeries,
  seriesKind,
  seriesProblem,
  seriesPublicRoutes,
  seriesToJoin,
  seriesWorkRoutes,
} from './series/index.ts'

export interface InteropModule {
  readonly entries: InteropDeps['entries']
  readonly followers: readonly Follower[]
  readonly profile: InteropDeps['profile']
  /** What a draft does not keep of the profiles, for the officer who writes it. */
  readonly checkDraft: DraftChecker
  /** What keeps a draft from review by the profiles. */
  reviewProblems(draft: { change: Change; resource: Resource }): Promise<readonly FieldProblem[]>
  /** Series of their agency and of those above it, for the officers of a dataset. */
  seriesToJoin(agencyId: string): Promise<readonly Resource[]>
  /** What the approver of a series is shown. */
  reviewSeries(change: Change, look: { readonly lang: Lang }): ReturnType<typeof reviewSeries>
  routes(http: Http): void
}

/** Other people's protocols, spoken outward: DCAT-AP, CKAN, data.json. */
export function createInteropModule(deps: InteropDeps): InteropModule {
  deps.catalog.addKind(seriesKind())
  const ckan = createCkan(deps)
  for (const [name, action] of datastoreActions(deps)) ckan.actions.set(name, action)
  return {
    entries: deps.entries,
    followers: [ckan.follower],
    profile: deps.profile,
    checkDraft: createDraftChecker(deps),
    async reviewProblems(draft) {
      const series = await seriesProblem(deps, draft.change)
      return [...(series ? [series] : []), ...(await profileProblems(deps, draft))]
    },
    seriesToJoin: (agencyId) => seriesToJoin(deps, agencyId),
    reviewSeries: (change, look) => reviewSeries(deps, change, look),
    routes(http) {
      ckan.routes(http)
      dcatRoutes(http, deps)
      podRoutes(http, deps)
      croissantRoutes(http, deps)
      profileRoutes(http, deps)
      datastoreRoutes(http, deps)
      odataRoutes(http, deps)
      excelRoutes(http, deps)
      mcpRoutes(http, deps)
      oaiRoutes(http, deps)
      seriesPublicRoutes(http, deps)
      seriesWorkRoutes(http, deps)
    },
  }
}
