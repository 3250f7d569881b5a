import type { Entry } from '../../../formats/model.ts'
import { catalogErrors } from '../../catalog/index.ts'
import type { InteropDeps } from '../deps.ts'

/** A public dataset by id or slug, old ones too; throws what to say when it is not there (any more). */
export async function findEntry(deps: InteropDeps, idOrSlug: string): Promise<Entry> {
  const entry = await deps.entries.one(idOrSlug)
  if (entry) return entry
  const gone = await deps.catalog.reader.bySlug(idOrSlug)
  if (gone?.state === 'withdrawn') {
    throw catalogErrors.withdrawn(gone.record?.title.vi ?? idOrSlug, gone.withdrawnReason ?? '')
  }
  throw catalogErrors.resourceNotFound(idOrSlug)
}
