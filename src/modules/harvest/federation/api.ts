import { Type } from 'typebox'
import { NodeKindSchema } from '../../../formats/nguon/wire.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { FederationDeps } from './deps.ts'
import { type KnownNode, standingOf } from './model.ts'
import { listNodes } from './store.ts'
import { leaveNode, lookAtNode, trustNode } from './trust-node.ts'

const tags = ['nodes']

const NodeView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: NodeKindSchema,
  agency: Type.Optional(Type.String()),
  url: Type.String(),
  standing: Type.String(),
  datasets: Type.Integer(),
  seen_at: Type.Optional(Type.String()),
  caught_up_at: Type.Optional(Type.String()),
  lag_ms: Type.Optional(Type.Integer()),
})

const Trust = Type.Object(
  {
    url: Type.String({ maxLength: 300 }),
    key: Type.String({ maxLength: 60 }),
    follow: Type.Boolean({ default: true }),
    mirror: Type.Boolean({ default: false }),
    agency: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)

const SeenView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: NodeKindSchema,
  agency: Type.Optional(Type.String()),
  url: Type.String(),
  key: Type.String(),
  fingerprint: Type.String(),
  datasets: Type.Integer(),
})

/** The directory over HTTP. */
export function directoryApi(http: Http, deps: FederationDeps, changed: () => void): void {
  http.get(
    '/api/v1/nodes',
    {
      schema: {
        operationId: 'listNodes',
        summary: 'Các nút mà nút này biết: thấy lần cuối, độ trễ, số bộ dữ liệu',
        tags,
        response: { 200: Type.Object({ nodes: Type.Array(NodeView) }) },
      },
      config: { permission: 'public', operation: 'harvest.list-nodes' },
    },
    async () => {
      const now = deps.clock.now()
      const nodes = await listNodes(deps.db)
      return { nodes: nodes.filter(({ state }) => state === 'on').map((node) => viewOf(node, now)) }
    },
  )
  addingApi(http, deps, changed)
}

function addingApi(http: Http, deps: FederationDeps, changed: () => void): void {
  http.get(
    '/api/v1/nodes/look',
    {
      schema: {
        operationId: 'lookAtNode',
        summary: 'Đọc thẻ của một nút trước khi thêm, để đối chiếu dấu khóa',
        tags,
        querystring: Type.Object({ url: Type.String({ maxLength: 300 }) }),
        response: { 200: SeenView },
      },
      config: { permission: 'harvest.source.manage', operation: 'harvest.look-at-node' },
    },
    async (request) => {
      const { agencyCode, ...seen } = await lookAtNode(deps, request.actor, request.query.url)
      return { ...seen, ...(agencyCode ? { agency: agencyCode } : {}) }
    },
  )
  http.post(
    '/api/v1/nodes',
    {
      schema: {
        operationId: 'trustNode',
        summary: 'Thêm một nút vào danh bạ sau khi đã đối chiếu dấu khóa',
        tags,
        body: Trust,
        response: { 200: NodeView },
      },
      config: { permission: 'harvest.source.manage', operation: 'harvest.trust-node' },
    },
    async (request) => {
      const { agency, follow, mirror, ...rest } = request.body
      const node = await trustNode(deps, request.actor, { ...rest, follow, mirror, agencyCode: agency })
      changed()
      return viewOf(node, deps.clock.now())
    },
  )
  leavingApi(http, deps, changed)
}

function leavingApi(http: Http, deps: FederationDeps, changed: () => void): void {
  http.delete(
    '/api/v1/nodes/:id',
    {
      schema: {
        operationId: 'leaveNode',
        summary: 'Thôi theo dõi một nút',
        tags,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 204: Type.Null() },
      },
      config: { permission: 'harvest.source.manage', operation: 'harvest.leave-node' },
    },
    async (request, reply) => {
      await leaveNode(deps, request.actor, request.params.id)
      changed()
      return reply.code(204).send(null)
    },
  )
}

function viewOf(node: KnownNode, now: Date) {
  return {
    id: node.id,
    name: node.name,
    kind: node.kind,
    ...(node.agencyCode ? { agency: node.agencyCode } : {}),
    url: node.url,
    standing: standingOf(node, now),
    datasets: node.datasets,
    ...(node.seenAt ? { seen_at: node.seenAt.toISOString() } : {}),
    ...(node.caughtUpAt ? { caught_up_at: node.caughtUpAt.toISOString() } : {}),
    ...(node.lagMs === undefined ? {} : { lag_ms: node.lagMs }),
  }
}
