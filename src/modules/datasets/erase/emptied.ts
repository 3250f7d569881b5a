import type { Recipe } from '../../../tabular/index.ts'
import type { Understanding } from '../reading/understanding.ts'

/** What was understood of a file without anything it said: no pictures, examples or notes, only how it was built. */
export function emptied(understanding: Understanding): Understanding {
  return {
    ...understanding,
    tables: understanding.tables.map((table) => ({ ...table, notes: [], rowsFile: '' })),
    fixes: [],
    removed: [],
    problems: [],
    pictures: [],
    personal: [],
    unmatched: [],
  }
}

// Steps that carry texts of the file itself; the others say only how such a file is read, which the next one needs.
const SAYS_CONTENT: ReadonlySet<Recipe['steps'][number]['op']> = new Set(['map-name', 'title'])

/** A recipe that no longer quotes the file. */
export function withoutLabels(recipe: Recipe): Recipe {
  return { version: recipe.version, steps: recipe.steps.filter((step) => !SAYS_CONTENT.has(step.op)) }
}
