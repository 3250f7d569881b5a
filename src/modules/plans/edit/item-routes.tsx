import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { action, type FormState, page, pathParam, UNTOUCHED } from '../../identity/index.ts'
import type { PlanContent, PlanItem } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { draftHref, draftPath } from './draft-page.tsx'
import { emptyItem, itemFrom } from './from-form.ts'
import { ItemPage } from './item-page.tsx'
import { readCycles } from './labels.ts'
import { DRAFT_PATH, editIn, showDraft } from './show-draft.tsx'
import { viewDraft } from './view-draft.ts'

const read = 'catalog.draft.read'
const write = 'plans.plan.write'
const module = 'plans'

/** One item of the list: looked at, saved, added, dropped. */
export function itemRoutes(http: Http, deps: PlansDeps): void {
  const showItem = async (request: FastifyRequest, state: FormState) => {
    const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
    const item = itemIn(view.content, pathParam(request, 'item'))
    const typed = state.errors.length > 0 ? itemFrom(item, state.form) : item
    const { options } = await readCycles(deps, request.lang)
    const own = state.errors.map(({ field, message }) => ({ field: field.replace(/^items\.[^.]+\./, ''), message }))
    const openFormats = deps.rules.openFormats(dayInVietnam(deps.clock.now()))
    const held = { view, item: typed, cycles: options, openFormats, errors: own }
    return <ItemPage request={request} {...held} />
  }
  page(http, {
    path: `${DRAFT_PATH}/muc/:item`,
    name: 'planItem',
    module,
    summary: 'Một mục của danh mục',
    gate: read,
    view: (request) => showItem(request, UNTOUCHED),
  })
  action(http, {
    path: `${DRAFT_PATH}/muc/:item`,
    name: 'planItemSave',
    module,
    summary: 'Lưu một mục của danh mục',
    gate: write,
    async run(request, form) {
      const id = pathParam(request, 'item')
      await editIn(deps, { request, form }, (content) => {
        const item = itemFrom(itemIn(content, id), form)
        return { ...content, items: content.items.map((one) => (one.id === id ? item : one)) }
      })
      return `${draftHref(pathParam(request, 'id'))}&xong=luu&muc=${id}#items.${id}`
    },
    again: showItem,
  })
  listRoutes(http, deps)
}

function listRoutes(http: Http, deps: PlansDeps): void {
  action(http, {
    path: `${DRAFT_PATH}/them`,
    name: 'planItemAdd',
    module,
    summary: 'Thêm một mục vào danh mục',
    gate: write,
    async run(request, form) {
      const id = deps.ids.next()
      const { agency } = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      await editIn(deps, { request, form }, (content) => ({
        ...content,
        items: [...content.items, emptyItem(id, agency.name)],
      }))
      return `${draftPath(pathParam(request, 'id'))}/muc/${id}`
    },
    again: (request, state) => showDraft(deps, request, { state, wanted: 'items' }),
  })
  action(http, {
    path: `${DRAFT_PATH}/muc/:item/bo`,
    name: 'planItemDrop',
    module,
    summary: 'Bỏ một mục khỏi danh mục',
    gate: write,
    async run(request, form) {
      const id = pathParam(request, 'item')
      let next = ''
      await editIn(deps, { request, form }, (content) => {
        const at = content.items.findIndex((item) => item.id === id)
        const items = content.items.filter((item) => item.id !== id)
        next = items[Math.min(at, items.length - 1)]?.id ?? ''
        return { ...content, items }
      })
      // The page of the list that was being looked at.
      return `${draftHref(pathParam(request, 'id'))}&xong=bo${next && `&muc=${next}#items.${next}`}`
    },
    again: (request, state) => showDraft(deps, request, { state, wanted: 'items' }),
  })
}

function itemIn({ items }: PlanContent, id: string): PlanItem {
  const item = items.find((one) => one.id === id)
  if (!item) throw errors.itemNotFound()
  return item
}
