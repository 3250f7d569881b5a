import type { Recipe } from '../../../tabular/index.ts'
import type { Source } from '../rows-of-store.ts'
import type { DatasetsDb } from '../store.ts'

/** How a file is to be read: as the last published file of the dataset was, then as officers say of this one. */
export async function recipeFor(db: DatasetsDb, source: Source): Promise<Recipe | undefined> {
  const before = await previousRecipe(db, source.resourceId)
  const edits = source.recipe?.edits ?? []
  if (!before && edits.length === 0) return undefined
  return { version: 1, steps: [...(before?.steps ?? []), ...edits] }
}

async function previousRecipe(db: DatasetsDb, resourceId: string): Promise<Recipe | undefined> {
  const row = await db
    .selectFrom('datasets.source as s')
    .innerJoin('datasets.version as v', 'v.source_id', 's.id')
    .select(['s.recipe', 's.file_name'])
    .where('s.resource_id', '=', resourceId)
    .where('v.number', 'is not', null)
    .where('s.recipe', 'is not', null)
    .orderBy('v.published_at', 'desc')
    .executeTakeFirst()
  return (row?.recipe ?? undefined) as Recipe | undefined
}
