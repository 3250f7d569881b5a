import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { escapeXml } from '../../../platform/text.ts'
import { answer, faultXml } from './answer.ts'
import { writeOaiDate } from './dates.ts'
import type { OaiDeps } from './deps.ts'
import { readRequest } from './read-request.ts'

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ ' +
  'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
const BODY_LIMIT_BYTES = 16_384

/** OAI-PMH 2.0: what libraries and research catalogues harvest by, at one address by GET and POST. */
export function oaiRoutes(http: Http, deps: OaiDeps): void {
  // A scope of its own: the arguments of a POST are read as they are sent, doubles and all.
  http.register(async (inner) => {
    const scope = inner as Http
    scope.removeContentTypeParser('application/x-www-form-urlencoded')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    )
    scope.get(
      '/oai',
      {
        schema: {
          operationId: 'oaiPmh',
          summary: 'OAI-PMH 2.0: danh mục theo Dublin Core (oai_dc) và DCAT-AP (dcat_ap), từng phần theo ngày sửa',
          tags: ['dcat'],
          querystring: Type.Object({ verb: Type.Optional(Type.String({ examples: ['Identify'] })) }, LOOSE),
        },
        // The protocol says itself what is wrong with an argument.
        attachValidation: true,
        config: { permission: 'public', operation: 'interop.oai' },
      },
      (request, reply) => send(deps, { request, reply: reply as FastifyReply }, queryOf(request.url)),
    )
    scope.post(
      '/oai',
      {
        schema: { operationId: 'oaiPmhPost', summary: 'OAI-PMH 2.0 bằng POST', hide: true },
        config: { permission: 'public', operation: 'interop.oai', cookies: 'ignored' },
      },
      (request, reply) => {
        const body = typeof request.body === 'string' ? request.body : ''
        return send(deps, { request, reply: reply as FastifyReply }, new URLSearchParams(body))
      },
    )
  })
}

const LOOSE = { additionalProperties: true } as const

function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function send(deps: OaiDeps, { reply }: Exchange, given: URLSearchParams): Promise<FastifyReply> {
  const read = readRequest(given)
  const answered = read.ok ? await answer(deps, read.request) : read
  const stamp = `<responseDate>${writeOaiDate(deps.clock.now().toISOString())}</responseDate>\n`
  const isLegal = answered.ok || (answered.fault.code !== 'badVerb' && answered.fault.code !== 'badArgument')
  const head = `${HEAD}${stamp}${requestXml(deps, isLegal ? given : new URLSearchParams())}\n`
  reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }).type('text/xml; charset=utf-8')
  if (!answered.ok) return reply.send(`${head}${faultXml(answered.fault)}\n</OAI-PMH>\n`)
  return reply.send(Readable.from(around(head, answered.pieces)))
}

async function* around(head: string, pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  yield head
  yield* pieces
  yield '\n</OAI-PMH>\n'
}

/** The request as it was understood; what was not is not repeated (§3.2). */
function requestXml({ publicUrl }: OaiDeps, given: URLSearchParams): string {
  const attributes = [...given].map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
  return `<request${attributes.join('')}>${escapeXml(`${publicUrl}/oai`)}</request>`
}
