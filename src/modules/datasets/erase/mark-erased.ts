import { sql } from 'kysely'
import { renewSummary } from '../../catalog/index.ts'
import { summaryOf } from '../dataset-kind.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Source } from '../rows-of-store.ts'
import { sourceOf } from '../rows-of-store.ts'
import { type DatasetsDb, readCurrent } from '../store.ts'
import { emptied, withoutLabels } from './emptied.ts'
import type { Erasure } from './model.ts'

/** Takes out of the database what shows content: profiles, samples, pictures. Digests, sizes and column names stay. */
export async function markErased(deps: DatasetsDeps, tx: DatasetsDb, erasure: Erasure): Promise<void> {
  const { versionIds, sourceIds, reason, basis } = erasure
  await tx
    .updateTable('datasets.version')
    .set({ state: 'erased', erasure: JSON.stringify({ reason, basis }), profile: '[]', findings: '{}' })
    .where(sql<boolean>`id = any(${[...versionIds]}::uuid[])`)
    .execute()
  await tx
    .deleteFrom('datasets.table_sketch')
    .where(sql<boolean>`version_id = any(${[...versionIds]}::uuid[])`)
    .execute()
  const sources = await tx
    .selectFrom('datasets.source')
    .selectAll()
    .where(sql<boolean>`id = any(${[...sourceIds]}::uuid[])`)
    .forUpdate()
    .execute()
  for (const source of sources.map(sourceOf)) await emptySource(tx, source)
  await renewDataset(deps, tx, erasure.resourceId)
}

async function emptySource(tx: DatasetsDb, { id, understanding, recipe }: Source): Promise<void> {
  await tx
    .updateTable('datasets.source')
    .set({
      state: 'erased',
      failure: null,
      understanding: understanding ? JSON.stringify(emptied(understanding)) : null,
      recipe: recipe ? JSON.stringify(withoutLabels(recipe)) : null,
    })
    .where('id', '=', id)
    .execute()
}

async function renewDataset(deps: DatasetsDeps, tx: DatasetsDb, resourceId: string): Promise<void> {
  const resource = await deps.catalog.reader.resource(resourceId)
  if (!resource?.record || !resource.publishedAt) return
  const held = await readCurrent(tx, resourceId)
  const summary = summaryOf(deps, { record: resource.record, publishedAt: resource.publishedAt, held })
  await renewSummary(tx, { resourceId, summary })
}
