import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import etag from '@fastify/etag'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import { type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { registerCompression } from './compression.ts'
import { protectForms } from './csrf.ts'
import { answerErrors, type RenderError } from './errors-to-replies.ts'
import { chooseLanguage } from './language.ts'
import { requireDeclarations } from './route.ts'
import { secureHeaders } from './secure-headers.ts'
import { compileValidators } from './validation.ts'

/** The Fastify instance that every room of the program adds its routes to. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export interface HttpOptions {
  readonly trustProxy: boolean
  readonly secure: boolean
  readonly log: FastifyBaseLogger
  /** Key of the form tokens; a new one makes open forms fail once. */
  readonly formKey: Uint8Array
  readonly renderError: RenderError
  /** Whether a write needs no form token, see `protectForms`. */
  readonly withoutForm: (request: FastifyRequest) => boolean
}

const BODY_LIMIT_BYTES = 2 * 1024 * 1024
const REQUESTS_PER_MINUTE = 1200

/** Builds the server without any route. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const http: Http = fastify({
    loggerInstance: options.log,
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomBytes(9).toString('base64url'),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    forceCloseConnections: 'idle',
  }).withTypeProvider<TypeBoxTypeProvider>()
  compileValidators(http)
  // Before every hook that reads a cookie.
  await http.register(cookie)
  requireDeclarations(http)
  answerErrors(http, options.renderError)
  secureHeaders(http, options.secure)
  // Hooks run in this order: the language may be remembered in a cookie.
  chooseLanguage(http)
  await http.register(formbody, { bodyLimit: BODY_LIMIT_BYTES })
  await registerCompression(http)
  await http.register(etag, { weak: true })
  await http.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    // Behind a proxy that is not trusted everybody comes from the loopback: counting them together would shut all out.
    allowList: (request) => request.ip === '127.0.0.1' || request.ip === '::1',
  })
  protectForms(http, { key: options.formKey, secure: options.secure, exempt: options.withoutForm })
  return http
}
