import type { Problem } from '../model.ts'
import type { Recipe, RecipeStep, StepOf } from './model.ts'

/** Steps of one kind for one table. */
export function stepsOf<Op extends RecipeStep['op']>(recipe: Recipe | undefined, op: Op, table: number): StepOf<Op>[] {
  return (recipe?.steps ?? []).filter((step): step is StepOf<Op> => step.op === op && step.table === table)
}

/** The step that decides a thing; a later one wins, so that an officer's change can be added at the end. */
export function decided<Op extends RecipeStep['op']>(
  recipe: Recipe | undefined,
  op: Op,
  table: number,
): StepOf<Op> | undefined {
  return stepsOf(recipe, op, table).at(-1)
}

/** Says where a file differs from what a recipe expects: columns that are new or gone, a table too many or too few. */
export function findDeviations(recipe: Recipe, found: Recipe): Problem[] {
  const problems: Problem[] = []
  const dropped = new Set(recipe.steps.flatMap((step) => (step.op === 'drop-table' ? [step.table] : [])))
  const expected = recipe.steps.filter((step): step is StepOf<'table'> => step.op === 'table')
  const present = found.steps.filter((step): step is StepOf<'table'> => step.op === 'table')
  // Decisions of an officer on a first file expect nothing.
  if (expected.length === 0) return problems
  for (const table of expected) {
    if (dropped.has(table.table)) continue
    const now = present.find((other) => other.table === table.table)
    if (!now) problems.push({ code: 'recipe-table-missing', severity: 'warning', params: { table: table.name } })
    else problems.push(...compareColumns(table, now, headOf(found, now)))
  }
  for (const table of present) {
    if (expected.some((other) => other.table === table.table)) continue
    const params = { table: table.name }
    problems.push({ code: 'recipe-table-new', severity: 'warning', ...headOf(found, table), params })
  }
  return problems
}

/** The row of the labels of a table, from 1. */
function headOf(found: Recipe, { table, sheet }: StepOf<'table'>): Pick<Problem, 'sheet' | 'row'> {
  const row = decided(found, 'header', table)?.rows.at(-1)
  return { ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row: row + 1 }) }
}

function compareColumns(before: StepOf<'table'>, now: StepOf<'table'>, at: Pick<Problem, 'sheet' | 'row'>): Problem[] {
  const gone = before.columns.filter((column) => !now.columns.includes(column))
  const added = now.columns.filter((column) => !before.columns.includes(column))
  return [
    ...gone.map(
      (column): Problem => ({
        code: 'recipe-column-missing',
        severity: 'warning',
        ...at,
        params: { table: now.name, column },
      }),
    ),
    ...added.map(
      (column): Problem => ({
        code: 'recipe-column-new',
        severity: 'info',
        ...at,
        params: { table: now.name, column },
      }),
    ),
  ]
}
