import type { FastifyRequest } from 'fastify'
import { exportFormats } from '../../../platform/duck/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import { catalogErrors, type Resource, readPublications } from '../../catalog/index.ts'
import {
  action,
  admit,
  assertCan,
  can,
  type FormState,
  type Permission,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { draftHref } from '../draft/draft-frame.tsx'
import { agencyName } from '../labels.ts'
import { decisionIn } from '../review/routes.tsx'
import { OwnedDatasetPage } from './dataset-page.tsx'
import { ownedWorkbook } from './export.ts'
import { OwnedListPage } from './list-page.tsx'
import { readOwned } from './read-owned.ts'

const gate = 'catalog.draft.read'
const PATH = '/lam-viec/bo-du-lieu/:slug'

/** Datasets from the side of the agency that answers for them. */
export function ownedRoutes(http: Http, deps: DeskDeps): void {
  page(http, {
    path: '/lam-viec/bo-du-lieu',
    name: 'ownedList',
    summary: 'Bộ dữ liệu của cơ quan tôi',
    gate,
    async view(request) {
      const filter = filterOf(request)
      return <OwnedListPage request={request} filter={filter} rows={await readOwned(deps, request.actor, filter)} />
    },
  })
  http.get(
    '/lam-viec/bo-du-lieu.xlsx',
    {
      schema: { operationId: 'ownedWorkbook', summary: 'Danh sách bộ dữ liệu, XLSX', hide: true },
      config: { permission: gate, operation: 'desk.owned-workbook' },
    },
    async (request, reply) => {
      admit(request, gate)
      const rows = await readOwned(deps, request.actor, filterOf(request))
      return reply
        .headers({ 'cache-control': 'no-store', 'content-disposition': 'attachment; filename="bo-du-lieu.xlsx"' })
        .type(exportFormats.xlsx.type)
        .send(ownedWorkbook(rows, { lang: request.lang, publicUrl: deps.publicUrl }))
    },
  )
  const show = (request: FastifyRequest, state: FormState) => datasetPage(deps, request, state)
  page(http, {
    path: PATH,
    name: 'ownedDataset',
    summary: 'Một bộ dữ liệu của cơ quan',
    gate,
    view: (request) => show(request, UNTOUCHED),
  })
  datasetActions(http, deps, show)
}

function filterOf(request: FastifyRequest) {
  const query = queryOf(request)
  return { q: textIn(query, 'q'), state: textIn(query, 'tinh') }
}

async function resourceOf(deps: DeskDeps, request: FastifyRequest): Promise<Resource> {
  const slug = pathParam(request, 'slug')
  const resource = await deps.catalog.reader.bySlug(slug)
  if (!resource) throw catalogErrors.resourceNotFound(slug)
  assertCan(request.actor, gate, resource)
  return resource
}

async function datasetPage(deps: DeskDeps, request: FastifyRequest, state: FormState) {
  const { actor, lang } = request
  const resource = await resourceOf(deps, request)
  // A harvested one is changed by its owner alone.
  const may = (permission: Permission) => !resource.origin && can(actor, permission, resource)
  const [agency, open, publications] = await Promise.all([
    agencyName(deps, resource.agencyId, lang),
    deps.catalog.reader.openChange(resource.id),
    readPublications(deps.catalog.db, resource.id),
  ])
  return (
    <OwnedDatasetPage
      request={request}
      state={state}
      resource={resource}
      agency={agency}
      open={open}
      publications={publications.filter((change) => change.state === 'published')}
      mayPrepare={may('catalog.draft.write')}
      mayCorrect={may('catalog.resource.correct')}
      mayWithdraw={may('catalog.resource.withdraw')}
    />
  )
}

function datasetActions(
  http: Http,
  deps: DeskDeps,
  again: (request: FastifyRequest, state: FormState) => ReturnType<typeof datasetPage>,
): void {
  const { catalog } = deps
  action(http, {
    path: `${PATH}/ban-moi`,
    name: 'ownedNewVersion',
    summary: 'Mở bản nháp trên bản đang công bố',
    gate: 'catalog.draft.write',
    async run(request) {
      const { id } = await resourceOf(deps, request)
      const open = await catalog.reader.openChange(id)
      return draftHref((open ?? (await catalog.startChange(request.actor, id))).id, 'data')
    },
    again,
  })
  action(http, {
    path: `${PATH}/dinh-chinh`,
    name: 'ownedCorrection',
    summary: 'Ghi đính chính',
    gate: 'catalog.resource.correct',
    async run(request, form) {
      const { id, slug } = await resourceOf(deps, request)
      const text = textIn(form, 'text')
      await catalog.noteCorrection(request.actor, { resourceId: id, text })
      return `/lam-viec/bo-du-lieu/${slug}?xong=${text.trim() === '' ? 'bo-dinh-chinh' : 'dinh-chinh'}`
    },
    again,
  })
  action(http, {
    path: `${PATH}/thu-hoi`,
    name: 'ownedWithdraw',
    summary: 'Thu hồi bộ dữ liệu',
    gate: 'catalog.resource.withdraw',
    async run(request, form) {
      const { id, slug } = await resourceOf(deps, request)
      const decision = decisionIn(form)
      await catalog.withdrawResource(request.actor, { resourceId: id, reason: textIn(form, 'reason'), decision })
      return `/lam-viec/bo-du-lieu/${slug}?xong=thu-hoi`
    },
    again,
  })
}
