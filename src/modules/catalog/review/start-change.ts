import { recordAudit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/events/index.ts'
import { slugify } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { cleanRecord } from '../clean-record.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { Draft, Resource } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import { type CatalogDb, findOpenChange, insertChange, insertResource, lockResource } from '../store.ts'

/** Makes a new resource that nobody outside the agency sees yet, with its first draft. */
export async function createResource(
  deps: CatalogDeps,
  actor: Actor,
  input: { kind: string; agencyId: string; record: ResourceRecord },
): Promise<Draft> {
  const by = assertCan(actor, 'catalog.draft.write', { agencyId: input.agencyId })
  const record = cleanRecord(input.record)
  return deps.db.transaction().execute(async (tx) => {
    const resource = newResource(deps, input, await freeSlug(tx, record.title.vi))
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
    return draft
  })
}

/** Opens a draft on a published resource; refuses when one is open already. */
export async function startChange(deps: CatalogDeps, actor: Actor, resourceId: string): Promise<Draft> {
  return deps.db.transaction().execute(async (tx) => {
    const resource = await lockResource(tx, resourceId)
    const by = assertCan(actor, 'catalog.draft.write', { agencyId: resource.agencyId })
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
  })
}

function newResource(deps: CatalogDeps, input: { kind: string; agencyId: string }, slug: string): Resource {
  return {
    id: deps.ids.next(),
    kind: input.kind,
    slug,
    agencyId: input.agencyId,
    state: 'draft',
    version: 0,
    record: undefined,
    summary: {},
    withdrawnReason: undefined,
    correction: undefined,
    createdAt: deps.clock.now(),
    firstPublishedAt: undefined,
    publishedAt: undefined,
  }
}

function newDraft(
  deps: CatalogDeps,
  actor: Actor,
  { resource, record }: { resource: Resource; record: ResourceRecord },
): Draft {
  const now = deps.clock.now()
  return {
    id: deps.ids.next(),
    resourceId: resource.id,
    agencyId: resource.agencyId,
    state: 'draft',
    record,
    baseVersion: resource.version,
    revision: 1,
    authorId: actor.id,
    authorName: actor.name,
    savedBy: actor.name,
    note: undefined,
    returned: undefined,
    createdAt: now,
    updatedAt: now,
  }
}

/** A slug nobody has or had: the folded title, with a number when taken. */
export async function freeSlug(tx: CatalogDb, title: string): Promise<string> {
  const wanted = slugify(title)
  const like = `${wanted}%`
  const taken = await tx
    .selectFrom('catalog.resource')
    .select('slug')
    .where('slug', 'like', like)
    .union(tx.selectFrom('catalog.old_slug').select('slug').where('slug', 'like', like))
    .execute()
  const slugs = new Set(taken.map((row) => row.slug))
  if (!slugs.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    if (!slugs.has(`${wanted}-${number}`)) return `${wanted}-${number}`
  }
}
