import type { Static } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { agencyNotFound } from '../errors.ts'
import { type AgencyLine, AgencyListQuery, AgencyListView, AgencyView, CodeParams, NewAgencyBody } from '../schema.ts'
import { addAgency } from './add-agency.ts'
import { type Agency, isInForce } from './model.ts'
import type { AgencyTree } from './tree.ts'

const tags = ['agencies']

/** Agencies over HTTP: public to read. */
export function agencyRoutes(http: Http, deps: IdentityDeps): void {
  http.get(
    '/api/v1/agencies',
    {
      schema: {
        operationId: 'listAgencies',
        summary: 'Các cơ quan còn tồn tại (hoặc vào ngày `at`); `all=true` kể cả cơ quan đã kết thúc',
        tags,
        querystring: AgencyListQuery,
        response: { 200: AgencyListView },
      },
      config: { permission: 'public', operation: 'identity.list-agencies' },
    },
    async (request) => {
      const tree = await deps.agencies.tree()
      const { all } = request.query
      const day = request.query.at ?? deps.clock.now().toISOString().slice(0, 10)
      return {
        agencies: tree.all.filter((agency) => all || isInForce(agency, day)).map((agency) => lineOf(agency, tree)),
      }
    },
  )
  http.get(
    '/api/v1/agencies/:code',
    {
      schema: {
        operationId: 'readAgency',
        summary: 'Một cơ quan theo mã (mã mới, mã cũ hay mã đã kết thúc)',
        tags,
        params: CodeParams,
        response: { 200: AgencyView },
      },
      config: { permission: 'public', operation: 'identity.read-agency' },
    },
    async (request) => {
      const tree = await deps.agencies.tree()
      const agency = tree.byCode(request.params.code)
      if (!agency) throw agencyNotFound(request.params.code)
      return viewOf(agency, tree)
    },
  )
  addRoute(http, deps)
}

function addRoute(http: Http, deps: IdentityDeps): void {
  http.post(
    '/api/v1/agencies',
    {
      schema: {
        operationId: 'addAgency',
        summary: 'Thêm một cơ quan dưới cơ quan mình quản lý',
        tags,
        body: NewAgencyBody,
        response: { 201: AgencyView },
      },
      config: { permission: 'identity.agency.manage', operation: 'identity.add-agency' },
    },
    async (request, reply) => {
      const { name_en: nameEn, ...body } = request.body
      const agency = await addAgency(deps, request.actor, { ...body, nameEn })
      return reply.code(201).send(viewOf(agency, await deps.agencies.tree()))
    },
  )
}

function lineOf(agency: Agency, tree: AgencyTree): Static<typeof AgencyLine> {
  const parent = agency.parentId === undefined ? undefined : tree.byId(agency.parentId)?.code
  return {
    id: agency.id,
    code: agency.code,
    name: agency.name,
    ...(agency.nameEn === undefined ? {} : { name_en: agency.nameEn }),
    kind: agency.kind,
    ...(parent === undefined ? {} : { parent }),
    ...(agency.validFrom === undefined ? {} : { valid_from: agency.validFrom }),
    ...(agency.validTo === undefined ? {} : { valid_to: agency.validTo }),
    successors: agency.successorIds.flatMap((id) => tree.byId(id)?.code ?? []),
  }
}

function viewOf(agency: Agency, tree: AgencyTree): Static<typeof AgencyView> {
  return {
    ...lineOf(agency, tree),
    path: tree.path(agency.id).map(({ code }) => code),
    children: tree.children(agency.id).map(({ code }) => code),
    current: tree.current(agency.id)?.code ?? agency.code,
    ...(agency.contactPhone === undefined ? {} : { contact_phone: agency.contactPhone }),
    ...(agency.contactEmail === undefined ? {} : { contact_email: agency.contactEmail }),
    four_eyes: agency.fourEyes,
    verified: agency.verified,
    ...(agency.note === undefined ? {} : { note: agency.note }),
  }
}
