import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import type { Stored } from '../../../platform/objects/index.ts'
import type { Change } from '../../catalog/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { eraseErrors } from '../erase/errors.ts'
import { keepBytes } from '../erase/keep-bytes.ts'
import { removeUnused } from '../erase/remove-unused.ts'
import { errors } from '../errors.ts'
import type { DatasetsDb } from '../store.ts'
import { ReadSourceKind } from './read-source.ts'

export interface TakenSource {
  readonly change: Change
  readonly by: ActorRef
  readonly fileName: string
  readonly stored: Stored
  /** What else has to happen with it, in the same transaction. */
  readonly within?: (tx: DatasetsDb) => Promise<void>
}

/** Makes stored bytes a file of the draft, to be read in the background; gives its id. */
export async function takeSource(deps: DatasetsDeps, source: TakenSource): Promise<string> {
  const { change, by, fileName, stored, within } = source
  await refuseKnownFile(deps, { resourceId: change.resourceId, digest: stored.digest })
  const id = deps.ids.next()
  await deps.db.transaction().execute(async (tx) => {
    await keepBytes(deps, tx, stored.digest)
    await tx
      .insertInto('datasets.source')
      .values({
        id,
        resource_id: change.resourceId,
        change_id: change.id,
        file_name: fileName,
        digest: stored.digest,
        size: stored.size,
        state: 'reading',
        added_by: by.name,
        created_at: deps.clock.now(),
      })
      .execute()
    await within?.(tx)
    await enqueue(tx, ReadSourceKind, { payload: { sourceId: id }, key: `read-${id}` })
    await recordAudit(tx, {
      action: 'datasets.source.added',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: 'dataset', id: change.resourceId },
      details: { source: id, file: fileName, digest: stored.digest, size: stored.size },
    })
  })
  return id
}

interface KnownFile {
  readonly resourceId: string
  readonly digest: string
}

/** Whether the dataset has, or by decision no longer has, a file of these very bytes. */
export async function isKnownFile(deps: DatasetsDeps, file: KnownFile): Promise<boolean> {
  const known = await findKnownFile(deps, file)
  if (known?.state === 'erased') await removeUnused(deps, file.digest)
  return known !== undefined
}

// A second copy of the same bytes would make a version that changes nothing.
async function refuseKnownFile(deps: DatasetsDeps, file: KnownFile): Promise<void> {
  const known = await findKnownFile(deps, file)
  if (!known) return
  if (known.state !== 'erased') throw errors.sameFile(known.file_name)
  // They have just been stored again.
  await removeUnused(deps, file.digest)
  throw eraseErrors.erasedFile(known.file_name)
}

function findKnownFile(deps: DatasetsDeps, { resourceId, digest }: KnownFile) {
  return deps.db
    .selectFrom('datasets.source')
    .select(['file_name', 'state'])
    .where('resource_id', '=', resourceId)
    .where('digest', '=', digest)
    .where('state', 'in', ['reading', 'read', 'erased'])
    .executeTakeFirst()
}
