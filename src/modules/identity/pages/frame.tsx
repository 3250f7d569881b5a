import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import { Layout, type LayoutProps, renderPage } from '../../../ui/index.ts'
import { roleName } from './words.ts'

/** What every page takes from its request: language, address, nonce, who is signed in. */
export function pageFrame(request: FastifyRequest): Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'> {
  const { lang, url: path, nonce, csrfToken: csrf, actor } = request
  if (actor.kind !== 'person') return { lang, path, nonce }
  const first = actor.grants[0]?.role
  return { lang, path, nonce, csrf, user: { name: actor.name, role: first && roleName(first, lang) } }
}

/** Sends a page of the public; what a signed-in person sees of it is nobody else's. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  return sendHtml(reply, renderPage(page))
}

/** Sends a page of the public that is rendered already. */
export function sendHtml(reply: FastifyReply, html: string | Buffer): FastifyReply {
  const shared = reply.request.actor.kind === 'visitor'
  return reply
    .header('cache-control', shared ? 'no-cache' : 'private, no-store')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(html)
}

/** Sends a page that nobody else may keep. */
export function sendPrivatePage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(renderPage(page))
}

export interface AccountPageProps {
  readonly request: FastifyRequest
  readonly title: string
  readonly narrow?: boolean
  readonly copy?: boolean
  readonly children: ComponentChildren
}

/** Frame of the pages about accounts: never listed by search engines. */
export function AccountPage({ request, title, narrow = false, copy = false, children }: AccountPageProps) {
  return (
    <Layout {...pageFrame(request)} title={title} noIndex islands={copy ? ['sao-chep'] : []}>
      <div class={narrow ? 'wrap narrow' : 'wrap'}>{children}</div>
    </Layout>
  )
}
