import type { QueryExecutorProvider } from 'kysely'
import { sameTransaction } from '../../../platform/db/index.ts'
import { announce } from '../../../platform/events/index.ts'
import type { ResourceSummary } from '../model.ts'
import { lockResource, saveResource } from '../store.ts'

/** Writes new facts about the content, which changed without a publication: some of it was erased. Search follows. */
export async function renewSummary(
  outer: QueryExecutorProvider,
  { resourceId, summary }: { resourceId: string; summary: ResourceSummary },
): Promise<void> {
  const tx = sameTransaction<'catalog'>(outer)
  const resource = await lockResource(tx, resourceId)
  await saveResource(tx, { ...resource, summary })
  await announce(tx, { type: 'catalog.resource.summarised', version: 1, resourceId, payload: {} })
}
