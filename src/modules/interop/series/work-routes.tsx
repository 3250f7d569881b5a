import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import {
  type Change,
  catalogErrors,
  dayInVietnam,
  type Resource,
  readSeriesMembers,
  SERIES,
} from '../../catalog/index.ts'
import {
  type Action,
  action,
  agenciesWhere,
  assertCan,
  can,
  type FormState,
  isInForce,
  nameIn,
  page,
  pathParam,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import { inOrder } from '../entries/in-order.ts'
import { createSeries, fitting, seriesRecord } from './create-series.ts'
import type { SeriesDeps } from './deps.ts'
import { SeriesDraftPage } from './draft-page.tsx'
import { DRAFT, OWNED } from './kind.ts'
import { SeriesListPage } from './list-page.tsx'
import { OwnedSeriesPage } from './owned-page.tsx'
import { readOwn } from './read-shown.ts'

const gate = 'catalog.draft.read'
const write = 'catalog.draft.write'
const module = 'interop'
const LIST = '/lam-viec/chuoi'

/** Officers' pages of series: the list, a draft on its way to review, a public one. */
export function seriesWorkRoutes(http: Http, deps: SeriesDeps): void {
  const list = (request: FastifyRequest, state: FormState) => listPage(deps, request, state)
  page(http, {
    path: LIST,
    name: 'ownSeries',
    module,
    summary: 'Chuỗi bộ dữ liệu của cơ quan',
    gate,
    view: (request) => list(request, UNTOUCHED),
  })
  action(http, {
    path: LIST,
    name: 'seriesCreate',
    module,
    summary: 'Lập một chuỗi bộ dữ liệu',
    gate: write,
    run: async (request, form) => `${DRAFT}${(await createSeries(deps, request.actor, form)).id}`,
    again: list,
  })
  draftRoutes(http, deps)
  ownedRoutes(http, deps)
}

async function listPage(deps: SeriesDeps, request: FastifyRequest, state: FormState) {
  const { actor, lang } = request
  const where = agenciesWhere(actor, write)
  const today = dayInVietnam(deps.clock.now())
  const grants = new Set(actor.grants.map(({ agencyId }) => agencyId))
  const { all } = await deps.identity.agencies.tree()
  const agencies = all
    .filter((agency) => isInForce(agency, today) && (where === 'all' || where.includes(agency.id)))
    .sort((a, b) => Number(grants.has(b.id)) - Number(grants.has(a.id)) || a.code.localeCompare(b.code))
    .map((agency) => ({ value: agency.code, text: nameIn(lang, agency) }))
  return <SeriesListPage request={request} own={await readOwn(deps, actor)} state={state} agencies={agencies} />
}

function draftRoutes(http: Http, deps: SeriesDeps): void {
  const { catalog } = deps
  const path = `${DRAFT}:id`
  const again = (request: FastifyRequest, state: FormState) => draftPage(deps, request, state)
  page(http, {
    path,
    name: 'seriesDraft',
    module,
    summary: 'Bản nháp của một chuỗi',
    gate,
    view: (request) => again(request, UNTOUCHED),
  })
  action(http, {
    path: `${path}/luu`,
    name: 'seriesSave',
    module,
    summary: 'Lưu tên, mô tả chuỗi',
    gate: write,
    async run(request, form) {
      const { id: changeId, record } = await draftOf(deps, request)
      const revision = Number(textIn(form, 'version'))
      await catalog.saveDraft(request.actor, { changeId, revision, record: fitting(seriesRecord(record, form)) })
      return `${DRAFT}${changeId}?xong=luu`
    },
    again,
  })
  leaveDraft(http, deps, again)
}

function leaveDraft(http: Http, deps: SeriesDeps, again: Action['again']): void {
  const { catalog } = deps
  const path = `${DRAFT}:id`
  action(http, {
    path: `${path}/gui`,
    name: 'seriesSend',
    module,
    summary: 'Gửi duyệt chuỗi',
    gate: 'catalog.change.submit',
    async run(request) {
      await catalog.submitChange(request.actor, (await draftOf(deps, request)).id)
      return `${LIST}?xong=gui`
    },
    again,
  })
  action(http, {
    path: `${path}/lay-lai`,
    name: 'seriesTakeBack',
    module,
    summary: 'Lấy lại chuỗi đã gửi duyệt',
    gate: 'catalog.change.submit',
    async run(request) {
      const { id: changeId } = await draftOf(deps, request)
      const reason = request.lang === 'vi' ? 'Người gửi lấy lại để sửa.' : 'Taken back to edit.'
      await catalog.returnChange(request.actor, { changeId, reason })
      return `${DRAFT}${changeId}?xong=lay-lai`
    },
    again,
  })
  action(http, {
    path: `${path}/bo`,
    name: 'seriesDrop',
    module,
    summary: 'Bỏ bản nháp của chuỗi',
    gate: write,
    async run(request) {
      await catalog.discardChange(request.actor, (await draftOf(deps, request)).id)
      return `${LIST}?xong=bo`
    },
    again,
  })
}

/** The change of the address, when it is one of a series and this person may see it. */
async function draftOf({ catalog }: SeriesDeps, request: FastifyRequest): Promise<Change> {
  const change = await catalog.reader.change(pathParam(request, 'id'))
  if (!change) throw catalogErrors.changeNotFound()
  assertCan(request.actor, gate, change)
  if ((await catalog.reader.resource(change.resourceId))?.kind !== SERIES) throw catalogErrors.changeNotFound()
  return change
}

async function draftPage(deps: SeriesDeps, request: FastifyRequest, state: FormState) {
  const { actor, lang } = request
  const saved = await draftOf(deps, request)
  // What was typed stays on the page even where it could not be saved.
  const isTyped = state.errors.length > 0 && state.form['title.vi'] !== undefined
  const change = isTyped ? { ...saved, record: seriesRecord(saved.record, state.form) } : saved
  const agency = nameIn(lang, await deps.identity.agencies.byId(change.agencyId))
  const may = { write: can(actor, write, change), submit: can(actor, 'catalog.change.submit', change) }
  return <SeriesDraftPage request={request} change={change} agency={agency} state={state} may={may} />
}

function ownedRoutes(http: Http, deps: SeriesDeps): void {
  const { catalog } = deps
  const path = `${OWNED}:slug`
  const again = (request: FastifyRequest, state: FormState) => ownedPage(deps, request, state)
  page(http, {
    path,
    name: 'ownedSeries',
    module,
    summary: 'Một chuỗi của cơ quan',
    gate,
    view: (request) => again(request, UNTOUCHED),
  })
  action(http, {
    path: `${path}/sua`,
    name: 'seriesEdit',
    module,
    summary: 'Mở bản nháp trên chuỗi đang công bố',
    gate: write,
    async run(request) {
      const { id } = await ownedSeries(deps, request)
      const open = await catalog.reader.openChange(id)
      return `${DRAFT}${(open ?? (await catalog.startChange(request.actor, id))).id}`
    },
    again,
  })
  action(http, {
    path: `${path}/thu-hoi`,
    name: 'seriesWithdraw',
    module,
    summary: 'Thu hồi chuỗi',
    gate: 'catalog.resource.withdraw',
    async run(request, form) {
      const { id, slug } = await ownedSeries(deps, request)
      await catalog.withdrawResource(request.actor, { resourceId: id, reason: textIn(form, 'reason'), decision: {} })
      return `${OWNED}${slug}?xong=thu-hoi`
    },
    again,
  })
}

async function ownedSeries({ catalog }: SeriesDeps, request: FastifyRequest): Promise<Resource> {
  const slug = pathParam(request, 'slug')
  const resource = await catalog.reader.bySlug(slug)
  if (resource?.kind !== SERIES) throw catalogErrors.resourceNotFound(slug)
  assertCan(request.actor, gate, resource)
  return resource
}

async function ownedPage(deps: SeriesDeps, request: FastifyRequest, state: FormState) {
  const { actor } = request
  const { catalog } = deps
  const resource = await ownedSeries(deps, request)
  const [open, members] = await Promise.all([
    catalog.reader.openChange(resource.id),
    readSeriesMembers(catalog.db, [resource]),
  ])
  const isOurs = resource.origin === undefined
  const may = {
    write: isOurs && can(actor, write, resource),
    withdraw: isOurs && can(actor, 'catalog.resource.withdraw', resource),
  }
  const shown = { resource, members: inOrder(members), openId: open?.id, state, may }
  return <OwnedSeriesPage request={request} {...shown} />
}
