import type { FederationDeps } from './deps.ts'
import { followNode } from './follow-node.ts'
import { listNodes } from './store.ts'

export interface NodeFollowers {
  start(): void
  /** The directory changed: whoever waits at a feed begins anew, so that nothing is waited out. */
  restart(): void
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 5_000

/** Keeps one follower for each node of the directory that is on and read. */
export function createNodeFollowers(deps: FederationDeps): NodeFollowers {
  const following = new Map<string, { readonly end: AbortController; readonly done: Promise<void> }>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let stopped = false

  async function look(): Promise<void> {
    const nodes = await listNodes(deps.db)
    const wanted = new Set(nodes.filter(({ state, sourceId }) => state === 'on' && sourceId).map(({ id }) => id))
    for (const [id, { end }] of following) if (!wanted.has(id)) end.abort()
    for (const id of wanted) if (!following.has(id) && !stopped) begin(id)
  }

  function begin(id: string): void {
    const end = new AbortController()
    const done = followNode(deps, id, end.signal)
      .catch((error: unknown) => {
        if (!stopped) deps.harvest.log.error({ err: error, node: id }, 'following a node broke off; it begins again')
      })
      .finally(() => following.delete(id))
    following.set(id, { end, done })
  }

  async function endAll(): Promise<void> {
    const all = [...following.values()]
    for (const { end } of all) end.abort()
    await Promise.all(all.map(({ done }) => done))
  }

  // One look at a time, each after the one before.
  function lookNext(before: () => Promise<void> = () => Promise.resolve()): void {
    looking = looking
      .then(before)
      .then(look)
      .catch((error: unknown) => {
        if (!stopped) deps.harvest.log.error({ err: error }, 'the directory of nodes could not be read')
      })
  }

  return {
    start() {
      if (timer) return
      timer = setInterval(() => lookNext(), LOOK_EVERY_MS)
      lookNext()
    },
    restart() {
      if (timer) lookNext(endAll)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await endAll()
    },
  }
}
