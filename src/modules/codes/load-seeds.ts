import { systemActor } from '../../platform/actor.ts'
import { recordAudit } from '../../platform/audit/index.ts'
import { announce } from '../../platform/events/index.ts'
import type { CodeList } from '../../tabular/codes/index.ts'
import type { CodesDeps } from './deps.ts'
import { LIST_CHANGED } from './reader.ts'
import { saveList } from './store.ts'

/**
 * Loads the lists that come with the program. A content is loaded once: what an operator imported over it stays,
 * until a later release brings a new content. Returns the ids loaded.
 */
export async function loadSeedLists(deps: CodesDeps, lists: readonly CodeList[]): Promise<readonly string[]> {
  const loaded = await deps.db.transaction().execute(async (tx) => {
    const ids: string[] = []
    for (const list of lists) {
      const version = await saveList(tx, { list, builtIn: true, by: undefined, now: deps.clock.now() })
      if (version !== undefined) ids.push(list.id)
    }
    if (ids.length > 0) {
      await recordAudit(tx, {
        action: 'codes.list.loaded',
        actor: systemActor('Danh mục kèm chương trình'),
        details: { ids },
      })
      await announce(tx, { type: LIST_CHANGED, version: 1, resourceId: undefined, payload: { ids } })
    }
    return ids
  })
  if (loaded.length > 0) deps.lists.forget()
  return loaded
}
