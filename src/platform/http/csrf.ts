import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Value of the hidden field `_csrf` of every form. */
    csrfToken: string
  }
}

const COOKIE = 'nguon_bieu_mau'
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

export interface FormProtection {
  readonly key: Uint8Array
  readonly secure: boolean
  /** True for requests that a browser cannot be tricked into, such as those with an API key. */
  readonly exempt: (request: FastifyRequest) => boolean
}

/** Refuses writes that a foreign page makes a signed-in browser send. */
export function protectForms(http: FastifyInstance, { key, secure, exempt }: FormProtection): void {
  const tokenOf = (secret: string) => createHmac('sha256', key).update(secret).digest('base64url')
  http.decorateRequest('csrfToken', '')
  http.addHook('onRequest', async (request, reply) => {
    let secret = request.cookies[COOKIE]
    // Only pages need the cookie; setting it on API replies would keep them out of shared caches.
    if (!secret && SAFE.has(request.method) && !request.url.startsWith('/api/')) {
      secret = randomBytes(18).toString('base64url')
      reply.setCookie(COOKIE, secret, { path: '/', sameSite: 'lax', httpOnly: true, secure })
    }
    request.csrfToken = secret ? tokenOf(secret) : ''
  })
  http.addHook('preValidation', async (request) => {
    if (SAFE.has(request.method) || exempt(request)) return
    const given = request.headers['x-csrf-token'] ?? (request.body as Record<string, unknown> | undefined)?.['_csrf']
    if (!sameText(given, request.csrfToken) || foreignSite(request)) throw formExpired()
  })
}

function sameText(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string' || wanted === '' || given.length !== wanted.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
}

function foreignSite(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-site'] === 'cross-site'
}

function formExpired(): AppError {
  return new AppError('forbidden', 'http.form-expired', {
    vi: 'Biểu mẫu đã quá lâu hoặc mở từ trang khác. Hãy tải lại trang rồi gửi lại.',
    en: 'The form is too old or came from another site. Reload the page and send it again.',
  })
}
