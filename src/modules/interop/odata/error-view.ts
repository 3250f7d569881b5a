import type { FastifyReply, FastifyRequest } from 'fastify'
import { knownError, statusOf } from '../../../platform/http/index.ts'

/** An error as OData's clients show it: `{"error": {"code", "message"}}`; a bug shows its request id and nothing of its inside. */
export function sendOdataError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = knownError(thrown, request)
  const { code } = error
  const said = error.said[request.lang]
  const message = code === 'http.bug' ? `${said} (${request.id})` : said
  return (
    reply
      // A client learns that an option is not served by 501; the sentence says which.
      .code(code === 'odata.unknown-option' ? 501 : statusOf(error))
      .header('cache-control', 'no-store')
      .type('application/json;odata.metadata=minimal;charset=utf-8')
      .send({ error: { code, message } })
  )
}
