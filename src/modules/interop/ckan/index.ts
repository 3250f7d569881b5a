import { join } from 'node:path'
import type { Follower } from '../../../platform/events/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import type { Action, Actions } from './action.ts'
import { dcatReads } from './actions/dcat-reads.ts'
import { groupReads } from './actions/group-reads.ts'
import { organizationReads } from './actions/organization-reads.ts'
import { otherReads } from './actions/other-reads.ts'
import { packageReads } from './actions/package-reads.ts'
import { resourceReads } from './actions/resource-reads.ts'
import { schemingReads } from './actions/scheming.ts'
import { siteActions } from './actions/site.ts'
import { tagReads } from './actions/tag-reads.ts'
import type { CkanDeps } from './deps.ts'
import { createShelf } from './packages/shelf.ts'
import { createCsvFiles } from './site/csv-files.ts'
import { downloadRoute } from './site/download.ts'
import { ckanFeeds } from './site/feeds.ts'
import { legacyRoutes } from './site/legacy.ts'
import { redirectRoutes } from './site/redirects.ts'
import { transportRoutes } from './transport.ts'
import { packageWrites } from './writes/package-writes.ts'
import { resourceWrites } from './writes/resource-writes.ts'

/** The CKAN Action API v3 and the addresses of a CKAN site. */
export interface Ckan {
  readonly actions: Actions
  /** Keeps the index of packages in memory equal to the public catalogue; run one in each process. */
  readonly follower: Follower
  routes(http: Http): void
}

/** Speaks CKAN over the public catalogue. */
export function createCkan(deps: InteropDeps): Ckan {
  const shelf = createShelf(deps)
  const own: CkanDeps = { ...deps, shelf }
  const actions: Actions = new Map<string, Action>()
  siteActions(actions, own)
  packageReads(actions, own)
  resourceReads(actions, own)
  organizationReads(actions, own)
  groupReads(actions, own)
  tagReads(actions, own)
  otherReads(actions, own)
  dcatReads(actions, own)
  schemingReads(actions)
  packageWrites(actions, own)
  resourceWrites(actions, own)
  return {
    actions,
    follower: shelf.follower,
    routes(http) {
      const { workDir } = deps.datasets.deps
      transportRoutes(http, { actions, publicUrl: deps.publicUrl, workDir })
      legacyRoutes(http, own)
      redirectRoutes(http, own)
      downloadRoute(http, own, createCsvFiles(deps.datasets, join(workDir, 'csv')))
      ckanFeeds(http, own)
    },
  }
}
