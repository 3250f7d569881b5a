import type { Http } from '../../../platform/http/index.ts'
import { action, listIn, page, pathParam, UNTOUCHED } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { draftHref } from './draft-page.tsx'
import { generalFrom, phasesFrom } from './from-form.ts'
import { itemRoutes } from './item-routes.tsx'
import { reviewRoutes } from './review-routes.tsx'
import { DRAFT_PATH, editIn, showDraft } from './show-draft.tsx'
import { takeProposals } from './take-proposals.ts'
import { viewDraft } from './view-draft.ts'

const read = 'catalog.draft.read'
const write = 'plans.plan.write'
const module = 'plans'

/** The rooms in which a plan is drafted, checked and decided. */
export function draftRoutes(http: Http, deps: PlansDeps): void {
  page(http, {
    path: DRAFT_PATH,
    name: 'planDraft',
    module,
    summary: 'Bản nháp kế hoạch',
    gate: read,
    view: (request) => showDraft(deps, request, { state: UNTOUCHED }),
  })
  editRoutes(http, deps)
  itemRoutes(http, deps)
  reviewRoutes(http, deps)
}

function editRoutes(http: Http, deps: PlansDeps): void {
  action(http, {
    path: `${DRAFT_PATH}/chung`,
    name: 'planGeneral',
    module,
    summary: 'Lưu thông tin chung của kế hoạch',
    gate: write,
    async run(request, form) {
      await editIn(deps, { request, form }, (content) => generalFrom(content, form))
      return `${draftHref(pathParam(request, 'id'), 'general')}&xong=luu`
    },
    again: (request, state) => showDraft(deps, request, { state, wanted: 'general' }),
  })
  action(http, {
    path: `${DRAFT_PATH}/giai-doan`,
    name: 'planPhases',
    module,
    summary: 'Lưu giai đoạn và mức tối thiểu',
    gate: write,
    async run(request, form) {
      await editIn(deps, { request, form }, (content) => ({ ...content, phases: phasesFrom(form) }))
      return `${draftHref(pathParam(request, 'id'), 'phases')}&xong=luu`
    },
    again: (request, state) => showDraft(deps, request, { state, wanted: 'phases' }),
  })
  action(http, {
    path: `${DRAFT_PATH}/de-xuat`,
    name: 'planTake',
    module,
    summary: 'Đưa mục đề xuất vào danh mục',
    gate: write,
    async run(request, form) {
      const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      const taken = await takeProposals(deps, view, listIn(form, 'chon'))
      await editIn(deps, { request, form }, (content) => ({ ...content, items: [...content.items, ...taken] }))
      return `${draftHref(view.change.id)}&xong=them`
    },
    again: (request, state) => showDraft(deps, request, { state, wanted: 'items' }),
  })
}
