import swagger from '@fastify/swagger'
import type { FastifyBaseLogger } from 'fastify'
import { assetRoutes } from './asset-routes.ts'
import { renderErrorPage } from './error-page.tsx'
import { healthRoutes } from './health-routes.ts'
import { bindActor } from './modules/identity/index.ts'
import type { Modules } from './modules.ts'
import type { NodeResources } from './node.ts'
import { openApiDocument } from './openapi.ts'
import { createHttp, type Http } from './platform/http/index.ts'

/** The whole web application, listening to nobody yet; tests inject requests. */
export async function createApp(node: NodeResources, modules: Modules, log: FastifyBaseLogger): Promise<Http> {
  const { config, keys } = node
  const http = await createHttp({
    trustProxy: config.trustProxy,
    secure: config.publicUrl.startsWith('https:'),
    log,
    formKey: Buffer.from(keys.mac('form tokens', 'csrf')),
    renderError: renderErrorPage,
    withoutForm: ({ actor, routeOptions }) => actor.via === 'api-key' || routeOptions.config.cookies === 'ignored',
  })
  bindActor(http, modules.identity.resolveActor)
  await http.register(swagger, { openapi: openApiDocument(config.publicUrl), hideUntagged: true })
  await http.register(async (scope) => {
    const routes = scope as Http
    assetRoutes(routes)
    healthRoutes(routes, node, modules)
    modules.routes(routes)
    routes.get(
      '/api/v1/openapi.json',
      {
        schema: { operationId: 'openApi', summary: 'Mô tả API (OpenAPI 3.1)', hide: true },
        config: { permission: 'public', operation: 'api.describe' },
      },
      () => http.swagger(),
    )
  })
  await http.ready()
  return http
}
