import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_COOKIE } from '../access/credentials.ts'
import type { NewSession, Origin } from '../access/sessions.ts'
import type { IdentityDeps } from '../deps.ts'
import type { SignOn } from '../oidc/sign-on.ts'

export interface PageDeps extends IdentityDeps {
  /** Sign-on with another system, where one is set up. */
  readonly signOn?: SignOn | undefined
}

/** Cookies go over https only wherever the node is reached by https. */
export function isSecure(deps: IdentityDeps): boolean {
  return deps.publicUrl.startsWith('https:')
}

export function setSession(reply: FastifyReply, deps: IdentityDeps, session: NewSession): void {
  reply.setCookie(SESSION_COOKIE, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(deps),
    expires: session.expiresAt,
  })
}

export function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, userAgent: request.headers['user-agent'] }
}
