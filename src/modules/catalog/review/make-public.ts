import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { type Decision, type InReview, type Published, publish, type Scheduled, type Stamp } from '../model.ts'
import { type CatalogDb, lockResource, saveChange, saveResource } from '../store.ts'

export interface PublicationInput {
  readonly actor: ActorRef
  readonly change: InReview | Scheduled
  readonly decided: Stamp
  readonly decision: Decision
  /** Names the work of many this is part of. */
  readonly together?: string | undefined
}

/** The one way by which anything becomes public: record, content, evidence and event in one transaction. */
export async function makePublic(deps: CatalogDeps, tx: CatalogDb, input: PublicationInput): Promise<Published> {
  const { actor, change, decided, decision } = input
  const resource = await lockResource(tx, change.resourceId)
  if (resource.version !== change.baseVersion) throw errors.publishedMeanwhile()
  const kind = deps.kind(resource.kind)
  await kind.checkForPublication(tx, change, decision)
  const at = deps.clock.now()
  const version = resource.version + 1
  const summary = await kind.publish(tx, change, { actor, at, version, slug: resource.slug })
  const published = publish(change, decided, { decision, publishedAt: at, publishedVersion: version })
  await saveChange(tx, published)
  await saveResource(tx, {
    ...resource,
    state: 'published',
    version,
    record: change.record,
    summary,
    withdrawnReason: undefined,
    firstPublishedAt: resource.firstPublishedAt ?? at,
    publishedAt: at,
  })
  await recordAudit(tx, {
    action: 'catalog.change.published',
    actor,
    agencyId: change.agencyId,
    resource: { kind: resource.kind, id: resource.id, version },
    basis: decision.number ?? decision.text,
    details: {
      change: change.id,
      decision,
      title: change.record.title.vi,
      approvedBy: decided.name,
      submittedBy: change.submitted.name,
    },
  })
  await announce(tx, {
    type: 'catalog.resource.published',
    version: 1,
    resourceId: resource.id,
    payload: { version, change: change.id, together: input.together },
  })
  return published
}
