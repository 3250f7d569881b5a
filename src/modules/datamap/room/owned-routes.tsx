import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam, type Published, type Resource, readPublications } from '../../catalog/index.ts'
import {
  action,
  assertCan,
  can,
  type FormState,
  nameIn,
  page,
  pathParam,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import { findingsOf } from '../checks/read-facts.ts'
import type { DatamapDeps } from '../deps.ts'
import { startDatabaseChange } from '../edit/create-database.ts'
import { reviewYearly } from '../edit/review-yearly.ts'
import { errors } from '../errors.ts'
import { readReviews } from '../reads/read-reviews.ts'
import { loadSayCode } from '../say-codes.ts'
import { findPublished } from '../store.ts'
import { OwnedPage } from './owned-page.tsx'
import { draftHref } from './sections.ts'

const PATH = '/lam-viec/ban-do/:slug'
const MODULE = 'datamap'

/** A published database from its agency's side. */
export function ownedRoutes(http: Http, deps: DatamapDeps): void {
  const show = (request: FastifyRequest, state: FormState) => ownedPage(deps, request, state)
  page(http, {
    path: PATH,
    name: 'databaseOwned',
    module: MODULE,
    summary: 'Cơ sở dữ liệu, phần nội bộ',
    gate: 'catalog.draft.read',
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    path: `${PATH}/sua`,
    name: 'databaseEdit',
    module: MODULE,
    summary: 'Mở bản nháp từ bản đang công bố',
    gate: 'datamap.database.write',
    async run(request) {
      const { id } = await readResource(deps, request)
      const draft = await startDatabaseChange(deps, request.actor, id)
      return draftHref(draft.id, 'nhan-biet')
    },
    again: show,
  })
  action(http, {
    path: `${PATH}/ra-soat`,
    name: 'databaseReview',
    module: MODULE,
    summary: 'Ghi kết quả rà soát hằng năm',
    gate: 'datamap.database.write',
    async run(request, form) {
      const { id, slug } = await readResource(deps, request)
      await reviewYearly(deps, request.actor, {
        resourceId: id,
        outcome: textIn(form, 'outcome'),
        note: textIn(form, 'note'),
      })
      return `/lam-viec/ban-do/${slug}?xong=ra-soat`
    },
    again: show,
  })
  withdrawRoute(http, deps, show)
}

function withdrawRoute(http: Http, deps: DatamapDeps, show: Parameters<typeof action>[1]['again']): void {
  action(http, {
    path: `${PATH}/thu-hoi`,
    name: 'databaseWithdraw',
    module: MODULE,
    summary: 'Thu hồi cơ sở dữ liệu khỏi bản đồ',
    gate: 'catalog.resource.withdraw',
    async run(request, form) {
      const { id } = await readResource(deps, request)
      const number = textIn(form, 'number').trim()
      const decision = number === '' ? {} : { number }
      await deps.catalog.withdrawResource(request.actor, { resourceId: id, reason: textIn(form, 'reason'), decision })
      return '/lam-viec/ban-do?xong=thu-hoi'
    },
    again: show,
  })
}

async function readResource(deps: DatamapDeps, request: FastifyRequest): Promise<Resource> {
  const slug = pathParam(request, 'slug')
  const resource = await deps.catalog.reader.bySlug(slug)
  if (resource?.kind !== 'database') throw errors.notFound(slug)
  assertCan(request.actor, 'catalog.draft.read', { agencyId: resource.agencyId })
  return resource
}

async function ownedPage(deps: DatamapDeps, request: FastifyRequest, state: FormState): Promise<VNode> {
  const { actor, lang } = request
  const resource = await readResource(deps, request)
  const [record, open, agency, reviews, publications, say] = await Promise.all([
    findPublished(deps.db, resource.id),
    deps.catalog.reader.openChange(resource.id),
    deps.agencies.byId(resource.agencyId),
    readReviews(deps.db, resource.id),
    readPublications(deps.catalog.db, resource.id),
    loadSayCode(deps, lang),
  ])
  if (!record) throw errors.notFound(resource.slug)
  return (
    <OwnedPage
      request={request}
      state={state}
      resource={resource}
      record={record}
      agency={nameIn(lang, agency)}
      open={open}
      findings={await findingsOf(deps, record, { resourceId: resource.id, agencyId: resource.agencyId })}
      reviews={reviews}
      publications={publications.filter((change): change is Published => change.state === 'published')}
      say={say}
      year={Number(dayInVietnam(deps.clock.now()).slice(0, 4))}
      mayWrite={can(actor, 'datamap.database.write', resource)}
      mayWithdraw={can(actor, 'catalog.resource.withdraw', resource)}
    />
  )
}
