import type { Follower } from '../../../platform/events/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import { directoryApi } from './api.ts'
import type { FederationDeps } from './deps.ts'
import { createNodeFollowers } from './follow-all.ts'
import { collectCopies } from './mirror/collect.ts'
import { createCopier } from './mirror/copier.ts'
import { mirrorRoute } from './mirror/routes.ts'
import { type KnownNode } from './model.ts'
import { nodePages } from './pages/routes.tsx'
import { receiveRoutes } from './questions/api.ts'
import { followQuestions } from './questions/follow-questions.ts'
import { createPostman } from './questions/postman.ts'
import { findNode, readKept, readSigned } from './store.ts'

export { createNodeAdapter } from './adapter.ts'
export type { FederationDeps, NodeReadingDeps } from './deps.ts'
export type { KnownNode } from './model.ts'

export interface Federation {
  readonly follower: Follower
  /** The node something came from, for its page. */
  node(id: string): Promise<KnownNode | undefined>
  /** What other nodes signed, to be handed on as it came. */
  signed(ids: readonly string[]): ReturnType<typeof readSigned>
  /** What other nodes publish of one kind of resource. */
  records(kind: string): ReturnType<typeof readKept>
  /** Removes copies of tables that nothing names any more; once a day is enough. Returns how many. */
  collectCopies(): Promise<number>
  routes(http: Http): void
  start(): void
  stop(): Promise<void>
}

/** Other nodes of this program: whom we know, what they publish, and what we hand on to them. */
export function createFederation(deps: FederationDeps, position: Pick<Follower, 'load' | 'save'>): Federation {
  const followers = createNodeFollowers(deps)
  const postman = createPostman(deps)
  const copier = createCopier(deps)
  return {
    follower: followQuestions(deps, position, postman.wake),
    node: (id) => findNode(deps.db, id),
    signed: (ids) => readSigned(deps.db, ids),
    records: (kind) => readKept(deps.db, kind),
    collectCopies: () => collectCopies(deps),
    routes(http) {
      directoryApi(http, deps, followers.restart)
      receiveRoutes(http, deps)
      mirrorRoute(http, deps)
      nodePages(http, deps, followers.restart)
    },
    start() {
      followers.start()
      postman.start()
      copier.start()
    },
    async stop() {
      await Promise.all([followers.stop(), postman.stop(), copier.stop()])
    },
  }
}
