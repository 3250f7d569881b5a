import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { renderPage } from '../../../ui/index.ts'

/** Sends a public page; what a signed-in person sees is nobody else's. */
export function sendPlanPage(reply: FastifyReply, page: VNode): FastifyReply {
  const shared = reply.request.actor.kind === 'visitor'
  return reply
    .header('cache-control', shared ? 'no-cache' : 'private, no-store')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(renderPage(page))
}
