import type { Recipe } from '../../../tabular/index.ts'
import type { Source } from '../rows-of-store.ts'
import type { DatasetsDb } from '../store.ts'

/** The recipe of this source if the officer changed it, else that of the last published file of the dataset. */
export async function previousRecipe(db: DatasetsDb, source: Source): Promise<Recipe | undefined> {
  if (source.recipe) return source.recipe
  const row = await db
    .selectFrom('datasets.source as s')
    .innerJoin('datasets.version as v', 'v.source_id', 's.id')
    .select(['s.recipe', 's.file_name'])
    .where('s.resource_id', '=', source.resourceId)
    .where('v.number', 'is not', null)
    .where('s.recipe', 'is not', null)
    .orderBy('v.published_at', 'desc')
    .executeTakeFirst()
  return (row?.recipe ?? undefined) as Recipe | undefined
}
