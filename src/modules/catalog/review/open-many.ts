import { type AuditEntry, recordAudits } from '../../../platform/audit/index.ts'
import { announceAll } from '../../../platform/events/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { cleanRecord } from '../clean-record.ts'
import type { CatalogDeps } from '../deps.ts'
import type { Draft } from '../model.ts'
import type { CatalogDb } from '../store.ts'
import { freeSlugs, newDraft, newResource } from './new-draft.ts'
import type { NewResource } from './start-change.ts'

const BATCH = 1000

/** Makes many resources with their first drafts inside a transaction of the caller: all of them or none. */
export async function openManyIn(
  deps: CatalogDeps,
  tx: CatalogDb,
  { actor, inputs }: { actor: Actor; inputs: readonly NewResource[] },
): Promise<readonly Draft[]> {
  const refs = inputs.map(({ kind, agencyId }) =>
    assertCan(actor, deps.kind(kind).write ?? 'catalog.draft.write', { agencyId }),
  )
  const records = inputs.map(({ record }) => cleanRecord(record))
  const slugs = await freeSlugs(
    tx,
    records.map(({ title }) => title.vi),
  )
  const made = inputs.map((input, index) => {
    const record = records[index] ?? input.record
    const resource = newResource(deps, input, slugs[index] ?? '')
    return { resource, draft: newDraft(deps, actor, { resource, record }), by: refs[index] }
  })
  for (let at = 0; at < made.length; at += BATCH) await insertBatch(tx, made.slice(at, at + BATCH))
  return made.map(({ draft }) => draft)
}

interface Made {
  readonly resource: ReturnType<typeof newResource>
  readonly draft: Draft
  readonly by: AuditEntry['actor'] | undefined
}

async function insertBatch(tx: CatalogDb, batch: readonly Made[]): Promise<void> {
  await tx
    .insertInto('catalog.resource')
    .values(
      batch.map(({ resource: { id, kind, slug, agencyId, createdAt } }) => ({
        id,
        kind,
        slug,
        agency_id: agencyId,
        created_at: createdAt,
      })),
    )
    .execute()
  await tx
    .insertInto('catalog.change')
    .values(batch.map(({ draft }) => changeRow(draft)))
    .execute()
  await recordAudits(
    tx,
    batch.flatMap(({ resource, draft, by }) =>
      by === undefined
        ? []
        : [
            {
              action: 'catalog.resource.created',
              actor: by,
              agencyId: resource.agencyId,
              resource: { kind: resource.kind, id: resource.id },
              details: { title: draft.record.title.vi, change: draft.id },
            },
          ],
    ),
  )
  const opened = batch.map(({ resource, draft }) => ({ id: resource.id, payload: { change: draft.id } }))
  await announceAll(tx, 'catalog.change.opened', opened)
}

function changeRow(draft: Draft) {
  return {
    id: draft.id,
    resource_id: draft.resourceId,
    agency_id: draft.agencyId,
    state: draft.state,
    base_version: draft.baseVersion,
    author_id: draft.authorId ?? null,
    author_name: draft.authorName,
    saved_by: draft.savedBy,
    created_at: draft.createdAt,
    updated_at: draft.updatedAt,
    record: JSON.stringify(draft.record),
  }
}
