import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { cleanRecord } from '../clean-record.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { assertOurs } from '../foreign/ours.ts'
import type { KeepContent } from '../kinds.ts'
import type { Draft } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import { type CatalogDb, findOpenChange, insertChange, insertResource, lockResource } from '../store.ts'
import { freeSlug, newDraft, newResource } from './new-draft.ts'

export interface NewResource {
  readonly kind: string
  readonly agencyId: string
  readonly record: ResourceRecord
  /** The name it wants to go by; without one it gets one from its title. */
  readonly slug?: string | undefined
}

/** Makes a new resource that nobody outside the agency sees yet, with its first draft. */
export async function createResource(
  deps: CatalogDeps,
  actor: Actor,
  { keep, ...input }: NewResource & { readonly keep?: KeepContent | undefined },
): Promise<Draft> {
  const by = assertCan(actor, deps.kind(input.kind).write ?? 'catalog.draft.write', { agencyId: input.agencyId })
  const record = cleanRecord(input.record)
  return deps.db.transaction().execute(async (tx) => {
    const slug = await freeSlug(tx, input.slug ?? record.title.vi)
    if (input.slug !== undefined && slug !== input.slug) throw errors.slugTaken(input.slug)
    const resource = newResource(deps, input, slug)
    await insertResource(tx, resource)
    const draft = newDraft(deps, actor, { resource, record })
    await insertChange(tx, draft)
    await recordAudit(tx, {
      action: 'catalog.resource.created',
      actor: by,
      agencyId: input.agencyId,
      resource: { kind: input.kind, id: resource.id },
      details: { title: record.title.vi, change: draft.id },
    })
    await announce(tx, {
      type: 'catalog.change.opened',
      version: 1,
      resourceId: resource.id,
      payload: { change: draft.id },
    })
    await keep?.(tx, draft)
    return draft
  })
}

/** Opens a draft on a published resource; refuses when one is open already. */
export async function startChange(deps: CatalogDeps, actor: Actor, resourceId: string): Promise<Draft> {
  return deps.db.transaction().execute((tx) => startChangeIn(deps, tx, { actor, resourceId }))
}

/** The same inside a transaction of the caller. */
export async function startChangeIn(
  deps: CatalogDeps,
  tx: CatalogDb,
  { actor, resourceId }: { actor: Actor; resourceId: string },
): Promise<Draft> {
  const resource = await lockResource(tx, resourceId)
  const { write = 'catalog.draft.write' } = deps.kind(resource.kind)
  const by = assertCan(actor, write, { agencyId: resource.agencyId })
  assertOurs(resource)
  const open = await findOpenChange(tx, resourceId)
  if (open) throw errors.openChangeExists(open.authorName)
  if (!resource.record) throw errors.wrongState(resource.state)
  const draft = newDraft(deps, actor, { resource, record: resource.record })
  await insertChange(tx, draft)
  await recordAudit(tx, {
    action: 'catalog.change.opened',
    actor: by,
    agencyId: resource.agencyId,
    resource: { kind: resource.kind, id: resource.id },
    details: { change: draft.id },
  })
  return draft
}
