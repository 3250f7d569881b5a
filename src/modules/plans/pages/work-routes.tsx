import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam, readResources } from '../../catalog/index.ts'
import {
  action,
  agenciesWhere,
  assertCan,
  can,
  type FormState,
  isInForce,
  justDone,
  nameIn,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { createPlan } from '../edit/create-plan.ts'
import { draftPath } from '../edit/draft-page.tsx'
import { readCycles } from '../edit/labels.ts'
import { startRevision } from '../edit/start-revision.ts'
import { linkItem } from '../link/link-item.ts'
import { readLinks } from '../link/store.ts'
import { lookIn } from '../views/pick-items.ts'
import { OwnPlanPage } from './own-plan-page.tsx'
import { readOwnDrafts, readOwnPlans } from './read-own.ts'
import { readPlan, type ShownPlan } from './read-plan.ts'
import { planWords } from './words.ts'
import { OwnPlansPage } from './work-pages.tsx'

const gate = 'catalog.draft.read'
const write = 'plans.plan.write'
const module = 'plans'
const PATH = '/lam-viec/ke-hoach/:slug'

/** Officers' pages of plans in force, and the way to a new one. */
export function workRoutes(http: Http, deps: PlansDeps): void {
  page(http, {
    path: '/lam-viec/ke-hoach',
    name: 'ownPlans',
    module,
    summary: 'Kế hoạch của cơ quan',
    gate,
    view: (request) => showOwn(deps, request, UNTOUCHED),
  })
  action(http, {
    path: '/lam-viec/ke-hoach',
    name: 'planCreate',
    module,
    summary: 'Lập một kế hoạch',
    gate: write,
    async run(request, form) {
      const text = (name: string) => textIn(form, name).trim()
      const period = { from: text('from'), to: text('to') }
      const draft = await createPlan(deps, request.actor, { kind: text('kind'), agency: text('agency'), period })
      return draftPath(draft.id)
    },
    again: (request, state) => showOwn(deps, request, state),
  })
  page(http, {
    path: PATH,
    name: 'ownPlan',
    module,
    summary: 'Tiến độ một kế hoạch',
    gate,
    view: (request) => showPlan(deps, request, UNTOUCHED),
  })
  itemRoutes(http, deps)
}

function itemRoutes(http: Http, deps: PlansDeps): void {
  action(http, {
    path: `${PATH}/noi`,
    name: 'planItemLink',
    module,
    summary: 'Nối hoặc bỏ nối mục với bộ dữ liệu',
    gate: write,
    async run(request, form) {
      const shown = await ownPlan(deps, request)
      const chosen = textIn(form, 'bo') === ''
      const itemId = textIn(form, 'item')
      const link = { resourceId: shown.resource.id, itemId, dataset: textIn(form, 'dataset'), chosen }
      await linkItem(deps, request.actor, link)
      return `/lam-viec/ke-hoach/${shown.resource.slug}?xong=${chosen ? 'noi' : 'bo-noi'}&muc=${itemId}#muc-${itemId}`
    },
    again: (request, state) => showPlan(deps, request, state),
  })
  action(http, {
    path: `${PATH}/sua-doi`,
    name: 'planRevise',
    module,
    summary: 'Mở bản sửa đổi của kế hoạch',
    gate: write,
    async run(request) {
      const { resource } = await ownPlan(deps, request)
      const draft = await startRevision(deps, request.actor, resource.id)
      return draftPath(draft.id)
    },
    again: (request, state) => showPlan(deps, request, state),
  })
}

async function showOwn(deps: PlansDeps, request: FastifyRequest, state: FormState) {
  const { actor, lang } = request
  const [plans, drafts] = await Promise.all([readOwnPlans(deps, actor), readOwnDrafts(deps, actor)])
  const today = dayInVietnam(deps.clock.now())
  const done = justDone(request, planWords(lang).done)
  const create = can(actor, write)
    ? {
        agencies: await agencyOptions(deps, request),
        kinds: deps.rules.kinds.map((kind) => ({ value: kind.id, text: kind.name[lang] })),
        from: textIn(state.form, 'from') || `${Number(today.slice(0, 4)) + 1}-01-01`,
        to: textIn(state.form, 'to') || `${Number(today.slice(0, 4)) + 3}-12-31`,
      }
    : undefined
  return (
    <OwnPlansPage request={request} plans={plans} drafts={drafts} create={create} errors={state.errors} done={done} />
  )
}

async function agencyOptions(deps: PlansDeps, { actor, lang }: FastifyRequest) {
  const where = agenciesWhere(actor, write)
  const today = dayInVietnam(deps.clock.now())
  const own = new Set(actor.grants.map(({ agencyId }) => agencyId))
  const { all } = await deps.agencies.tree()
  return all
    .filter((agency) => isInForce(agency, today) && (where === 'all' || where.includes(agency.id)))
    .sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)) || a.code.localeCompare(b.code))
    .map((agency) => ({ value: agency.code, text: nameIn(lang, agency) }))
}

/** The plan of the address, for those who may see drafts of its agency. */
async function ownPlan(deps: PlansDeps, request: FastifyRequest): Promise<ShownPlan> {
  const shown = await readPlan(deps, pathParam(request, 'slug'))
  assertCan(request.actor, gate, shown.resource)
  return shown
}

async function showPlan(deps: PlansDeps, request: FastifyRequest, { errors }: FormState) {
  const { lang, actor } = request
  const shown = await ownPlan(deps, request)
  const { id } = shown.resource
  const [cycles, suggested, open] = await Promise.all([
    readCycles(deps, lang),
    readSuggested(deps, id),
    deps.catalog.reader.openChange(id),
  ])
  return (
    <OwnPlanPage
      request={request}
      shown={shown}
      errors={errors}
      done={justDone(request, planWords(lang).done)}
      draftId={open?.id}
      mayWrite={can(actor, write, shown.resource)}
      look={lookIn((name) => textIn(queryOf(request), name))}
      suggested={suggested}
      cycle={cycles.label}
    />
  )
}

/** Datasets that may fulfil an item and wait for an officer's word. */
async function readSuggested(deps: PlansDeps, resourceId: string) {
  const links = (await readLinks(deps.db, [resourceId])).filter(({ state }) => state === 'suggested')
  const resources = await readResources(
    deps.catalog.db,
    links.map(({ datasetId }) => datasetId),
  )
  const titles = new Map(resources.map(({ id, slug, record }) => [id, record?.title.vi ?? slug]))
  const named = links.map(({ itemId, datasetId }) => ({ itemId, id: datasetId, title: titles.get(datasetId) ?? '' }))
  return new Map(Object.entries(Object.groupBy(named, ({ itemId }) => itemId)).map(([id, list]) => [id, list ?? []]))
}
