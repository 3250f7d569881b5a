import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, type ErrorKind } from '../../../platform/errors.ts'

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** An error as OData's clients show it: `{"error": {"code", "message"}}`; a bug shows its request id and nothing of its inside. */
export function sendOdataError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = statusOf(error)
  if (status === 500) request.log.error({ err: error, url: request.url }, 'request failed')
  reply.code(status).header('cache-control', 'no-store')
  const body = { error: { code: codeOf(error), message: messageOf(error, request) } }
  return reply.type('application/json;odata.metadata=minimal;charset=utf-8').send(body)
}

function statusOf(error: unknown): number {
  // A client learns that an option is not served by 501; the sentence says which.
  if (error instanceof AppError) return error.code === 'odata.unknown-option' ? 501 : STATUS[error.kind]
  const { statusCode } = error as Partial<FastifyError>
  return statusCode !== undefined && statusCode < 500 ? statusCode : 500
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  return statusOf(error) === 500 ? 'http.bug' : 'http.bad-request'
}

function messageOf(error: unknown, { lang, id }: FastifyRequest): string {
  if (error instanceof AppError) return error.said[lang]
  if (statusOf(error) < 500) return lang === 'vi' ? 'Yêu cầu không đọc được.' : 'The request could not be read.'
  return lang === 'vi' ? `Hệ thống gặp lỗi. Mã yêu cầu: ${id}.` : `Something failed on our side. Request id: ${id}.`
}
