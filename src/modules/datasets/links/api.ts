import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { ChangeParams } from '../drafts/schema.ts'
import { addLink } from './add-link.ts'
import { FETCHES } from './model.ts'

const NewLinkBody = Type.Object({
  url: Type.String({ maxLength: 2000 }),
  title: Type.String({ maxLength: 1000 }),
  fetch: Type.Optional(
    Type.Union(
      FETCHES.map((fetch) => Type.Literal(fetch)),
      { description: 'Bao lâu thì lấy tệp về thành bản nháp một lần' },
    ),
  ),
})

const LinkView = Type.Object({
  id: Type.String(),
  url: Type.String(),
  fetch: Type.String(),
  checked_at: Type.String(),
  status: Type.Optional(Type.Integer()),
})

/** Distributions that lie elsewhere. */
export function linkRoutes(http: Http, deps: DatasetsDeps): void {
  http.post(
    '/api/v1/changes/:id/links',
    {
      schema: {
        operationId: 'addLink',
        summary: 'Đưa một liên kết vào bản nháp',
        tags: ['publish'],
        params: ChangeParams,
        body: NewLinkBody,
        response: { 201: LinkView },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.add-link' },
    },
    async (request, reply) => {
      const link = await addLink(deps, request.actor, { changeId: request.params.id, ...request.body })
      return reply.code(201).send({
        id: link.distributionId,
        url: link.url,
        fetch: link.fetch,
        checked_at: link.checkedAt.toISOString(),
        ...(link.status === undefined ? {} : { status: link.status }),
      })
    },
  )
}
