import type { Http } from '../../../../platform/http/index.ts'
import { dayInVietnam } from '../../../catalog/index.ts'
import { pageFrame, sendPage } from '../../../identity/index.ts'
import { readYears } from '../../calendar/store.ts'
import type { PlansDeps } from '../../deps.ts'
import { RulesPage } from './rules-page.tsx'

/** The public page of every rule in use. */
export function rulesRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    '/ke-hoach/quy-tac',
    {
      schema: { operationId: 'planRulesPage', summary: 'Quy tắc về kế hoạch và đề nghị dữ liệu', hide: true },
      config: { permission: 'public', operation: 'plans.rules-page' },
    },
    async (request, reply) =>
      sendPage(
        reply,
        <RulesPage
          frame={pageFrame(request)}
          rules={deps.rules}
          years={await readYears(deps.db)}
          today={dayInVietnam(deps.clock.now())}
        />,
      ),
  )
}
