import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { FeedPage, NodeCard, NodeKindSchema } from '../../../formats/nguon/wire.ts'
import type { Http } from '../../../platform/http/index.ts'
import { signAnswer } from '../../../platform/http-sig/index.ts'
import type { FeedDeps } from './deps.ts'
import { describeThisNode, readCard, readThisNode } from './this-node.ts'
import { type News, waitForFeed } from './wait-for-news.ts'

const MOST_WAIT_SECONDS = 25
const tags = ['nodes']

const Wish = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 400 })),
  wait: Type.Integer({ minimum: 0, maximum: MOST_WAIT_SECONDS, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 200 }),
})

const Description = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    kind: NodeKindSchema,
    agency: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)

/** What this node says to other nodes. */
export function feedRoutes(http: Http, deps: FeedDeps, news: News): void {
  // A reader that waits must not hold up the stop of the node.
  http.addHook('preClose', async () => news.stop())
  cardRoutes(http, deps)
  changesRoute(http, deps, news)
}

function cardRoutes(http: Http, deps: FeedDeps): void {
  http.get(
    '/api/v1/node',
    {
      schema: {
        operationId: 'readNode',
        summary: 'Thẻ của nút: tên, loại, khóa công khai (ký theo RFC 9421)',
        tags,
        response: { 200: NodeCard },
      },
      config: { permission: 'public', operation: 'interop.read-node' },
      compress: false,
    },
    async (request, reply) => sendSigned(deps, { request, reply }, await readCard(deps)),
  )
  http.put(
    '/api/v1/node',
    {
      schema: {
        operationId: 'describeNode',
        summary: 'Đặt tên, loại và cơ quan của nút này',
        tags,
        body: Description,
        response: { 200: NodeCard },
      },
      config: { permission: 'node.manage', operation: 'interop.describe-node' },
    },
    async (request) => {
      const { name, kind, agency } = request.body
      await describeThisNode(deps, request.actor, { name, kind, agencyCode: agency })
      return readCard(deps)
    },
  )
}

function changesRoute(http: Http, deps: FeedDeps, news: News): void {
  http.get(
    '/api/v1/changes',
    {
      schema: {
        operationId: 'readChanges',
        summary: 'Dòng thay đổi của nút: công bố, sửa, thu hồi, theo thứ tự đã ghi; chờ tối đa 25 giây',
        tags,
        querystring: Wish,
        response: { 200: FeedPage },
      },
      config: { permission: 'public', operation: 'interop.read-changes' },
      compress: false,
    },
    async (request, reply) => {
      const { after, wait, limit } = request.query
      const speaker = { deps, nodeId: (await readThisNode(deps)).id }
      const page = await waitForFeed(speaker, news, { after, size: limit, waitMs: wait * 1000 })
      return sendSigned(deps, { request, reply }, page)
    },
  )
}

/** Sends JSON signed as a message; never compressed, since the digest is of the bytes that travel. */
function sendSigned(
  { keys, clock }: Pick<FeedDeps, 'keys' | 'clock'>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  value: unknown,
): FastifyReply {
  const body = Buffer.from(JSON.stringify(value))
  const { method, url } = request
  return reply
    .headers(signAnswer(keys, { status: 200, body, request: { method, url }, now: clock.now() }))
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(body)
}
