import { recordAudit } from '../../../platform/audit/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import type { RecipeStep } from '../../../tabular/index.ts'
import { catalogErrors } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { KeptRecipe } from '../reading/understanding.ts'
import type { Source } from '../rows-of-store.ts'
import { findSource } from '../store.ts'
import { ReadSourceKind } from './read-source.ts'
import { checkSteps } from './recipe-steps.ts'

/** Adds an officer's decisions to the recipe of a file of a draft and has the file read again. */
export async function editRecipe(
  deps: DatasetsDeps,
  actor: Actor,
  { sourceId, steps }: { sourceId: string; steps: readonly unknown[] },
): Promise<Source> {
  const file = await openFile(deps, actor, sourceId)
  const added = checkSteps(steps, file.source)
  return readAgain(deps, file, { edits: [...editsOf(file.source), ...added], details: { added } })
}

/** Takes back the officer's last decision of a file. */
export async function undoLastStep(deps: DatasetsDeps, actor: Actor, sourceId: string): Promise<Source> {
  const file = await openFile(deps, actor, sourceId)
  const edits = editsOf(file.source)
  const undone = edits.at(-1)
  if (!undone) throw errors.nothingToUndo()
  return readAgain(deps, file, { edits: edits.slice(0, -1), details: { undone } })
}

type OpenFile = Awaited<ReturnType<typeof openFile>>

async function openFile(deps: DatasetsDeps, actor: Actor, sourceId: string) {
  const source = await findSource(deps.db, sourceId)
  const change = source && (await deps.catalog.reader.change(source.changeId))
  if (!source || !change) throw errors.sourceNotFound()
  const by = assertCan(actor, 'catalog.draft.write', change)
  if (change.state !== 'draft') throw catalogErrors.wrongState(change.state)
  if (source.state === 'reading') throw errors.beingRead(source.fileName)
  if (source.state !== 'read' && source.state !== 'failed') throw errors.sourceNotFound()
  return { source, change, by }
}

interface Edited {
  readonly edits: readonly RecipeStep[]
  readonly details: { readonly added?: readonly RecipeStep[]; readonly undone?: RecipeStep }
}

async function readAgain(deps: DatasetsDeps, file: OpenFile, { edits, details }: Edited): Promise<Source> {
  const { source, change, by } = file
  const recipe: KeptRecipe = { version: 1, steps: source.recipe?.steps ?? [], edits }
  await deps.db.transaction().execute(async (tx) => {
    const claimed = await tx
      .updateTable('datasets.source')
      .set({ state: 'reading', recipe: JSON.stringify(recipe), failure: null })
      .where('id', '=', source.id)
      // Of two edits at the same time the second is refused: it was made looking at a table that is gone.
      .where('state', '=', source.state)
      .executeTakeFirst()
    if (claimed.numUpdatedRows === 0n) throw errors.beingRead(source.fileName)
    await tx
      .updateTable('datasets.version')
      .set({ state: 'dropped' })
      .where('source_id', '=', source.id)
      .where('state', '=', 'staged')
      .execute()
    await enqueue(tx, ReadSourceKind, { payload: { sourceId: source.id }, key: `read-${source.id}` })
    await recordAudit(tx, {
      action: 'datasets.recipe.edited',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: 'dataset', id: change.resourceId },
      details: { source: source.id, file: source.fileName, ...details },
    })
  })
  await deps.step('recipe-edited')
  return { ...source, state: 'reading', recipe }
}

const editsOf = (source: Source): readonly RecipeStep[] => source.recipe?.edits ?? []
