import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type Http, knownError, retryAfterOf } from '../../../platform/http/index.ts'
import { visitorActor } from '../../identity/index.ts'
import { type Actions, textOf } from './action.ts'
import { mergeParams, type ReadBody, readBody } from './body.ts'
import { ckanErrors } from './errors.ts'
import { type Answer, answerOf, helpOf, JSON_TYPE, refusalOf, SCRIPT_TYPE, scriptOf } from './reply.ts'
import { type TakenParts, takeParts } from './take-parts.ts'

export interface TransportDeps {
  readonly actions: Actions
  readonly publicUrl: string
  /** Folder for files on their way in; cleared at each start. */
  readonly workDir: string
}

const BODY_LIMIT_BYTES = 16 * 1024 * 1024
const MOST_UPLOAD_BYTES = 20e9
const WRITE_BY_GET = 'JSON Error: Invalid request. Please use POST method for your request'

/** Schema of answers whose shape is CKAN's, not ours to check. */
const CkanAnswer = Type.Unknown({ description: 'CKAN Action API v3: {help, success, result | error}' })

/** The Action API over HTTP: `/api/3/action/{name}` and `/api/action/{name}`, by GET and POST. */
export function transportRoutes(http: Http, deps: TransportDeps): void {
  // A scope of its own: bodies of any type are read here, and errors have CKAN's shape.
  http.register(async (inner) => {
    const scope = inner as Http
    await scope.register(multipart, { limits: { fileSize: MOST_UPLOAD_BYTES } })
    scope.removeContentTypeParser(['application/json', 'application/x-www-form-urlencoded'])
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
      done(null, body)
    })
    scope.setErrorHandler((error, request, reply) => sendRefusal(deps, { error, request, reply }))
    allowOtherOrigins(scope)
    for (const [path, suffix] of [
      ['/api/3/action/:name', ''],
      ['/api/action/:name', 'Unversioned'],
    ] as const) {
      actionRoutes(scope, deps, { path, suffix })
    }
    versionRoutes(scope)
  })
}

/** Public reads may be asked for by pages of any site; cookies take no part. */
function allowOtherOrigins(scope: Http): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin === undefined) return
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, PUT, GET, DELETE, OPTIONS',
      'access-control-allow-headers': 'Authorization, X-CKAN-API-Key, X-CKAN-API-TOKEN, Content-Type',
    })
  })
}

const config = (operation: string) =>
  ({ permission: 'public', operation: `interop.${operation}`, cookies: 'ignored' }) as const

interface Place {
  readonly path: string
  readonly suffix: string
}

function actionRoutes(scope: Http, deps: TransportDeps, { path, suffix }: Place): void {
  const params = Type.Object({ name: Type.String({ maxLength: 200 }) })
  const schema = { params, response: { 200: CkanAnswer } }
  scope.get(
    path,
    {
      schema: { ...schema, operationId: `ckanRead${suffix}`, summary: 'Hành động CKAN (đọc)' },
      config: config('ckan-read'),
    },
    (request, reply) => act(deps, request, reply as FastifyReply),
  )
  scope.post(
    path,
    {
      schema: { ...schema, operationId: `ckanAct${suffix}`, summary: 'Hành động CKAN (đọc hoặc ghi)' },
      config: config('ckan-act'),
    },
    (request, reply) => act(deps, request, reply as FastifyReply),
  )
  scope.options(
    path,
    {
      schema: {
        params,
        operationId: `ckanOptions${suffix}`,
        summary: 'Hỏi trước của trình duyệt (CORS)',
        response: { 200: Type.String() },
      },
      config: config('ckan-options'),
    },
    async () => '',
  )
}

function versionRoutes(scope: Http): void {
  for (const [path, version] of [
    ['/api', 3],
    ['/api/1', 1],
    ['/api/2', 2],
    ['/api/3', 3],
  ] as const) {
    scope.get(
      path,
      {
        schema: {
          operationId: `ckanVersion${path.replace(/\W/g, '')}`,
          summary: 'Phiên bản API của CKAN',
          response: { 200: Type.Object({ version: Type.Integer() }) },
        },
        config: config('ckan-version'),
      },
      () => ({ version }),
    )
  }
}

type Asked = FastifyRequest<{ Params: { name: string } }>

async function act(deps: TransportDeps, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
  const query = request.query as Readonly<Record<string, unknown>>
  const callback = request.method === 'GET' ? textOf(query, 'callback') : undefined
  // What a script tag loads, any page can read: it is answered like a visitor's.
  if (callback !== undefined) request.actor = visitorActor(request.id)
  const answer = await answerTo(deps, request, query)
  const script = callback !== undefined && answer.status === 200 ? scriptOf(answer.body, callback) : undefined
  if (answer.etag !== undefined && script === undefined) reply.header('etag', answer.etag)
  return reply
    .code(answer.status)
    .type(script === undefined ? JSON_TYPE : SCRIPT_TYPE)
    .send(script ?? answer.body)
}

async function answerTo(
  deps: TransportDeps,
  request: Asked,
  query: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { name } = request.params
  const action = deps.actions.get(name)
  if (!action) throw ckanErrors.badBody(`Action name not known: ${name}`)
  if (action.writes && request.method !== 'POST') throw ckanErrors.badBody(WRITE_BY_GET)
  const { body, parts } = await bodyOf(deps, request)
  try {
    const { callback: _, ...params } = mergeParams({ query, body })
    const answer = await action.run({
      actor: request.actor,
      address: request.ip,
      params,
      upload: parts?.upload,
      lang: request.lang,
      signal: request.signal,
    })
    return answerOf(answer, helpOf(deps.publicUrl, name))
  } finally {
    await parts?.forget()
  }
}

async function bodyOf(
  { workDir }: TransportDeps,
  request: Asked,
): Promise<{ body: ReadBody; parts: TakenParts | undefined }> {
  if (request.isMultipart()) {
    const parts = await takeParts(request, workDir)
    return { body: { kind: 'form', fields: parts.fields }, parts }
  }
  const text = typeof request.body === 'string' ? request.body : ''
  return { body: readBody(text, request.headers['content-type'] ?? ''), parts: undefined }
}

interface Refused {
  readonly error: unknown
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function sendRefusal(deps: TransportDeps, { error, request, reply }: Refused): FastifyReply {
  const { name = '' } = request.params as { name?: string }
  const known = knownError(error, request)
  const { status, body } = refusalOf(known, helpOf(deps.publicUrl, name))
  const retryAfter = retryAfterOf(known)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  return reply.code(status).header('cache-control', 'no-store').type(JSON_TYPE).send(body)
}
