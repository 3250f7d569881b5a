import type { Http } from '../../../platform/http/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { askErasure } from './ask-erasure.ts'
import { confirmErasure, refuseErasure } from './decide-erasure.ts'
import { ErasureBody, ErasureDecisionBody, ErasureList, ErasureParams, ErasureQuery, ErasureView } from './schema.ts'
import { listErasures, viewErasure } from './view-erasure.ts'

const tags = ['erasure']

/** Erasing by decision: the steward asks, an approver confirms or refuses. */
export function erasureRoutes(http: Http, deps: DatasetsDeps): void {
  http.post(
    '/api/v1/datasets/:id/erasures',
    {
      schema: {
        operationId: 'askErasure',
        summary: 'Đề nghị xoá phiên bản hoặc tệp theo quyết định',
        tags,
        params: ErasureParams,
        body: ErasureBody,
        response: { 201: ErasureView },
      },
      config: { permission: 'datasets.version.erase-request', operation: 'datasets.ask-erasure' },
    },
    async (request, reply) => {
      const { versions, sources, reason, basis } = request.body
      const wish = { resourceId: request.params.id, versionIds: versions, sourceIds: sources, reason, basis }
      return reply.code(201).send(await viewErasure(deps, await askErasure(deps, request.actor, wish)))
    },
  )
  http.get(
    '/api/v1/erasures',
    {
      schema: {
        operationId: 'listErasures',
        summary: 'Các đề nghị xoá của cơ quan mình',
        tags,
        querystring: ErasureQuery,
        response: { 200: ErasureList },
      },
      config: { permission: 'signed-in', operation: 'datasets.list-erasures' },
    },
    async (request) => ({ erasures: [...(await listErasures(deps, request.actor, { state: request.query.state }))] }),
  )
  decisionRoutes(http, deps)
}

function decisionRoutes(http: Http, deps: DatasetsDeps): void {
  const config = (operation: string) => ({ permission: 'datasets.version.erase-confirm', operation })
  const schema = { tags, params: ErasureParams, body: ErasureDecisionBody, response: { 200: ErasureView } }
  http.post(
    '/api/v1/erasures/:id/confirm',
    {
      schema: { ...schema, operationId: 'confirmErasure', summary: 'Duyệt xoá; không lấy lại được' },
      config: config('datasets.confirm-erasure'),
    },
    async (request) => {
      const decision = { erasureId: request.params.id, text: request.body.text }
      return viewErasure(deps, await confirmErasure(deps, request.actor, decision))
    },
  )
  http.post(
    '/api/v1/erasures/:id/refuse',
    {
      schema: { ...schema, operationId: 'refuseErasure', summary: 'Từ chối xoá, kèm lý do' },
      config: config('datasets.refuse-erasure'),
    },
    async (request) => {
      const decision = { erasureId: request.params.id, text: request.body.text }
      return viewErasure(deps, await refuseErasure(deps, request.actor, decision))
    },
  )
}
