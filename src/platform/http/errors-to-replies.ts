import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { knownError, retryAfterOf, statusOf } from './known-error.ts'

/** Makes the page for a person; machine clients get problem+json (RFC 9457). */
export type RenderError = (problem: { status: number; error: AppError; request: FastifyRequest }) => string

/** The one place where errors become replies. A bug shows its request id and nothing of its inside. */
export function answerErrors(http: FastifyInstance, render: RenderError): void {
  http.setErrorHandler((thrown, request, reply) => send(reply, request, { error: knownError(thrown, request), render }))
  http.setNotFoundHandler((request, reply) => send(reply, request, { error: pageNotFound(), render }))
}

function send(
  reply: FastifyReply,
  request: FastifyRequest,
  { error, render }: { error: AppError; render: RenderError },
) {
  const status = statusOf(error)
  reply.code(status).header('cache-control', 'no-store')
  const retryAfter = retryAfterOf(error)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (!wantsPage(request)) return reply.type('application/problem+json').send(problemOf(error, request, status))
  if (error.kind === 'unauthenticated' && request.method === 'GET') {
    return reply.redirect(`/dang-nhap?toi=${encodeURIComponent(request.url)}`, 303)
  }
  return reply.type('text/html; charset=utf-8').send(render({ status, error, request }))
}

function wantsPage(request: FastifyRequest): boolean {
  return (
    !request.url.startsWith('/api/') &&
    !request.url.startsWith('/tus') &&
    (request.headers.accept ?? '').includes('text/html')
  )
}

function problemOf(error: AppError, request: FastifyRequest, status: number) {
  const say = (said: { vi: string; en: string }) => said[request.lang]
  return {
    type: `/tai-lieu/loi#${error.code}`,
    title: say(error.said),
    status,
    code: error.code,
    request_id: request.id,
    ...(error.details.fields
      ? { fields: error.details.fields.map((item) => ({ field: item.field, message: say(item.message) })) }
      : {}),
    ...error.details.facts,
  }
}

function pageNotFound(): AppError {
  return new AppError('not-found', 'http.no-such-page', {
    vi: 'Không có trang này. Địa chỉ có thể đã đổi hoặc gõ nhầm.',
    en: 'There is no such page. The address may have changed or been mistyped.',
  })
}
