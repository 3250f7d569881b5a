import { recordAudit } from '../../../platform/audit/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { eraseErrors } from '../erase/errors.ts'
import { keepBytes } from '../erase/keep-bytes.ts'
import type { Source } from '../rows-of-store.ts'
import { findSource } from '../store.ts'
import { ReadSourceKind } from './read-source.ts'

/** Takes a finished upload into a draft; reading it goes on in the background. */
export async function addFile(
  deps: DatasetsDeps,
  actor: Actor,
  input: { changeId: string; uploadId: string },
): Promise<Source> {
  const change = await deps.catalog.reader.change(input.changeId)
  if (!change) throw catalogErrors.changeNotFound()
  const by = assertCan(actor, 'catalog.draft.write', change)
  if (change.state !== 'draft') throw catalogErrors.wrongState(change.state)
  const upload = await deps.uploads.finished(input.uploadId, actor.id ?? '')
  const stored = await deps.objects.adopt(await deps.uploads.copyOf(upload, deps.objects.tempPath()))
  await deps.step('source-stored')
  await refuseSameFile(deps, { resourceId: change.resourceId, changeId: change.id, digest: stored.digest })
  const id = deps.ids.next()
  await deps.db.transaction().execute(async (tx) => {
    await keepBytes(deps, tx, stored.digest)
    await tx
      .insertInto('datasets.source')
      .values({
        id,
        resource_id: change.resourceId,
        change_id: change.id,
        file_name: upload.fileName,
        digest: stored.digest,
        size: stored.size,
        state: 'reading',
        added_by: actor.name,
        created_at: deps.clock.now(),
      })
      .execute()
    const taken = await tx.deleteFrom('datasets.upload').where('id', '=', upload.id).executeTakeFirst()
    if (taken.numDeletedRows === 0n) throw errors.uploadNotFound()
    await enqueue(tx, ReadSourceKind, { payload: { sourceId: id }, key: `read-${id}` })
    await recordAudit(tx, {
      action: 'datasets.source.added',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: 'dataset', id: change.resourceId },
      details: { source: id, file: upload.fileName, digest: stored.digest, size: stored.size },
    })
  })
  await deps.step('source-added')
  await deps.uploads.forget(upload.id)
  const source = await findSource(deps.db, id)
  if (!source) throw errors.sourceNotFound()
  return source
}

// A second copy of the same bytes would make a version that changes nothing.
async function refuseSameFile(
  deps: DatasetsDeps,
  file: { resourceId: string; changeId: string; digest: string },
): Promise<void> {
  const row = await deps.db
    .selectFrom('datasets.source as s')
    .select(['s.file_name', 's.state'])
    .where('s.resource_id', '=', file.resourceId)
    .where('s.digest', '=', file.digest)
    .where('s.state', 'in', ['reading', 'read', 'erased'])
    .executeTakeFirst()
  if (row?.state === 'erased') throw eraseErrors.erasedFile(row.file_name)
  if (row) throw errors.sameFile(row.file_name)
}

/** Takes a file out of a draft again; what was staged from it goes with it. */
export async function removeFile(deps: DatasetsDeps, actor: Actor, sourceId: string): Promise<void> {
  const source = await findSource(deps.db, sourceId)
  const change = source && (await deps.catalog.reader.change(source.changeId))
  if (!source || !change) throw errors.sourceNotFound()
  const by = assertCan(actor, 'catalog.draft.write', change)
  if (change.state !== 'draft') throw catalogErrors.wrongState(change.state)
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('datasets.source').set({ state: 'dropped' }).where('id', '=', sourceId).execute()
    await tx
      .updateTable('datasets.version')
      .set({ state: 'dropped' })
      .where('source_id', '=', sourceId)
      .where('state', '=', 'staged')
      .execute()
    await recordAudit(tx, {
      action: 'datasets.source.removed',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: 'dataset', id: change.resourceId },
      details: { source: sourceId, file: source.fileName },
    })
  })
}
