import type {} from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `public`, `signed-in`, or the permission asked for; checked again by the use case on the very thing. */
    permission?: string
    /** Name in logs and metrics, `module.verb`. */
    operation?: string
  }
}

/** Refuses to start with a route that does not say its name, its summary and who may use it. */
export function requireDeclarations(http: FastifyInstance): void {
  http.addHook('onRoute', (route) => {
    const schema = route.schema as { operationId?: string; summary?: string } | undefined
    const config = route.config
    if (config?.permission && config.operation && schema?.operationId && schema.summary) return
    throw new Error(`route ${String(route.method)} ${route.url} lacks permission, operation, operationId or summary`)
  })
}
