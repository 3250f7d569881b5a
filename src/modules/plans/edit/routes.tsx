import type { FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { Lang } from '../../../ui/index.ts'
import { words } from '../../../ui/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import {
  action,
  type Form,
  type FormState,
  listIn,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { PlanContent, PlanItem } from '../content/model.ts'
import type { PlansDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import { dueDays } from '../propose/model.ts'
import { readProposals } from '../propose/read-proposals.ts'
import { DraftPage, draftHref, ROOMS, type RoomName } from './draft-page.tsx'
import { emptyItem, generalFrom, itemFrom, phasesFrom } from './from-form.ts'
import { GeneralRoom } from './general-room.tsx'
import { ItemPage } from './item-page.tsx'
import { ITEMS_PER_PAGE, ItemsRoom } from './items-room.tsx'
import { readCycles } from './labels.ts'
import { PhasesRoom } from './phases-room.tsx'
import { saveContent } from './save-content.ts'
import { SendRoom } from './send-room.tsx'
import { type DraftView, viewDraft } from './view-draft.ts'

const PATH = '/lam-viec/ke-hoach/ban-nhap/:id'
const read = 'catalog.draft.read'
const write = 'plans.plan.write'
const module = 'plans'

const doneWords = words<Readonly<Record<string, string>>>(
  {
    luu: 'Đã lưu.',
    them: 'Đã đưa vào danh mục.',
    tep: 'Đã thay danh mục bằng tệp vừa tải lên.',
    bo: 'Đã bỏ mục khỏi danh mục.',
  },
  {
    luu: 'Saved.',
    them: 'Added to the list.',
    tep: 'The list was replaced by the workbook.',
    bo: 'The item was dropped.',
  },
)

/** The rooms in which a plan is drafted, checked and decided. */
export function draftRoutes(http: Http, deps: PlansDeps): void {
  page(http, {
    path: PATH,
    name: 'planDraft',
    module,
    summary: 'Bản nháp kế hoạch',
    gate: read,
    view: (request) => showDraft(deps, request, UNTOUCHED),
  })
  editRoutes(http, deps)
  itemRoutes(http, deps)
  reviewRoutes(http, deps)
}

/** One room of a draft, with what is wrong with what was sent. */
export async function showDraft(deps: PlansDeps, request: FastifyRequest, state: FormState, wanted?: RoomName) {
  const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
  const query = queryOf(request)
  const room = wanted ?? roomOf(view, textIn(query, 'phan'))
  const done = doneWords(request.lang)[textIn(query, 'xong')]
  return (
    <DraftPage request={request} view={view} room={room} errors={state.errors} now={deps.clock.now()} done={done}>
      {await roomBody(deps, request, { view, room, state })}
    </DraftPage>
  )
}

function roomOf(view: DraftView, name: string): RoomName {
  const found = (Object.keys(ROOMS) as RoomName[]).find((room) => ROOMS[room] === name)
  if (found) return found
  if (view.change.state !== 'draft') return 'send'
  return view.kind.form === 'items' ? 'items' : 'general'
}

interface Room {
  readonly view: DraftView
  readonly room: RoomName
  readonly state: FormState
}

async function roomBody(deps: PlansDeps, request: FastifyRequest, { view, room, state }: Room) {
  if (room === 'send') return <SendRoom request={request} view={view} errors={state.errors} />
  if (room === 'general') {
    const content = state.errors.length > 0 ? generalFrom(view.content, state.form) : view.content
    return <GeneralRoom request={request} view={{ ...view, content }} errors={state.errors} />
  }
  if (room === 'phases') {
    const phases = state.errors.length > 0 ? phasesFrom(state.form) : view.content.phases
    return <PhasesRoom request={request} view={view} phases={phases} />
  }
  const [cycles, proposals] = await Promise.all([
    readCycles(deps, request.lang),
    view.may.write ? readProposals(deps, { agencyId: view.agency.id, content: view.content }) : [],
  ])
  const pages = Math.max(1, Math.ceil(view.content.items.length / ITEMS_PER_PAGE))
  const asked = Math.trunc(Number(textIn(queryOf(request), 'trang'))) || 1
  return (
    <ItemsRoom
      request={request}
      view={view}
      proposals={proposals}
      page={Math.min(Math.max(1, asked), pages)}
      errors={state.errors}
      cycle={cycles.label}
    />
  )
}

function editRoutes(http: Http, deps: PlansDeps): void {
  action(http, {
    path: `${PATH}/chung`,
    name: 'planGeneral',
    module,
    summary: 'Lưu thông tin chung của kế hoạch',
    gate: write,
    async run(request, form) {
      await edit(deps, request, form, (content) => generalFrom(content, form))
      return `${draftHref(pathParam(request, 'id'), 'general')}&xong=luu`
    },
    again: (request, state) => showDraft(deps, request, state, 'general'),
  })
  action(http, {
    path: `${PATH}/giai-doan`,
    name: 'planPhases',
    module,
    summary: 'Lưu giai đoạn và mức tối thiểu',
    gate: write,
    async run(request, form) {
      await edit(deps, request, form, (content) => ({ ...content, phases: phasesFrom(form) }))
      return `${draftHref(pathParam(request, 'id'), 'phases')}&xong=luu`
    },
    again: (request, state) => showDraft(deps, request, state, 'phases'),
  })
  action(http, {
    path: `${PATH}/de-xuat`,
    name: 'planTake',
    module,
    summary: 'Đưa mục đề xuất vào danh mục',
    gate: write,
    async run(request, form) {
      const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      const taken = await takeProposals(deps, view, listIn(form, 'chon'))
      await edit(deps, request, form, (content) => ({ ...content, items: [...content.items, ...taken] }))
      return `${draftHref(view.change.id)}&xong=them`
    },
    again: (request, state) => showDraft(deps, request, state, 'items'),
  })
}

/** Saves one part of a draft; the revision in the form says which text the officer had before them. */
async function edit(
  deps: PlansDeps,
  { actor, params }: FastifyRequest,
  form: Form,
  change: (content: PlanContent) => PlanContent,
): Promise<void> {
  const view = await viewDraft(deps, actor, (params as { id: string }).id)
  const { record } = view.change
  const title = textIn(form, 'title')
  const hasContact = Object.hasOwn(form, 'contact.email')
  await saveContent(deps, actor, {
    changeId: view.change.id,
    revision: revisionIn(form, view),
    content: change(view.content),
    record: hasContact ? { title: { ...record.title, vi: title }, contact: contactFrom(form) } : {},
  })
}

function revisionIn(form: Form, view: DraftView): number {
  const revision = Number(textIn(form, 'revision'))
  return Number.isSafeInteger(revision) && revision > 0 ? revision : view.change.revision
}

function contactFrom(form: Form) {
  const parts = ['name', 'phone', 'email'].map((name) => [name, textIn(form, `contact.${name}`).trim()] as const)
  return Object.fromEntries(parts.filter(([, value]) => value !== ''))
}

/** Items made of proposals, due one after the other over what is left of the period. */
export async function takeProposals(
  deps: PlansDeps,
  view: Pick<DraftView, 'agency' | 'content'>,
  keys: readonly string[],
): Promise<readonly PlanItem[]> {
  const { agency, content } = view
  const chosen = (await readProposals(deps, { agencyId: agency.id, content })).filter(({ key }) => keys.includes(key))
  const days = dueDays(chosen.length, content.period, dayInVietnam(deps.clock.now()))
  return chosen.map((proposal, index) => ({
    id: deps.ids.next(),
    title: proposal.title.slice(0, 300),
    unit: agency.name,
    due: days[index] ?? content.period.to,
    frequency: proposal.frequency ?? 'ANNUAL',
    formats: ['CSV', 'XLSX'],
    reason: proposal.reason,
    ...(proposal.source ? { source: proposal.source } : {}),
  }))
}

function itemRoutes(http: Http, deps: PlansDeps): void {
  const showItem = async (request: FastifyRequest, state: FormState) => {
    const view = await viewDraft(deps, request.actor, pathParam(request, 'id'))
    const item = itemIn(view.content, pathParam(request, 'item'))
    const typed = state.errors.length > 0 ? itemFrom(item, state.form) : item
    const { options } = await readCycles(deps, request.lang)
    const own = state.errors.map(({ field, message }) => ({ field: field.replace(/^items\.[^.]+\./, ''), message }))
    return <ItemPage request={request} view={view} item={typed} cycles={options} errors={own} />
  }
  page(http, {
    path: `${PATH}/muc/:item`,
    name: 'planItem',
    module,
    summary: 'Một mục của danh mục',
    gate: read,
    view: (request) => showItem(request, UNTOUCHED),
  })
  action(http, {
    path: `${PATH}/muc/:item`,
    name: 'planItemSave',
    module,
    summary: 'Lưu một mục của danh mục',
    gate: write,
    async run(request, form) {
      const id = pathParam(request, 'item')
      await edit(deps, request, form, (content) => {
        const item = itemFrom(itemIn(content, id), form)
        return { ...content, items: content.items.map((one) => (one.id === id ? item : one)) }
      })
      return `${draftHref(pathParam(request, 'id'))}&xong=luu#items.${id}`
    },
    again: showItem,
  })
  action(http, {
    path: `${PATH}/them`,
    name: 'planItemAdd',
    module,
    summary: 'Thêm một mục vào danh mục',
    gate: write,
    async run(request, form) {
      const id = deps.ids.next()
      const { agency } = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      await edit(deps, request, form, (content) => ({
        ...content,
        items: [...content.items, emptyItem(id, agency.name)],
      }))
      return `/lam-viec/ke-hoach/ban-nhap/${pathParam(request, 'id')}/muc/${id}`
    },
    again: (request, state) => showDraft(deps, request, state, 'items'),
  })
  action(http, {
    path: `${PATH}/muc/:item/bo`,
    name: 'planItemDrop',
    module,
    summary: 'Bỏ một mục khỏi danh mục',
    gate: write,
    async run(request, form) {
      const id = pathParam(request, 'item')
      await edit(deps, request, form, (content) => ({
        ...content,
        items: content.items.filter((item) => item.id !== id),
      }))
      return `${draftHref(pathParam(request, 'id'))}&xong=bo`
    },
    again: (request, state) => showDraft(deps, request, state, 'items'),
  })
}

function itemIn({ items }: PlanContent, id: string): PlanItem {
  const item = items.find((one) => one.id === id)
  if (!item) throw errors.itemNotFound()
  return item
}

function reviewRoutes(http: Http, deps: PlansDeps): void {
  const again = (request: FastifyRequest, state: FormState) => showDraft(deps, request, state, 'send')
  const { catalog } = deps
  action(http, {
    path: `${PATH}/gui`,
    name: 'planSubmit',
    module,
    summary: 'Gửi duyệt kế hoạch',
    gate: 'catalog.change.submit',
    async run(request) {
      await catalog.submitChange(request.actor, await planChange(deps, request))
      return '/lam-viec/ke-hoach?xong=gui'
    },
    again,
  })
  action(http, {
    path: `${PATH}/duyet`,
    name: 'planApprove',
    module,
    summary: 'Duyệt và ban hành kế hoạch',
    gate: 'catalog.change.approve',
    async run(request, form) {
      const parts = ['number', 'date'].map((name) => [name, textIn(form, name).trim()] as const)
      const decision = Object.fromEntries(parts.filter(([, value]) => value !== ''))
      const changeId = await planChange(deps, request)
      const { resourceId } = await catalog.approveChange(request.actor, { changeId, decision })
      const resource = await catalog.reader.resource(resourceId)
      return `/lam-viec/ke-hoach/${resource?.slug ?? ''}?xong=duyet`
    },
    again,
  })
  action(http, {
    path: `${PATH}/tra-lai`,
    name: 'planReturn',
    module,
    summary: 'Trả lại kế hoạch kèm lý do, hoặc lấy lại để sửa',
    gate: read,
    async run(request, form) {
      await catalog.returnChange(request.actor, {
        changeId: await planChange(deps, request),
        reason: textIn(form, 'reason'),
      })
      return '/lam-viec/ke-hoach?xong=tra'
    },
    again,
  })
  action(http, {
    path: `${PATH}/bo`,
    name: 'planDiscard',
    module,
    summary: 'Bỏ bản nháp kế hoạch',
    gate: write,
    async run(request) {
      await catalog.discardChange(request.actor, await planChange(deps, request))
      return '/lam-viec/ke-hoach?xong=bo-nhap'
    },
    again,
  })
}

/** The change of the address, if it is one of a plan. */
async function planChange(deps: PlansDeps, request: FastifyRequest): Promise<string> {
  return (await viewDraft(deps, request.actor, pathParam(request, 'id'))).change.id
}

/** Language of labels in files: the workbook and the decision are Vietnamese. */
export const FILE_LANG: Lang = 'vi'

export function noFile(): AppError {
  const said = { vi: 'Chưa chọn tệp nào.', en: 'No file is chosen.' }
  return new AppError('invalid', 'plans.no-file', { ...said, fields: [{ field: 'tep', message: said }] })
}
