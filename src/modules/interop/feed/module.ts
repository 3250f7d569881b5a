import type { Follower } from '../../../platform/events/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { FeedDeps } from './deps.ts'
import { feedRoutes } from './routes.ts'
import type { ThisNode } from './store.ts'
import { describeThisNode, type NodeDescription, readThisNode } from './this-node.ts'
import { createNews } from './wait-for-news.ts'

export type { FeedDeps, FeedKind, Relayed } from './deps.ts'
export { readThisNode } from './this-node.ts'

export interface Feed {
  readonly follower: Follower
  thisNode(): Promise<ThisNode>
  describeThisNode(actor: Actor, given: NodeDescription): Promise<ThisNode>
  routes(http: Http): void
}

/** The node as other nodes see it: who it is, and what changed. */
export function createFeed(deps: FeedDeps): Feed {
  const news = createNews(deps)
  return {
    follower: news.follower,
    thisNode: () => readThisNode(deps),
    describeThisNode: (actor, given) => describeThisNode(deps, actor, given),
    routes: (http) => feedRoutes(http, deps, news),
  }
}
