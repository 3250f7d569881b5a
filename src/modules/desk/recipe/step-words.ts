import { describeStep, type RecipeStep } from '../../../tabular/index.ts'
import type { Lang } from '../../../ui/index.ts'
import type { Source } from '../../datasets/index.ts'

/** A step in words. It names columns and tables as programs do; an officer knows them by their titles. */
export function stepWords(step: RecipeStep, { recipe, understanding }: Source, lang: Lang): string {
  const known = recipe?.steps.find((item) => item.op === 'table' && item.table === step.table)
  const name = step.op === 'table' ? step.name : known?.op === 'table' ? known.name : undefined
  const table = understanding?.tables.find((item) => item.name === name)
  return describeStep(withTitles(step, table), lang)
}

type Understood = NonNullable<Source['understanding']>['tables'][number]

function withTitles(step: RecipeStep, table: Understood | undefined): RecipeStep {
  if (step.op === 'table') return { ...step, name: table?.title || step.name }
  if (!('column' in step)) return step
  return { ...step, column: table?.columns.find(({ name }) => name === step.column)?.title ?? step.column }
}
