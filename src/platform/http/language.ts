import type { FastifyInstance } from 'fastify'

export type Lang = 'vi' | 'en'

declare module 'fastify' {
  interface FastifyRequest {
    lang: Lang
  }
}

const COOKIE = 'nguon_lang'

/** `?lang=` wins and is remembered, then what was remembered, then Accept-Language; Vietnamese otherwise. */
export function chooseLanguage(http: FastifyInstance): void {
  http.decorateRequest('lang', 'vi')
  http.addHook('onRequest', async (request, reply) => {
    const asked = (request.query as Record<string, unknown> | undefined)?.['lang']
    if (asked === 'vi' || asked === 'en') {
      request.lang = asked
      reply.setCookie(COOKIE, asked, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 31_536_000 })
      return
    }
    const kept = request.cookies[COOKIE]
    request.lang = kept === 'vi' || kept === 'en' ? kept : fromHeader(request.headers['accept-language'])
  })
}

function fromHeader(header: string | undefined): Lang {
  const first = header?.split(',').find((part) => /^\s*(vi|en)\b/i.test(part))
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'vi'
}
