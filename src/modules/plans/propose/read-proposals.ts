import { dayInVietnam, readAgencyResources } from '../../catalog/index.ts'
import type { PlanContent } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { readDemands } from '../requests/store.ts'
import { readFailedSearches } from './failed-searches.ts'
import { type Proposal, propose } from './model.ts'

/** What could be opened next: from the data map, from requests of the public, from searches in vain. */
export async function readProposals(
  deps: PlansDeps,
  { agencyId, content }: { agencyId: string; content: PlanContent },
): Promise<readonly Proposal[]> {
  const reach = [...(await deps.agencies.tree()).reach(agencyId)]
  const [databases, resources, requests, searches] = await Promise.all([
    deps.databases(reach),
    readAgencyResources(deps.catalog.db, reach),
    readDemands(deps.db, reach),
    readFailedSearches(deps),
  ])
  const published = resources
    .filter(
      ({ kind, state, record }) => kind === 'dataset' && state === 'published' && record?.classification === 'open',
    )
    .map(({ record }) => record?.title.vi ?? '')
  const today = dayInVietnam(deps.clock.now())
  const weights = {
    request: deps.rules.figure('request-weight', today),
    vote: deps.rules.figure('vote-weight', today),
  }
  return propose({ databases, demands: [...requests, ...searches] }, { items: content.items, published }, weights)
}
