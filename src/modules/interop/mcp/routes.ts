import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { turnOf } from '../datastore/turn.ts'
import type { McpDeps } from './deps.ts'

const config = (operation: string) =>
  ({ permission: 'public', operation: `interop.${operation}`, cookies: 'ignored' }) as const

/** Model Context Protocol by Streamable HTTP at `/mcp`; stateless, so any process may answer any request. */
export function mcpRoutes(http: Http, deps: McpDeps): void {
  http.post(
    '/mcp',
    {
      schema: { operationId: 'mcp', summary: 'Máy chủ MCP: tìm, mô tả, đọc, truy vấn bảng mở (chỉ đọc)', hide: true },
      config: config('mcp'),
    },
    (request, reply) => answer(deps, request, reply as FastifyReply),
  )
  http.options(
    '/mcp',
    {
      schema: { operationId: 'mcpOptions', summary: 'Hỏi trước của trình duyệt (CORS)', hide: true },
      config: config('mcp-options'),
    },
    (_request, reply) =>
      allowed(reply as FastifyReply)
        .code(204)
        .send(),
  )
  for (const method of ['GET', 'DELETE'] as const) {
    http.route({
      method,
      url: '/mcp',
      exposeHeadRoute: false,
      schema: { operationId: `mcp${method}`, summary: 'Không giữ phiên: chỉ nhận POST', hide: true },
      config: config('mcp-refuse'),
      handler: (_request, reply) =>
        reply
          .code(405)
          .header('allow', 'POST')
          .send({
            jsonrpc: '2.0',
            error: { code: -32_000, message: 'This server keeps no sessions: send each message by POST.' },
            id: null,
          }),
    })
  }
}

async function answer(deps: McpDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  // Loaded when first needed: few nodes are asked by models, all nodes start.
  const [{ createMcpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
    import('./server.ts'),
    import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
  ])
  const { actor, lang, signal, ip } = request
  const server = createMcpServer(deps, { actor, lang, signal, turn: turnOf(actor.id, ip) })
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  try {
    await server.connect(transport)
    const asked = new Request('http://mcp.invalid/mcp', { method: 'POST', headers: headersOf(request) })
    const answered = await transport.handleRequest(asked, { parsedBody: request.body })
    allowed(reply).code(answered.status)
    for (const [name, value] of answered.headers) reply.header(name, value)
    return reply.send(await answered.text())
  } finally {
    await server.close()
  }
}

function headersOf({ headers }: FastifyRequest): Headers {
  const given = new Headers()
  for (const name of ['accept', 'content-type', 'mcp-protocol-version', 'mcp-session-id'] as const) {
    const value = headers[name]
    if (typeof value === 'string') given.set(name, value)
  }
  return given
}

function allowed(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'Authorization, Content-Type, Mcp-Protocol-Version, Mcp-Session-Id, X-Api-Key',
  })
}
