import type { Http } from '../../../platform/http/index.ts'
import { can, page } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { agencyName } from '../labels.ts'
import { readTodo } from './read-todo.ts'
import { TodoPage } from './todo-page.tsx'

/** The page after signing in. */
export function todoRoutes(http: Http, deps: DeskDeps): void {
  page(http, {
    path: '/lam-viec',
    name: 'desk',
    summary: 'Bàn việc',
    gate: 'signed-in',
    async view(request) {
      const { actor, lang } = request
      const own = actor.grants[0]?.agencyId
      const [todo, agency] = await Promise.all([readTodo(deps, request), own ? agencyName(deps, own, lang) : ''])
      const may = { mayPrepare: can(actor, 'catalog.draft.write'), mayManage: can(actor, 'identity.person.manage') }
      return <TodoPage request={request} todo={todo} agency={agency} now={deps.clock.now()} {...may} />
    },
  })
}
