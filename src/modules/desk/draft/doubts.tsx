import { describeStep, type Problem, type Recipe, type RecipeStep } from '../../../tabular/index.ts'
import { formatNumber, type Lang, ProblemList, RecipeList } from '../../../ui/index.ts'
import type { Source, Understanding } from '../../datasets/index.ts'
import type { DrawnSheet } from './draw-sheet.ts'
import { problemItems } from './problem-items.tsx'
import type { DataStepView, TableSample } from './read-data-step.ts'
import { dataWords, fixKind } from './words.ts'

/** The steps from the sheet to the table, in words of the sheet. */
export function CleaningSteps({
  recipe,
  samples,
  lang,
}: {
  recipe: Recipe | undefined
  samples: readonly TableSample[]
  lang: Lang
}) {
  if (!recipe || recipe.steps.length === 0) return null
  return (
    <>
      <h2 class="pb-h">
        {dataWords(lang).recipe}, <span class="num muted">{recipe.steps.length}</span>
      </h2>
      <RecipeList steps={recipe.steps.map((step) => describeStep(named(step, samples), lang))} />
    </>
  )
}

// A step names columns and tables as programs do; an officer knows them by their titles.
function named(step: RecipeStep, samples: readonly TableSample[]): RecipeStep {
  if (step.op === 'table') return { ...step, name: samples[step.table]?.title ?? step.name }
  if (!('column' in step)) return step
  const columns = samples.flatMap((sample) => sample.columns)
  return { ...step, column: columns.find(({ name }) => name === step.column)?.title ?? step.column }
}

export interface DoubtsProps {
  readonly lang: Lang
  readonly data: DataStepView
  readonly source: Source
  readonly drawn: DrawnSheet | undefined
}

/** What differs from the last file, what the program was not sure about, and what it mended by itself. */
export function Doubts({ lang, data, source, drawn }: DoubtsProps) {
  const say = dataWords(lang)
  const problems = source.understanding?.problems ?? []
  const shows = (row: number, column: number) => drawn?.shows(row, column) ?? false
  const items = (of: readonly Problem[]) => problemItems({ problems: of, lang, sheet: data.picture?.sheet, shows })
  const deviations = items(problems.filter(({ code }) => code.startsWith('recipe-')))
  const doubts = [
    ...items(problems.filter(({ code }) => !code.startsWith('recipe-'))),
    ...unboundPlaces(data.samples, lang),
  ]
  return (
    <>
      {deviations.length > 0 && (
        <>
          <h2 class="pb-h">{say.deviations}</h2>
          <ProblemList lang={lang} items={deviations} />
        </>
      )}
      <h2 class="pb-h">
        {say.doubts} <span class="num muted">{doubts.length}</span>
      </h2>
      {doubts.length === 0 ? <p class="muted">{say.nothing}</p> : <ProblemList lang={lang} items={doubts} />}
      <Mended lang={lang} fixes={source.understanding?.fixes ?? []} />
    </>
  )
}

function unboundPlaces(samples: readonly TableSample[], lang: Lang) {
  const places = samples.flatMap(({ columns }) =>
    columns.filter((column) => column.kind === 'place' && !column.codeList),
  )
  return places.map(({ name, title }) => ({
    key: name,
    kind: 'check' as const,
    title: dataWords(lang).unboundPlace(title),
    text: undefined,
  }))
}

function Mended({ lang, fixes }: { lang: Lang; fixes: Understanding['fixes'] }) {
  const say = dataWords(lang)
  if (fixes.length === 0) return null
  return (
    <>
      <h2 class="pb-h">{say.changes}</h2>
      <ul>
        {fixes.map((fix) => (
          <li key={fix.kind}>
            {fixKind(lang)[fix.kind] ?? fix.kind}: {say.times(formatNumber(fix.count, lang))},{' '}
            <span class="muted">
              {say.examples} {fix.example}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
