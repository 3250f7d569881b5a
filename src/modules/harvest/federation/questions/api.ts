import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { FeedbackLetter } from '../../../../formats/nguon/wire.ts'
import { AppError } from '../../../../platform/errors.ts'
import type { Http } from '../../../../platform/http/index.ts'
import { verifyRequest } from '../../../../platform/http-sig/index.ts'
import { type Actor, visitorActor } from '../../../identity/index.ts'
import type { FederationDeps } from '../deps.ts'
import { findNode } from '../store.ts'

const MOST_BYTES = 32_000

/** Takes questions that other nodes hand on; only from nodes of the directory, signed with their key. */
export function receiveRoutes(http: Http, deps: FederationDeps): void {
  // In a scope of its own: here the very bytes are needed, which the digest speaks of.
  http.register(async (outer) => {
    const scope = outer as Http
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(
      '/api/v1/node/feedback',
      {
        schema: {
          operationId: 'receiveFeedback',
          summary: 'Nhận câu hỏi, báo lỗi do nút khác chuyển tới (ký theo RFC 9421)',
          tags: ['nodes'],
          response: { 202: Type.Object({ taken: Type.Boolean() }) },
        },
        bodyLimit: MOST_BYTES,
        // Who sends it is said by the signature, not by a cookie.
        config: { permission: 'public', operation: 'harvest.receive-feedback', cookies: 'ignored' },
      },
      async (request, reply) => {
        const { method, url, headers } = request
        await receive(deps, {
          body: request.body as Buffer,
          request: { method, url },
          header: (name) => headers[name]?.toString(),
          requestId: request.id,
        })
        return reply.code(202).send({ taken: true })
      },
    )
  })
}

interface Received {
  readonly body: Buffer
  readonly request: { readonly method: string; readonly url: string }
  readonly header: (name: string) => string | undefined
  readonly requestId: string
}

async function receive(deps: FederationDeps, { body, request, header, requestId }: Received): Promise<void> {
  const letter = parse(body)
  const { id: self } = await deps.thisNode()
  if (!letter || letter.to !== self) throw unreadable()
  const node = await findNode(deps.db, letter.from)
  if (!node || node.state === 'off') throw stranger()
  await verifyRequest([node.key], { from: node.name, request, header, body, now: deps.clock.now() })
  const actor: Actor = { ...visitorActor(requestId), kind: 'client', name: `Nút ${node.name}` }
  await deps.catalog.askQuestion(actor, {
    resourceId: letter.resource,
    kind: letter.kind,
    body: letter.body,
    contact: undefined,
    origin: { nodeId: node.id, node: node.name, question: letter.question },
  })
}

function parse(body: Buffer): FeedbackLetter | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return Value.Check(FeedbackLetter, value) ? value : undefined
  } catch {
    return undefined
  }
}

function unreadable(): AppError {
  return new AppError('invalid', 'harvest.letter-unreadable', {
    vi: 'Thư không đúng dạng nguon-feedback/1 hoặc không gửi cho nút này.',
    en: 'The letter is not of the form nguon-feedback/1, or not for this node.',
  })
}

function stranger(): AppError {
  return new AppError('forbidden', 'harvest.node-stranger', {
    vi: 'Nút gửi chưa có trong danh bạ của nút này. Người vận hành ở đây cần thêm nút đó ở trang Các nút.',
    en: 'The sending node is not in the directory of this one. The operator here has to add it on the page of nodes.',
  })
}
