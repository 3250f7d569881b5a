import type {} from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `public`, `signed-in`, or the permission asked for; checked again by the use case on the very thing. */
    permission?: string
    /** Name in logs and metrics, `module.verb`. */
    operation?: string
    /** Takes no notice of a session: whoever shows no API key is a visitor, so a write needs no form token. */
    cookies?: 'ignored'
  }
}

/** What a route says about itself. */
export interface DeclaredRoute {
  readonly method: string
  readonly url: string
  readonly permission: string
  readonly operation: string
  readonly operationId: string
  readonly summary: string
  /** Status codes with a schema of the answer. */
  readonly answers: readonly string[]
}

const declared = new WeakMap<object, DeclaredRoute[]>()

/** Refuses to start with a route that does not say its name, its summary and who may use it. */
export function requireDeclarations(http: FastifyInstance): void {
  const routes: DeclaredRoute[] = []
  declared.set(http, routes)
  http.addHook('onRoute', (route) => {
    const schema = route.schema as { operationId?: string; summary?: string; response?: object } | undefined
    const { permission, operation } = route.config ?? {}
    const { operationId, summary, response = {} } = schema ?? {}
    if (!permission || !operation || !operationId || !summary) {
      throw new Error(`route ${String(route.method)} ${route.url} lacks permission, operation, operationId or summary`)
    }
    for (const method of [route.method].flat()) {
      const answers = Object.keys(response)
      routes.push({ method, url: route.url, permission, operation, operationId, summary, answers })
    }
  })
}

/** Every route of a server, in the order they were added. */
export function routesOf(http: object): readonly DeclaredRoute[] {
  return declared.get(http) ?? []
}
