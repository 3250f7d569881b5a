import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { NodePlansPage } from './nation-page.tsx'
import { readForeignIssued } from './read-foreign.ts'

const Paged = Type.Object({ trang: Type.Integer({ default: 1, minimum: 1, maximum: 1000 }) })

/** Plans of the nodes this one follows: who, which, how far, as of when. */
export function nationRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach/cac-nut',
    {
      schema: {
        operationId: 'nodePlansPage',
        summary: 'Kế hoạch của các nút được theo dõi',
        hide: true,
        querystring: Paged,
      },
      config: { permission: 'public', operation: 'plans.node-plans-page' },
    },
    async (request, reply) => {
      const [plans, tree] = await Promise.all([readForeignIssued(deps), deps.agencies.tree()])
      const agencies = new Map(tree.all.map((agency) => [agency.id, agency]))
      const kinds = new Map(deps.rules.kinds.map(({ id, name }) => [id, name]))
      const { trang: page } = request.query
      return sendPage(reply, <NodePlansPage {...{ frame: pageFrame(request), plans, agencies, kinds, page }} />)
    },
  )
}

/** Where a plan of another node is at home; undefined for our own. */
export async function ownerPage({ catalog }: PlansDeps, slug: string): Promise<string | undefined> {
  const resource = await catalog.reader.bySlug(slug)
  return resource?.kind === 'plan' && resource.state === 'published' ? resource.origin?.landingPage : undefined
}
