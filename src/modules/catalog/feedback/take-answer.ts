import { systemActor } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { CatalogDeps } from '../deps.ts'
import { findResource } from '../store.ts'

export interface OwnersAnswer {
  readonly feedbackId: string
  /** The node that answers; only the owner of the dataset may. */
  readonly nodeId: string
  readonly answer: string
  readonly answeredBy: string
  readonly at: Date
  /** The owner hid the question: abuse, or somebody's personal data. */
  readonly hidden: boolean
}

/** Puts the answer of the owner's node under a question asked here. False when there is no such question; twice is once. */
export async function takeAnswer(deps: CatalogDeps, given: OwnersAnswer): Promise<boolean> {
  const answer = cleanText(given.answer)
  return deps.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('catalog.feedback')
      .selectAll()
      .where('id', '=', given.feedbackId)
      .forUpdate()
      .executeTakeFirst()
    const resource = row && (await findResource(tx, row.resource_id))
    if (!row || resource?.origin?.nodeId !== given.nodeId) return false
    const state = given.hidden ? 'hidden' : 'answered'
    if (row.state === state && (row.answer ?? '') === answer) return true
    await tx
      .updateTable('catalog.feedback')
      .set({ state, answer, answered_by: given.answeredBy.slice(0, 400), answered_at: given.at })
      .where('id', '=', row.id)
      .execute()
    await recordAudit(tx, {
      action: given.hidden ? 'catalog.feedback.hidden' : 'catalog.feedback.answered',
      actor: systemActor(`Nút ${resource.origin.source}`),
      agencyId: row.agency_id,
      resource: { kind: 'feedback', id: row.id },
      details: { resource: row.resource_id, node: given.nodeId },
    })
    await announce(tx, {
      type: 'catalog.feedback.answered',
      version: 1,
      resourceId: row.resource_id,
      payload: { feedback: row.id, hidden: given.hidden },
    })
    return true
  })
}
