import type { FastifyRequest } from 'fastify'
import { CsrfField, ErrorSummary, Message, RecipeList, ViewTabs } from '../../../ui/index.ts'
import { type FormState, queryOf, textIn } from '../../identity/index.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { DeskPage } from '../web/desk-page.tsx'
import { recipeHref } from './decide.tsx'
import type { EditableTable, RecipeView } from './read-recipe.ts'
import { stepWords } from './step-words.ts'
import { TableForms } from './table-forms.tsx'
import { recipeWords } from './words.ts'

export interface RecipePageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly recipe: RecipeView
}

/** How a file is read, step by step, and forms to decide each of them otherwise. */
export function RecipePage({ request, state, recipe }: RecipePageProps) {
  const { lang } = request
  const say = recipeWords(lang)
  const { source, view } = recipe
  const back = `${draftHref(view.change.id, 'data')}&tep=${source.id}`
  return (
    <DeskPage request={request} title={`${say.heading}: ${source.fileName}`} room="up">
      <div class="up-head">
        <div>
          <h1>{say.heading}</h1>
          <p class="muted">{say.lede(source.fileName)}</p>
        </div>
        <p>
          <a href={back}>{say.back}</a>
        </p>
      </div>
      <ErrorSummary lang={lang} errors={state.errors} />
      {source.state === 'reading' ? (
        <Message kind="note" title={say.reading}>
          <p>{say.readingHint}</p>
        </Message>
      ) : (
        <Body request={request} recipe={recipe} />
      )}
    </DeskPage>
  )
}

function Body({ request, recipe }: Omit<RecipePageProps, 'state'>) {
  const { lang } = request
  const say = recipeWords(lang)
  const { source, tables, mayEdit } = recipe
  const shown = tableOnPage(request, tables)
  return (
    <>
      {source.failure && source.state === 'failed' && (
        <Message kind="bad">
          <p>{source.failure[lang]}</p>
        </Message>
      )}
      {!mayEdit && (
        <Message kind="note">
          <p>{say.locked}</p>
        </Message>
      )}
      <Steps request={request} recipe={recipe} />
      {mayEdit && (
        <>
          <h2 class="pb-h">{say.tables}</h2>
          {tables.length > 1 && (
            <ViewTabs
              lang={lang}
              label={say.tables}
              tabs={tables.map(({ index, title }) => ({
                href: `${recipeHref(source.id)}?bang=${index}`,
                text: title || String(index + 1),
                current: index === shown?.index,
              }))}
            />
          )}
          {shown ? <TableForms request={request} recipe={recipe} table={shown} /> : <p>{say.noTable}</p>}
        </>
      )}
    </>
  )
}

function tableOnPage(request: FastifyRequest, tables: readonly EditableTable[]): EditableTable | undefined {
  const asked = textIn(queryOf(request), 'bang')
  return tables.find(({ index }) => String(index) === asked) ?? tables[0]
}

function Steps({ request, recipe: { source, edits, mayEdit } }: Omit<RecipePageProps, 'state'>) {
  const { lang, csrfToken } = request
  const say = recipeWords(lang)
  const steps = source.state === 'read' ? (source.recipe?.steps ?? []) : []
  const last = edits.at(-1)
  return (
    <>
      <h2>{say.own}</h2>
      {edits.length === 0 ? (
        <p class="muted">{say.noOwn}</p>
      ) : (
        <RecipeList steps={edits.map((step) => stepWords(step, source, lang))} />
      )}
      {mayEdit && last && (
        <form method="post" action={`${recipeHref(source.id)}/hoan-tac`} class="acts">
          <CsrfField token={csrfToken} />
          <button class="btn plain" type="submit">
            {say.undo(stepWords(last, source, lang))}
          </button>
        </form>
      )}
      <details class="pb-h">
        <summary>
          {say.steps}, <span class="num">{steps.length}</span>
        </summary>
        {steps.length === 0 ? (
          <p class="muted">{say.noSteps}</p>
        ) : (
          <RecipeList steps={steps.map((step) => stepWords(step, source, lang))} />
        )}
      </details>
    </>
  )
}
