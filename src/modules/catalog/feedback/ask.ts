import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { cleanText } from '../../../platform/text.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { isAnsweredElsewhere } from '../foreign/ours.ts'
import { findResource } from '../store.ts'

export interface Question {
  readonly resourceId: string
  readonly kind: 'question' | 'error'
  readonly body: string
  /** How to reach the person, sealed before it is stored. */
  readonly contact: string | undefined
  /** Handed on by another node, where it was asked; the same one comes once. */
  readonly origin?: FeedbackOrigin
}

/** Where a question was asked: the node, its name, and the id of the question there. */
export interface FeedbackOrigin {
  readonly nodeId: string
  readonly node: string
  readonly question: string
}

const BODY_MAX = 4000

/** Anyone may ask under a published dataset; the question is public, the contact is not. */
export async function askQuestion(
  deps: CatalogDeps & { seal(text: string): string },
  actor: ActorRef,
  question: Question,
): Promise<string> {
  const body = cleanText(question.body).slice(0, BODY_MAX)
  if (body === '') throw errors.emptyText('body')
  const resource = await findResource(deps.db, question.resourceId)
  if (resource?.state !== 'published' || resource.record?.classification !== 'open')
    throw errors.resourceNotFound(question.resourceId)
  const contact = question.contact ? cleanText(question.contact).slice(0, 200) : ''
  const id = deps.ids.next()
  await deps.db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('catalog.feedback')
      .values({
        id,
        resource_id: resource.id,
        agency_id: resource.agencyId,
        kind: question.kind,
        body,
        contact: contact ? deps.seal(contact) : null,
        origin: question.origin ? JSON.stringify(question.origin) : null,
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return
    await recordAudit(tx, {
      action: 'catalog.feedback.asked',
      actor,
      agencyId: resource.agencyId,
      resource: { kind: resource.kind, id: resource.id },
      details: { feedback: id, kind: question.kind, ...(question.origin ? { origin: question.origin } : {}) },
    })
    await announce(tx, {
      type: 'catalog.feedback.asked',
      version: 1,
      resourceId: resource.id,
      payload: {
        feedback: id,
        // Officers here are told only of what they answer themselves.
        ...(isAnsweredElsewhere(resource) ? {} : { agencyId: resource.agencyId }),
        kind: question.kind,
        title: resource.record?.title.vi ?? '',
      },
    })
  })
  return id
}
