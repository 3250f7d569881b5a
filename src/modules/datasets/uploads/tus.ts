import type { IncomingMessage } from 'node:http'
import { Type } from 'typebox'
import { AppError } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { Actor } from '../../identity/index.ts'
import { MAX_FILE_BYTES, type Uploads } from './uploads.ts'

const VERSION = '1.0.0'
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** tus 1.0 core with creation: the one way by which wizard, command line and API send files. */
export function tusRoutes(http: Http, uploads: Uploads): void {
  http.addContentTypeParser(
    'application/offset+octet-stream',
    (_request: unknown, payload: IncomingMessage, done: Done) => done(null, payload),
  )
  optionsRoute(http)
  createRoute(http, uploads)
  offsetRoute(http, uploads)
  appendRoute(http, uploads)
}

type Done = (error: null, body: unknown) => void

function optionsRoute(http: Http): void {
  http.options(
    '/tus',
    {
      schema: { operationId: 'tusOptions', summary: 'Khả năng của giao thức tải lên', hide: true },
      config: { permission: 'public', operation: 'datasets.tus-options' },
    },
    (_request, reply) =>
      reply
        .code(204)
        .headers({
          'tus-resumable': VERSION,
          'tus-version': VERSION,
          'tus-extension': 'creation',
          'tus-max-size': String(MAX_FILE_BYTES),
        })
        .send(),
  )
}

function createRoute(http: Http, uploads: Uploads): void {
  http.post(
    '/tus',
    {
      schema: { operationId: 'tusCreate', summary: 'Mở một lượt tải lên (tus 1.0)', tags: ['upload'] },
      config: { permission: 'signed-in', operation: 'datasets.tus-create' },
    },
    async (request, reply) => {
      const ownerId = ownerOf(request.actor)
      const length = Number(request.headers['upload-length'])
      if (!Number.isSafeInteger(length) || length < 0) throw noLength()
      const fileName = metadataOf(request.headers['upload-metadata']).get('filename') ?? 'tep'
      const upload = await uploads.create({ ownerId, fileName, length })
      return reply
        .code(201)
        .headers({ 'tus-resumable': VERSION, location: `/tus/${upload.id}` })
        .send()
    },
  )
}

function offsetRoute(http: Http, uploads: Uploads): void {
  http.head(
    '/tus/:id',
    {
      schema: { operationId: 'tusOffset', summary: 'Tệp đã đến đâu', hide: true, params: Params },
      config: { permission: 'signed-in', operation: 'datasets.tus-offset' },
    },
    async (request, reply) => {
      const upload = await uploads.find(request.params.id, ownerOf(request.actor))
      return reply
        .headers({
          'tus-resumable': VERSION,
          'upload-offset': String(upload.offset),
          'upload-length': String(upload.length),
          'cache-control': 'no-store',
        })
        .send()
    },
  )
}

function appendRoute(http: Http, uploads: Uploads): void {
  http.patch(
    '/tus/:id',
    {
      schema: { operationId: 'tusAppend', summary: 'Gửi phần tiếp theo của tệp', tags: ['upload'], params: Params },
      config: { permission: 'signed-in', operation: 'datasets.tus-append' },
    },
    async (request, reply) => {
      const upload = await uploads.find(request.params.id, ownerOf(request.actor))
      const body = request.body as IncomingMessage
      const offset = await uploads.append(upload, Number(request.headers['upload-offset']), body)
      return reply
        .code(204)
        .headers({ 'tus-resumable': VERSION, 'upload-offset': String(offset) })
        .send()
    },
  )
}

export function ownerOf(actor: Actor): string {
  if (actor.id) return actor.id
  throw new AppError('unauthenticated', 'identity.sign-in-needed', {
    vi: 'Hãy đăng nhập để tải tệp lên.',
    en: 'Sign in to upload files.',
  })
}

function noLength(): AppError {
  return new AppError('invalid', 'datasets.upload-length', {
    vi: 'Thiếu độ dài tệp (Upload-Length).',
    en: 'The Upload-Length header is missing.',
  })
}

/** `filename d29ybGQ=,…`: names with base64 values. */
function metadataOf(header: string | string[] | undefined): Map<string, string> {
  const pairs = String(header ?? '').split(',')
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ')
      return [name, Buffer.from(value, 'base64').toString('utf8')]
    }),
  )
}
