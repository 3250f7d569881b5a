import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { assertOurs, isAnsweredElsewhere } from '../foreign/ours.ts'
import { findResource } from '../store.ts'

/** The agency answers under the question, or hides what is abuse or holds somebody's personal data. */
export async function answerFeedback(
  deps: CatalogDeps,
  actor: Actor,
  input: { feedbackId: string; answer: string; hide?: boolean },
): Promise<{ resourceId: string }> {
  const answer = cleanText(input.answer)
  if (answer === '') throw errors.emptyText('answer')
  const answered = await deps.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('catalog.feedback')
      .selectAll()
      .where('id', '=', input.feedbackId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw errors.changeNotFound()
    const by = assertCan(actor, 'catalog.feedback.answer', { agencyId: row.agency_id })
    const resource = await findResource(tx, row.resource_id)
    // What must not be seen is hidden here all the same.
    if (resource && !input.hide && isAnsweredElsewhere(resource)) assertOurs(resource)
    await tx
      .updateTable('catalog.feedback')
      .set({
        state: input.hide ? 'hidden' : 'answered',
        answer,
        answered_by: actor.name,
        answered_at: deps.clock.now(),
      })
      .where('id', '=', row.id)
      .execute()
    await recordAudit(tx, {
      action: input.hide ? 'catalog.feedback.hidden' : 'catalog.feedback.answered',
      actor: by,
      agencyId: row.agency_id,
      resource: { kind: 'feedback', id: row.id },
      details: { resource: row.resource_id },
    })
    await announce(tx, {
      type: 'catalog.feedback.answered',
      version: 1,
      resourceId: row.resource_id,
      payload: { feedback: row.id, hidden: input.hide ?? false },
    })
    return { resourceId: row.resource_id }
  })
  await deps.shown()
  return answered
}
