import { Type } from 'typebox'
import type { Modules } from './modules.ts'
import type { NodeResources } from './node.ts'
import type { Http } from './platform/http/index.ts'

const Health = Type.Object({ ok: Type.Boolean() })
const Readiness = Type.Object({ ok: Type.Boolean(), database: Type.Boolean(), search: Type.Boolean() })

/** `/healthz`: the process answers. `/readyz`: it can do its work: store reachable, search index standing. */
export function healthRoutes(http: Http, node: NodeResources, modules: Modules): void {
  http.get(
    '/healthz',
    {
      schema: { operationId: 'healthz', summary: 'Tiến trình còn sống', hide: true, response: { 200: Health } },
      config: { permission: 'public', operation: 'node.health', rateLimit: false },
    },
    () => ({ ok: true }),
  )
  http.get(
    '/readyz',
    {
      schema: {
        operationId: 'readyz',
        summary: 'Sẵn sàng phục vụ',
        hide: true,
        response: { 200: Readiness, 503: Readiness },
      },
      config: { permission: 'public', operation: 'node.readiness', rateLimit: false },
    },
    async (_request, reply) => {
      const database = await node.database.isReachable()
      const search = await succeeds(modules.engine.stats())
      const ok = database && search
      return reply.code(ok ? 200 : 503).send({ ok, database, search })
    },
  )
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}
