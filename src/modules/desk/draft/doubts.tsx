import type { Problem } from '../../../tabular/index.ts'
import { formatNumber, type Lang, ProblemList, RecipeList } from '../../../ui/index.ts'
import type { Source, Understanding, UnmatchedName } from '../../datasets/index.ts'
import { type Decider, DecisionForName, recipeHref } from '../recipe/decide.tsx'
import { stepWords } from '../recipe/step-words.ts'
import { recipeWords } from '../recipe/words.ts'
import type { DrawnSheet } from './draw-sheet.ts'
import { Cells, problemItems } from './problem-items.tsx'
import type { DataStepView, TableSample } from './read-data-step.ts'
import { dataWords, fixKind } from './words.ts'

/** The steps from the sheet to the table, in words of the sheet. */
export function CleaningSteps({ source, lang }: { source: Source; lang: Lang }) {
  const { recipe } = source
  if (!recipe || recipe.steps.length === 0) return null
  return (
    <>
      <h2 class="pb-h">
        {dataWords(lang).recipe}, <span class="num muted">{recipe.steps.length}</span>
      </h2>
      <RecipeList steps={recipe.steps.map((step) => stepWords(step, source, lang))} />
      <p class="acts">
        <a class="btn plain" href={recipeHref(source.id)}>
          {recipeWords(lang).edit}
        </a>
      </p>
    </>
  )
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
  const { decider } = data
  const sheet = data.picture?.sheet
  const shows = (row: number, column: number) => drawn?.shows(row, column) ?? false
  const items = (of: readonly Problem[]) => problemItems({ problems: of, lang, sheet, decider, shows })
  const deviations = items(problems.filter(({ code }) => code.startsWith('recipe-')))
  const doubts = [
    ...items(problems.filter(({ code }) => !code.startsWith('recipe-'))),
    ...strangeNames({ source, lang, decider, sheet, shows }),
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

interface NamesToShow {
  readonly source: Source
  readonly lang: Lang
  readonly decider: Decider | undefined
  readonly sheet: string | undefined
  shows(row: number, column: number): boolean
}

/** Names a code list does not know, each with what it may mean. */
function strangeNames({ source, lang, decider, sheet, shows }: NamesToShow) {
  return (source.understanding?.unmatched ?? []).map((name) => {
    const here = name.sheet === sheet && name.row !== undefined && shows(name.row, name.column ?? 1)
    const table = tableOf(name, source)
    return {
      key: `${name.of} ${name.name}`,
      kind: 'check' as const,
      title: recipeWords(lang).unknownName(name.title, name.name),
      text: <Cells group={[name]} lang={lang} here={() => here} />,
      ...(decider && table !== undefined
        ? { actions: <DecisionForName name={name} table={table} decider={decider} /> }
        : {}),
    }
  })
}

function tableOf(name: UnmatchedName, { recipe }: Source): number | undefined {
  return recipe?.steps.find((step) => step.op === 'table' && step.name === name.table)?.table
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
