import type { Http } from '../../platform/http/index.ts'
import { type ResolveActor, SESSION_COOKIE } from './access/credentials.ts'
import { requireSignedIn } from './access/owner.ts'
import { type Actor, visitorActor } from './actor.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

/** Every request knows who sends it before any route runs; a visitor reaches nothing that is not declared public. */
export function bindActor(http: Http, resolve: ResolveActor): void {
  http.decorateRequest('actor', null as unknown as Actor)
  http.addHook('onRequest', async (request) => {
    request.actor = visitorActor(request.id)
    const { headers } = request
    const apiKey = headers['x-api-key'] ?? headers['x-ckan-api-key'] ?? headers['x-ckan-api-token']
    const { permission, cookies } = request.routeOptions.config
    request.actor = await resolve({
      sessionToken: cookies === 'ignored' ? undefined : request.cookies[SESSION_COOKIE],
      authorization: headers.authorization,
      apiKey: typeof apiKey === 'string' ? apiKey : undefined,
      requestId: request.id,
    })
    // What the signed-in may do is for the use case to say; this only keeps a forgotten check from being an open door.
    if (permission !== undefined && permission !== 'public') requireSignedIn(request.actor)
  })
}
