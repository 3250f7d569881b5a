import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { action, type FormState, page, pathParam, UNTOUCHED } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { readRecipe } from './read-recipe.ts'
import { RecipePage } from './recipe-page.tsx'
import { stepsFromForm } from './step-from-form.ts'
import { recipeWords } from './words.ts'

const PATH = '/lam-viec/tep/:id/quy-trinh'

/** The page on which officers decide how a file is read. */
export function recipeRoutes(http: Http, deps: DeskDeps): void {
  const show = async (request: FastifyRequest, state: FormState) => (
    <RecipePage request={request} state={state} recipe={await readRecipe(deps, request, pathParam(request, 'id'))} />
  )
  page(http, {
    path: PATH,
    name: 'recipe',
    summary: 'Quy trình làm sạch của một tệp',
    gate: 'catalog.draft.read',
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    path: PATH,
    name: 'recipeEdit',
    summary: 'Sửa quy trình làm sạch của một tệp',
    gate: 'catalog.draft.write',
    async run(request, form) {
      const recipe = await readRecipe(deps, request, pathParam(request, 'id'))
      const steps = stepsFromForm(form, recipe.tables)
      if (steps.length === 0) throw nothingChanged()
      const { source, view } = recipe
      await deps.datasets.editRecipe(request.actor, { sourceId: source.id, steps })
      return dataHref(view.change.id, source.id)
    },
    again: show,
  })
  action(http, {
    path: `${PATH}/hoan-tac`,
    name: 'recipeUndo',
    summary: 'Hoàn tác bước sửa cuối của quy trình',
    gate: 'catalog.draft.write',
    async run(request) {
      const { id, changeId } = await deps.datasets.undoLastStep(request.actor, pathParam(request, 'id'))
      return dataHref(changeId, id)
    },
    again: show,
  })
}

function dataHref(changeId: string, sourceId: string): string {
  return `${draftHref(changeId, 'data')}&tep=${sourceId}`
}

function nothingChanged(): AppError {
  return new AppError('invalid', 'desk.nothing-changed', {
    vi: recipeWords('vi').nothingChanged,
    en: recipeWords('en').nothingChanged,
  })
}
