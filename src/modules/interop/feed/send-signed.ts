import type { FastifyReply, FastifyRequest } from 'fastify'
import { signAnswer } from '../../../platform/http-sig/index.ts'
import type { FeedDeps } from './deps.ts'

/** Sends JSON signed as a message; never compressed, since the digest is of the bytes that travel. */
export function sendSigned(
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
