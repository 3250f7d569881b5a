import { recordAudit } from '../../../platform/audit/index.ts'
import { slugify } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import { cleanRecord } from '../clean-record.ts'
import type { CatalogDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { KeepContent } from '../kinds.ts'
import type { Draft } from '../model.ts'
import type { ResourceRecord } from '../record.ts'
import { type CatalogDb, kindOf, lockChange, lockResource, saveChange, saveResource } from '../store.ts'
import { freeSlug } from './new-draft.ts'

export interface DraftEdit {
  readonly changeId: string
  /** The revision the officer had on the screen; another one means somebody saved in between. */
  readonly revision: number
  readonly record: ResourceRecord
  readonly note?: string | undefined
  /** The name stays as it is though the title changes: programs go on calling it by that name. */
  readonly keepsName?: boolean
}

/** Saves the draft; returns it with its new revision. */
export async function saveDraft(
  deps: CatalogDeps,
  actor: Actor,
  { keep, ...edit }: DraftEdit & { readonly keep?: KeepContent | undefined },
): Promise<Draft> {
  return deps.db.transaction().execute(async (tx) => {
    const draft = await saveDraftIn(deps, tx, { actor, edit })
    await keep?.(tx, draft)
    return draft
  })
}

/** The same inside a transaction of the caller, who saves several drafts or none. */
export async function saveDraftIn(
  deps: CatalogDeps,
  tx: CatalogDb,
  { actor, edit }: { actor: Actor; edit: DraftEdit },
): Promise<Draft> {
  const change = await lockChange(tx, edit.changeId)
  const { write = 'catalog.draft.write' } = deps.kind(await kindOf(tx, change.resourceId))
  const by = assertCan(actor, write, change)
  if (change.state !== 'draft') throw errors.wrongState(change.state)
  if (change.revision !== edit.revision) throw errors.savedByOther(change.savedBy)
  if (opensUp(change.record, edit.record)) assertCan(actor, 'catalog.classification.set', { agencyId: change.agencyId })
  const draft: Draft = {
    ...change,
    record: cleanRecord(edit.record),
    note: edit.note ?? change.note,
    revision: change.revision + 1,
    savedBy: actor.name,
    updatedAt: deps.clock.now(),
  }
  await saveChange(tx, draft)
  const isRenamed = draft.record.title.vi !== change.record.title.vi && edit.keepsName !== true
  if (isRenamed) await renameUnpublished(tx, draft, change.record.title.vi)
  await recordAudit(tx, {
    action: 'catalog.draft.saved',
    actor: by,
    agencyId: draft.agencyId,
    resource: { kind: 'change', id: draft.id },
    details: { revision: draft.revision },
  })
  return draft
}

const OPENNESS = { private: 0, shared: 1, open: 2 } as const

// Closing data takes no special right; opening what somebody closed does.
function opensUp(before: ResourceRecord, after: ResourceRecord): boolean {
  return OPENNESS[after.classification] > OPENNESS[before.classification]
}

// Until the first publication nobody has linked to the address, so it may follow the title.
// One that was not made from the old title was chosen, and stays.
async function renameUnpublished(tx: CatalogDb, draft: Draft, oldTitle: string): Promise<void> {
  const resource = await lockResource(tx, draft.resourceId)
  const wanted = slugify(draft.record.title.vi)
  if (resource.version > 0 || resource.slug === wanted || draft.record.title.vi === '') return
  if (resource.slug.replace(/-\d+$/, '') !== slugify(oldTitle).replace(/-\d+$/, '')) return
  await saveResource(tx, { ...resource, slug: await freeSlug(tx, draft.record.title.vi) })
}
