import { recordAudit } from '../../../platform/audit/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { Source } from '../rows-of-store.ts'
import { findSource } from '../store.ts'
import { takeSource } from './take-source.ts'

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
  const id = await takeSource(deps, {
    change,
    by,
    fileName: upload.fileName,
    stored,
    within: async (tx) => {
      const taken = await tx.deleteFrom('datasets.upload').where('id', '=', upload.id).executeTakeFirst()
      if (taken.numDeletedRows === 0n) throw errors.uploadNotFound()
    },
  })
  await deps.step('source-added')
  await deps.uploads.forget(upload.id)
  const source = await findSource(deps.db, id)
  if (!source) throw errors.sourceNotFound()
  return source
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
