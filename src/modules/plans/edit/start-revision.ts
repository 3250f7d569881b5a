import type { Draft } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { findCurrent, keepStaged } from '../store.ts'

/** Opens a draft on a plan in force, with what it says now; links of its items stay. */
export async function startRevision(deps: PlansDeps, actor: Actor, resourceId: string): Promise<Draft> {
  const current = await findCurrent(deps.db, resourceId)
  if (!current) throw errors.planNotFound()
  return deps.db.transaction().execute(async (tx) => {
    const draft = await deps.catalog.inside(tx).startChange(actor, resourceId)
    await keepStaged(tx, { changeId: draft.id, resourceId, content: current.content })
    return draft
  })
}
