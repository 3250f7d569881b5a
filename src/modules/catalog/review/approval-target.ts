import { type Actor, type AgencyReader, mayApproveOwn, type Target } from '../../identity/index.ts'
import type { Change } from '../model.ts'

/** What the right to approve a change is asked for. Whoever wrote it and whoever sent it both count as its author. */
export async function approvalTarget(
  agencies: Pick<AgencyReader, 'byId'>,
  actor: Actor,
  change: Change,
): Promise<Target> {
  const agency = await agencies.byId(change.agencyId)
  const authors = [change.authorId, 'submitted' in change ? change.submitted.by : undefined]
  return {
    agencyId: change.agencyId,
    authorId: authors.find((id) => id === actor.id),
    ownAllowed: agency ? mayApproveOwn(agency) : false,
  }
}
