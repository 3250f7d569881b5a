import type { DatasetsDeps } from '../deps.ts'
import { countUses, lockBytes } from './store.ts'

/** Removes bytes that no version and no file has any more; gives the number of those that do. */
export function removeUnused(deps: DatasetsDeps, digest: string): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    await lockBytes(tx, digest, 'remove')
    const usedBy = await countUses(tx, digest)
    if (usedBy === 0) await deps.objects.remove(digest)
    return usedBy
  })
}
